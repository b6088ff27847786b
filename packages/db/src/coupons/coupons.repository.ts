import { and, asc, eq, getTableColumns, gt, sql, type InferSelectModel } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { $, builder, insertInto, select, write, type RowOf } from '../statement.ts'
import { couponCounts, coupons, couponTerms } from './coupons.tables.ts'

const { coupon: _, revision: __, ...termColumns } = getTableColumns(couponTerms)

/** The terms of a coupon, wherever a row carries them. */
export const termFields = termColumns
export type CouponTermsRow = Omit<InferSelectModel<typeof couponTerms>, 'coupon' | 'revision'>

const fields = { ...getTableColumns(coupons), ...termFields }

const present = () =>
  builder
    .select(fields)
    .from(coupons)
    .innerJoin(couponTerms, and(eq(couponTerms.coupon, coupons.code), eq(couponTerms.revision, coupons.revision)))

/** A coupon under its present terms. */
export const findCoupon = select<{ code: string }>()(fields, () => present().where(eq(coupons.code, $('code'))))

/** Coupons under their present terms; `codes` is a JSON array. */
export const listCouponsOf = select<{ codes: string }>()(fields, () =>
  present().where(sql`${coupons.code} IN (SELECT value FROM json_each(${$('codes')}))`),
)

/** A page of the coupons, oldest first. */
export const listCoupons = select<{ afterId: number; limit: number }>()(fields, () =>
  present()
    .where(gt(coupons.id, $('afterId')))
    .orderBy(asc(coupons.id))
    .limit($('limit')),
)

export type CouponRow = RowOf<typeof findCoupon>

const insertCoupon = insertInto(coupons)
const insertTerms = insertInto(couponTerms)
const putCoupon = write<{ code: string; revision: number; active: number; name: string; stock: number | null }>(
  builder
    .update(coupons)
    .set({ revision: $('revision'), active: $('active'), name: $('name'), stock: $('stock') } as never)
    .where(eq(coupons.code, $('code'))),
)

/** Adds a coupon with its first terms. */
export const addCoupon = (row: CouponRow): readonly Statement[] => [
  insertCoupon(row),
  insertTerms({ ...row, coupon: row.code }),
]

/** Changes a coupon and keeps its new terms; a trigger refuses a revision that does not follow the last. */
export const changeCoupon = (row: CouponRow): readonly Statement[] => [
  putCoupon({ ...row, active: Number(row.active) }),
  insertTerms({ ...row, coupon: row.code }),
]

/** Counts coupons of a kind as issued; below zero they went back. The schema refuses more than the stock. */
export const countIssued = write<{ code: string; pieces: number }>(
  builder
    .update(coupons)
    .set({ issued: sql`${coupons.issued} + ${$('pieces')}` })
    .where(eq(coupons.code, $('code'))),
)

/** How many of each of several coupons a member was given; `codes` is a JSON array. */
export const listCouponCounts = select<{ memberId: number; codes: string }>()(
  { coupon: couponCounts.coupon, issued: couponCounts.issued },
  f =>
    builder
      .select(f)
      .from(couponCounts)
      .where(
        and(
          eq(couponCounts.memberId, $('memberId')),
          sql`${couponCounts.coupon} IN (SELECT value FROM json_each(${$('codes')}))`,
        ),
      ),
)

/** Counts a coupon for a member; the schema refuses more than `most`. */
export const countCoupon = write<{ memberId: number; coupon: string; most: number | null }>(
  builder
    .insert(couponCounts)
    .values({ memberId: $('memberId'), coupon: $('coupon'), issued: 1, most: $('most') } as never)
    .onConflictDoUpdate({
      target: [couponCounts.memberId, couponCounts.coupon],
      set: { issued: sql`${couponCounts.issued} + 1`, most: sql`excluded.most` },
    }),
)

const uncountCoupon = write<{ memberId: number; coupon: string }>(
  builder
    .update(couponCounts)
    .set({ issued: sql`${couponCounts.issued} - 1` })
    .where(and(eq(couponCounts.memberId, $('memberId')), eq(couponCounts.coupon, $('coupon')))),
)

/** Counts a coupon no more: it went back with the receipt that had brought it, and no use of it stands. */
export const uncountTakenBack = (of: { readonly memberId: number; readonly coupon: string }): readonly Statement[] => [
  countIssued({ code: of.coupon, pieces: -1 }),
  uncountCoupon(of),
]
