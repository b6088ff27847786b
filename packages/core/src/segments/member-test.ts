import { SCALE } from '../money/scaled.ts'

/** What is known of a member once, by its name: a number, a day, a code; null where it is not known. */
export const memberFactNames = [
  'tier',
  'tierSince',
  'tierThrough',
  'points',
  'memberCash',
  'prepaid',
  'registeredOn',
  'gender',
  'region',
  'birthday',
  'bornOn',
  'referredBy',
  'occupation',
  'education',
  'preferredChannel',
  'language',
  /** How many habits are known; what they are is sealed. */
  'habits',
  /** Minutes of the day from which until which the member is not to be disturbed, and 1 where they turn round midnight, else 0. */
  'quietFrom',
  'quietUntil',
  'quietTurns',
  /** The instant of the last change of the dossier. */
  'dossierChangedAt',
  // Of receipts, as of the last night; unknown of who has kept nothing.
  'firstOn',
  'lastOn',
  /** The purchase since which they have been active, up to the last. */
  'activeSince',
  'purchaseDays',
  'receipts',
  'units',
  'salesMinor',
  /** Of the sales, what was bought at regular price, and on promotion. */
  'regularMinor',
  'promotionalMinor',
  'returnedMinor',
  'spendMinor',
  'earnedPoints',
  'earnedMemberCash',
  'priceLowMinor',
  'priceMedianMinor',
  'priceHighMinor',
  'promotionShare',
  /** Scaled as shares are, with what is less than a ten-thousandth. */
  'returnedShare',
  'cycleDaysX2',
  'pyramid',
  'probabilityActive',
  'expectedPurchases',
  'expectedValueMinor',
] as const

export type MemberFactName = (typeof memberFactNames)[number]

/** What there may be several of, each with what is known of it. */
export const memberSets = {
  /** The newest word for each channel and purpose. */
  consents: ['channel', 'purpose', 'granted', 'saidAt'],
  tags: ['tag'],
  /** Coupons of which a use is left, through their last day: that of the calendar where they have none. */
  coupons: ['coupon', 'validThrough'],
  /** Uses of coupons that did not come back with their receipts. */
  couponUses: ['coupon', 'purchase', 'usedOn'],
  /** Uses that were not undone. */
  benefitUses: ['use', 'benefit', 'usedOn'],
  /** Rewards put aside or collected: `state` is `reserved` or `collected`. */
  redemptions: ['redemption', 'reward', 'redeemedAt', 'collectBy', 'state'],
  /** Top-ups that were not reversed. */
  topUps: ['topUp', 'plan', 'toppedUpAt', 'paid'],
  /** Messages that went out, and tasks that were done. */
  messages: ['message', 'channel', 'sentAt'],
  notes: ['writtenAt'],
  /** By what the member may be looked up. */
  contacts: ['contact'],
  brandCards: ['brand'],
  interests: ['interest'],
  sizes: ['garment', 'size'],
  fields: ['field', 'code', 'number'],
  /** Each person once for every size, once without any. */
  family: ['person', 'relation', 'birthday', 'bornOn', 'garment', 'size'],
  /** Lines of receipts of which something was kept. */
  lines: ['purchase', 'day', 'store', 'sku', 'brand', 'category', 'size', 'color', 'style'],
  /** Two categories that came together on receipts, the lower first, as of the last night. */
  baskets: ['a', 'b', 'receipts'],
  /** What is liked best, as of the last night. */
  preferences: ['kind', 'value', 'share'],
  /** What is left of what was earned. */
  lots: ['unit', 'expiresOn', 'remaining'],
  /** What counts towards a tier. */
  days: ['day', 'qualifyingPoints', 'spend'],
  /** Members who were brought by this one. */
  brought: ['member', 'registeredOn'],
} as const

export type MemberSetName = keyof typeof memberSets
export type MemberColumn<S extends MemberSetName = MemberSetName> = (typeof memberSets)[S][number]

export type MemberFactValue = string | number | null

/** What sums of weighed facts are compared in: half a ten-thousandth, so that a bound may lie between two of them. */
export const WEIGHED_SCALE = 2 * SCALE

/** A part of a sum: a fact by a rate, added or, below zero, taken away. */
export interface WeighedFact {
  readonly fact: MemberFactName
  /** Scaled by 10,000. */
  readonly rate: number
  /** Whether the part alone is rounded to a whole number, half up. */
  readonly isWhole: boolean
}

/** Whether a value is one of some, or a number from one through another; what is not known is neither. */
export type ValueTest =
  { readonly in: readonly (string | number)[] } | { readonly from: number | null; readonly through: number | null }

/**
 * What a segment asks of a member, as data: the one definition of which both the SQL over a whole program and
 * {@link holdsFor} for one member are made.
 */
export type MemberTest =
  | { readonly op: 'and' | 'or'; readonly of: readonly MemberTest[] }
  | { readonly op: 'not'; readonly of: MemberTest }
  | { readonly op: 'fact'; readonly fact: MemberFactName; readonly is: ValueTest }
  | { readonly op: 'unknown'; readonly fact: MemberFactName }
  /** A sum of facts that are all known lies in a range, scaled by {@link WEIGHED_SCALE}; its parts are added in their order. */
  | {
      readonly op: 'weighed'
      readonly of: readonly WeighedFact[]
      readonly is: { readonly from: number | null; readonly through: number | null }
    }
  /** The weights of the tests that hold, added up, lie in a range. */
  | {
      readonly op: 'score'
      readonly of: readonly { readonly test: MemberTest; readonly weight: number }[]
      readonly is: { readonly from: number | null; readonly through: number | null }
    }
  | {
      readonly op: 'some'
      readonly set: MemberSetName
      readonly where: readonly { readonly column: string; readonly is: ValueTest }[]
      /** So many different values of the column that are known. */
      readonly distinct?: { readonly column: string; readonly atLeast: number }
      /** So much of the column together; nothing at all is 0. */
      readonly sum?: { readonly column: string; readonly atLeast: number }
    }

/** What is known of one member. */
export interface KnownMember {
  readonly facts: Readonly<Record<MemberFactName, MemberFactValue>>
  readonly sets: Readonly<Record<MemberSetName, readonly Readonly<Record<string, MemberFactValue>>[]>>
}

const isSo = (is: ValueTest, value: MemberFactValue | undefined): boolean => {
  if (value === null || value === undefined) return false
  if ('in' in is) return is.in.includes(value)
  return typeof value === 'number' && value >= (is.from ?? -Infinity) && value <= (is.through ?? Infinity)
}

const weighed = (of: readonly WeighedFact[], { facts }: KnownMember): number | null => {
  let sum = 0
  for (const { fact, rate, isWhole } of of) {
    const value = facts[fact]
    if (typeof value !== 'number') return null
    const part = value * Math.abs(rate)
    const added = isWhole ? Math.floor((part + SCALE / 2) / SCALE) : part / SCALE
    sum += rate < 0 ? -added : added
  }
  return sum * WEIGHED_SCALE
}

/** Whether a test holds for one member. */
export const holdsFor = (test: MemberTest, member: KnownMember): boolean => {
  switch (test.op) {
    case 'and':
      return test.of.every(one => holdsFor(one, member))
    case 'or':
      return test.of.some(one => holdsFor(one, member))
    case 'not':
      return !holdsFor(test.of, member)
    case 'fact':
      return isSo(test.is, member.facts[test.fact])
    case 'unknown':
      return member.facts[test.fact] === null
    case 'weighed':
      return isSo(test.is, weighed(test.of, member))
    case 'score':
      return isSo(
        test.is,
        test.of.reduce((sum, one) => sum + (holdsFor(one.test, member) ? one.weight : 0), 0),
      )
    case 'some': {
      const found = member.sets[test.set].filter(row => test.where.every(({ column, is }) => isSo(is, row[column])))
      const { distinct, sum } = test
      if (sum) return found.reduce((all, row) => all + Number(row[sum.column] ?? 0), 0) >= sum.atLeast
      if (!distinct) return found.length > 0
      return (
        new Set(found.map(row => row[distinct.column] ?? null).filter(value => value !== null)).size >= distinct.atLeast
      )
    }
  }
}

export const and = (...of: readonly MemberTest[]): MemberTest => ({ op: 'and', of })
export const or = (...of: readonly MemberTest[]): MemberTest => ({ op: 'or', of })
/** What holds for everybody. */
export const everybody: MemberTest = { op: 'and', of: [] }
/** What holds for nobody. */
export const nobody: MemberTest = { op: 'or', of: [] }
export const not = (of: MemberTest): MemberTest => ({ op: 'not', of })
export const fact = (fact: MemberFactName, is: ValueTest): MemberTest => ({ op: 'fact', fact, is })
export const known = (fact: MemberFactName): MemberTest => not({ op: 'unknown', fact })

/** A count that is asked for; where it is not said how many, none is. */
const asked = <Column extends string>(
  count: { readonly column: Column; readonly atLeast: number | undefined } | undefined,
): { readonly column: Column; readonly atLeast: number } | null =>
  count?.atLeast === undefined ? null : { column: count.column, atLeast: count.atLeast }

/** Whether there is one in a set of which all that is named is so; or so many or so much, where `atLeast` says it. */
export const some = <S extends MemberSetName>(
  set: S,
  where: Readonly<Partial<Record<MemberColumn<S>, ValueTest | undefined>>>,
  count: {
    readonly distinct?: { readonly column: MemberColumn<S>; readonly atLeast: number | undefined }
    readonly sum?: { readonly column: MemberColumn<S>; readonly atLeast: number | undefined }
  } = {},
): MemberTest => {
  const [distinct, sum] = [asked(count.distinct), asked(count.sum)]
  return {
    op: 'some',
    set,
    where: Object.entries<ValueTest | undefined>(where as Record<string, ValueTest | undefined>).flatMap(
      ([column, is]) => (is === undefined ? [] : [{ column, is }]),
    ),
    ...(distinct && { distinct }),
    ...(sum && { sum }),
  }
}
