/** The program's clock while the file is loaded: the day after its last receipt. */
export const clock = '1998-07-01T00:00:00-04:00'

/**
 * The program that the CDNOW customers are members of: one point for each whole dollar of a receipt, for ever, and no
 * tiers. It goes in when the program is made, so that it is in force since always, 1997 included.
 */
export const cdnowRules = {
  currency: 'USD',
  timeZone: 'America/New_York',
  membershipYear: { startsOn: { month: 1, day: 1 } },
  earning: {
    rate: { points: 1, perMinor: 100 },
    rounding: 'floor',
    grain: 'receipt',
    cashTenders: ['card'],
    multipliers: [],
    combine: 'highest',
    brandCap: 'none',
  },
  memberCash: null,
  tiers: [],
  expiry: { points: { kind: 'never' }, memberCash: { kind: 'never' } },
  rebates: [],
  benefits: [],
  topUpPlans: [],
  prepaid: { capMinor: null },
} as const
