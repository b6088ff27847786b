import { and, asc, desc, eq, getTableColumns, lt, or, sql, type InferSelectModel } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { profiles } from '../members/members.tables.ts'
import { $, builder, insertInto, orNull, raw, select, write, type RowOf } from '../statement.ts'
import { countCoupon, countIssued, termFields, uncountTakenBack } from './coupons.repository.ts'
import { coupons, couponTerms, couponWithdrawals, memberCoupons } from './coupons.tables.ts'

const fields = {
  ...getTableColumns(memberCoupons),
  ...termFields,
  /** JSON of the coupon's present name. */
  name: coupons.name,
  distribution: coupons.distribution,
  /** Every use there ever was, and those whose receipt came back. */
  everUsed: sql<number>`(SELECT count(*) FROM coupon_uses WHERE coupon_id = member_coupons.id)`.as('ever_used'),
  givenBack: sql<number>`(SELECT count(*) FROM coupon_give_backs WHERE coupon_id = member_coupons.id)`.as('given_back'),
  withdrawnAt: orNull(couponWithdrawals.occurredAt),
  reason: orNull(couponWithdrawals.reason),
  /** The key that the reason is sealed under; null once the person is erased. */
  wrappedKey: orNull(profiles.wrappedKey),
}

const whole = () =>
  builder
    .select(fields)
    .from(memberCoupons)
    .innerJoin(coupons, eq(coupons.code, memberCoupons.coupon))
    .innerJoin(
      couponTerms,
      and(eq(couponTerms.coupon, memberCoupons.coupon), eq(couponTerms.revision, memberCoupons.revision)),
    )
    .leftJoin(couponWithdrawals, eq(couponWithdrawals.couponId, memberCoupons.id))
    .leftJoin(profiles, eq(profiles.memberId, memberCoupons.memberId))

/** A coupon that a member has or had, under the terms it was issued under. */
export const findMemberCoupon = select<{ id: number }>()(fields, () => whole().where(eq(memberCoupons.id, $('id'))))

export type MemberCouponRow = RowOf<typeof findMemberCoupon>

const openOnly = sql`(${$('openOnly')} = 0 OR (
  ${couponWithdrawals.couponId} IS NULL
  AND coalesce(${memberCoupons.validThrough}, ${$('today')}) >= ${$('today')}
  AND coalesce(${couponTerms.untilAt}, ${$('now')} + 1) > ${$('now')}
  AND (SELECT count(*) FROM coupon_uses WHERE coupon_id = member_coupons.id)
    - (SELECT count(*) FROM coupon_give_backs WHERE coupon_id = member_coupons.id) < ${couponTerms.uses}))`

/** A page of a member's coupons, newest first; `openOnly` leaves out what can be used no more. */
export const listMemberCoupons = select<{
  memberId: number
  openOnly: number
  now: number
  today: number
  beforeId: number
  limit: number
}>()(fields, () =>
  whole()
    .where(and(eq(memberCoupons.memberId, $('memberId')), lt(memberCoupons.id, $('beforeId')), openOnly))
    .orderBy(desc(memberCoupons.id))
    .limit($('limit')),
)

/** The coupons of a purchase's own making that their member has, oldest first. */
export const listCouponsBrought = select<{ purchaseId: number }>()(fields, () =>
  whole()
    .where(and(eq(memberCoupons.purchaseId, $('purchaseId')), eq(memberCoupons.because, 'promotion')))
    .orderBy(asc(memberCoupons.id)),
)

const insertMemberCoupon = insertInto(memberCoupons)
const insertWithdrawal = insertInto(couponWithdrawals)

/** Gives a member a coupon: stock and the member's limit are constraints, so a rush on the last one is refused. */
export const appendMemberCoupon = (
  row: InferSelectModel<typeof memberCoupons>,
  perMember: number | null,
): readonly Statement[] => [
  countIssued({ code: row.coupon, pieces: 1 }),
  countCoupon({ memberId: row.memberId, coupon: row.coupon, most: perMember }),
  insertMemberCoupon(row),
]

/** Takes from a member, without a word, every coupon that nothing has taken yet; uses so far stand. */
export const withdrawAllCoupons = write<{ memberId: number; occurredAt: number; actorId: number }>(
  raw(sql`INSERT INTO coupon_withdrawals (coupon_id, uses, occurred_at, actor_id)
    SELECT id, (SELECT count(*) FROM coupon_uses WHERE coupon_id = member_coupons.id), ${$('occurredAt')}, ${$('actorId')}
    FROM member_coupons WHERE member_id = ${$('memberId')}
      AND NOT EXISTS (SELECT 1 FROM coupon_withdrawals WHERE coupon_id = member_coupons.id)`),
)

type Withdrawal = InferSelectModel<typeof couponWithdrawals>

/** Takes a coupon from its member by hand: it stays counted. A trigger refuses it where a use was not known. */
export const appendWithdrawal = (row: Omit<Withdrawal, 'returnId'>): Statement =>
  insertWithdrawal({ ...row, returnId: null })

/** Takes a coupon back with the receipt that brought it; it counts no more, unless a use of it stands. */
export const appendTakeBack = (
  coupon: MemberCouponRow,
  row: Omit<Withdrawal, 'couponId' | 'uses' | 'reason'> & { readonly returnId: number },
): readonly Statement[] => [
  insertWithdrawal({ ...row, couponId: coupon.id, uses: coupon.everUsed, reason: null }),
  ...(coupon.everUsed === coupon.givenBack ? uncountTakenBack(coupon) : []),
]

/** The coupons of a member that codes name: their own, or the public code of their kind; `codes` is a JSON array. */
export const listCouponsNamed = select<{ memberId: number; codes: string }>()(fields, () =>
  whole()
    .where(
      and(
        eq(memberCoupons.memberId, $('memberId')),
        or(
          sql`${memberCoupons.code} IN (SELECT value FROM json_each(${$('codes')}))`,
          and(
            eq(coupons.distribution, 'byCode'),
            sql`${memberCoupons.coupon} IN (SELECT value FROM json_each(${$('codes')}))`,
          ),
        ),
      ),
    )
    .orderBy(asc(memberCoupons.id)),
)
