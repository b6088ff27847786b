/** What every message may speak of, and whether there may be nothing to say: then the place needs a default. */
export const messageVariables: Readonly<Record<string, { readonly mayBeEmpty: boolean }>> = {
  'program.name': { mayBeEmpty: false },
  'member.name': { mayBeEmpty: true },
  'member.cardNumber': { mayBeEmpty: false },
  'member.tier': { mayBeEmpty: true },
  'points.available': { mayBeEmpty: false },
  'points.expiring': { mayBeEmpty: true },
  'points.expiresOn': { mayBeEmpty: true },
  'memberCash.available': { mayBeEmpty: false },
  'tier.next': { mayBeEmpty: true },
  'tier.remaining': { mayBeEmpty: true },
}

/** Before the names of what a campaign brings itself, such as `data.item`. */
export const DATA = 'data.'
