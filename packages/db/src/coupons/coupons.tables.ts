import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { bytes, flag } from '../columns.ts'

/** The coupons that a program gives out. `revision` counts the changes; the terms of each stand in `coupon_terms`. */
export const coupons = sqliteTable('coupons', {
  id: integer().primaryKey(),
  code: text().notNull().unique(),
  revision: integer().notNull(),
  active: flag().notNull(),
  /** JSON of the name in the program's languages. */
  name: text().notNull(),
  /** Whether members are given it, or may use its public code. */
  distribution: text({ enum: ['given', 'byCode'] }).notNull(),
  /** How many may be issued altogether; null where there is no bound. */
  stock: integer(),
  /** How many are issued; those that went back with their receipt before they were used do not count. */
  issued: integer().notNull(),
})

/** What a coupon is worth, where, when and to whom, at each revision; what was issued keeps the one it was issued under. */
export const couponTerms = sqliteTable(
  'coupon_terms',
  {
    coupon: text().notNull(),
    revision: integer().notNull(),
    use: text({ enum: ['discount', 'voucher'] }).notNull(),
    /** Off by an amount; else by a rate, scaled by 10,000, of at most so much. */
    amountMinor: integer('amount_minor'),
    rate: integer(),
    mostMinor: integer('most_minor'),
    minimumMinor: integer('minimum_minor'),
    /** JSON arrays of codes; null where it holds for all. */
    brands: text(),
    categories: text(),
    stores: text(),
    tiers: text(),
    regularPriceOnly: flag('regular_price_only').notNull(),
    fromAt: integer('from_at'),
    untilAt: integer('until_at'),
    validDays: integer('valid_days'),
    uses: integer().notNull(),
    perMember: integer('per_member'),
  },
  table => [primaryKey({ columns: [table.coupon, table.revision] })],
)

/** How many of a coupon a member was given, under the limit that held at the last one. */
export const couponCounts = sqliteTable(
  'coupon_counts',
  {
    memberId: integer('member_id').notNull(),
    coupon: text().notNull(),
    issued: integer().notNull(),
    most: integer(),
  },
  table => [primaryKey({ columns: [table.memberId, table.coupon] })],
)

/** Coupons that members have. */
export const memberCoupons = sqliteTable(
  'member_coupons',
  {
    id: integer().primaryKey(),
    memberId: integer('member_id').notNull(),
    coupon: text().notNull(),
    /** The terms it was issued under: a trigger refuses any but the present ones. */
    revision: integer().notNull(),
    /** Its own code, for its member alone. */
    code: text().notNull().unique(),
    issuedAt: integer('issued_at').notNull(),
    /** Its last day; null where it has none. */
    validThrough: integer('valid_through'),
    because: text({ enum: ['given', 'byCode', 'promotion'] }).notNull(),
    /** The purchase that brought it; null where it was given. */
    purchaseId: integer('purchase_id'),
    recordedAt: integer('recorded_at').notNull(),
    actorId: integer('actor_id').notNull(),
  },
  table => [
    index('member_coupons_of_member').on(table.memberId, table.coupon),
    index('member_coupons_of_purchase')
      .on(table.purchaseId)
      .where(sql`purchase_id IS NOT NULL`),
  ],
)

/** Coupons taken from their members again: by hand, or by the return of the receipt that brought them. */
export const couponWithdrawals = sqliteTable('coupon_withdrawals', {
  couponId: integer('coupon_id').primaryKey(),
  /** How many uses were known: a trigger refuses a withdrawal that knew fewer. */
  uses: integer().notNull(),
  /** The return that took its receipt back; null where it was withdrawn by hand. */
  returnId: integer('return_id'),
  /** Why, sealed under the member's key. */
  reason: bytes(),
  occurredAt: integer('occurred_at').notNull(),
  actorId: integer('actor_id').notNull(),
})

/** Uses of coupons, numbered from 1: two at once would have the same number. */
export const couponUses = sqliteTable(
  'coupon_uses',
  {
    couponId: integer('coupon_id').notNull(),
    number: integer().notNull(),
    purchaseId: integer('purchase_id').notNull(),
    /** Its place among the coupons of the receipt. */
    position: integer().notNull(),
    /** What it took off, or paid. */
    amountMinor: integer('amount_minor').notNull(),
  },
  table => [
    primaryKey({ columns: [table.couponId, table.number] }),
    uniqueIndex('coupon_uses_of_purchase').on(table.purchaseId, table.position),
  ],
)

/** Uses whose receipt came back whole: the coupon may be used again. */
export const couponGiveBacks = sqliteTable(
  'coupon_give_backs',
  {
    couponId: integer('coupon_id').notNull(),
    number: integer().notNull(),
    returnId: integer('return_id').notNull(),
  },
  table => [primaryKey({ columns: [table.couponId, table.number] })],
)

/** What lines cost before coupons, where that is not what they cost after. */
export const linesBeforeCoupons = sqliteTable(
  'lines_before_coupons',
  {
    purchaseId: integer('purchase_id').notNull(),
    position: integer().notNull(),
    totalMinor: integer('total_minor').notNull(),
  },
  table => [primaryKey({ columns: [table.purchaseId, table.position] })],
)
