import { isOver, usesLeft, type Day, type Instant } from '@laurel/core'
import { listCouponCounts, listCouponsNamed, listCouponsOf, type CouponRow, type MemberCouponRow } from '@laurel/db'
import { issuedCouponOf } from './coupon-rows.ts'

/** What is known of coupons on one load: it is moved on with each decision, so that the next one sees the last. */
export interface CouponBooks {
  /** Coupons that the program gives out, by code. */
  readonly kinds: ReadonlyMap<string, CouponRow>
  /** How many of a kind a member was given, by {@link countKey}. */
  readonly counts: ReadonlyMap<string, number>
  /** Coupons that members have, by id. */
  readonly held: ReadonlyMap<number, MemberCouponRow>
}

export const countKey = (memberId: number, coupon: string): string => `${memberId} ${coupon}`

/** The statements whose rows {@link withNamedCoupons} is given: the coupons of a member that codes name. */
export const namedCoupons = (memberId: number, codes: readonly string[]) => {
  const args = { memberId, codes: JSON.stringify(codes) }
  return [listCouponsNamed(args), listCouponsOf(args), listCouponCounts(args)] as const
}

type Read<S> = S extends { readonly decode: (rows: never) => infer R } ? R : never
type Statements = ReturnType<typeof namedCoupons>

export const noCoupons: CouponBooks = { kinds: new Map(), counts: new Map(), held: new Map() }

/** The books with the rows of one member's named coupons. */
export const withNamedCoupons = (
  { kinds, counts, held }: CouponBooks,
  memberId: number,
  named: Read<Statements[0]>,
  offered: Read<Statements[1]>,
  counted: Read<Statements[2]>,
): CouponBooks => ({
  held: new Map([...held, ...named.map(row => [row.id, row] as const)]),
  kinds: new Map([...kinds, ...offered.map(row => [row.code, row] as const)]),
  counts: new Map([...counts, ...counted.map(row => [countKey(memberId, row.coupon), row.issued] as const)]),
})

/** What a code names for a member: a coupon held, or one that could be issued by its public code. */
export type NamedCoupon = { readonly held: MemberCouponRow } | { readonly kind: CouponRow; readonly taken: number }

/**
 * What a code names for a member at an instant: the coupon of that own code; or by a public code the oldest one that can
 * still be used, else a new one, else the last one there was, to say what has become of it. Null where it names nothing.
 */
export const namedCoupon = (
  books: CouponBooks,
  memberId: number,
  code: string,
  { at, day, taken }: { readonly at: Instant; readonly day: Day; readonly taken: ReadonlySet<number> },
): NamedCoupon | null => {
  const own = [...books.held.values()].filter(row => row.memberId === memberId)
  const exact = own.find(row => row.code === code)
  if (exact) return { held: exact }
  const kind = books.kinds.get(code)
  if (kind?.distribution !== 'byCode') return null
  const ofKind = own.filter(row => row.coupon === code)
  const usable = ofKind.find(row => {
    const coupon = issuedCouponOf(row)
    return !taken.has(row.id) && usesLeft(coupon) > 0 && !isOver(coupon, at, day)
  })
  if (usable) return { held: usable }
  const count = books.counts.get(countKey(memberId, code)) ?? 0
  const last = ofKind.at(-1)
  return last && kind.perMember !== null && count >= kind.perMember ? { held: last } : { kind, taken: count }
}
