import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { flag } from '../columns.ts'
import { goodsKinds } from './goods-text.ts'

/**
 * What the receipts of each buyer come to, as of a transaction of theirs: kept current by night, and made again from
 * the receipts whenever that is wanted. Money in minor units.
 */
export const memberFacts = sqliteTable('member_facts', {
  memberId: integer('member_id').primaryKey(),
  /** The member's last transaction that is in it. */
  seq: integer().notNull(),
  /** How the kept preferences were weighed. */
  halfLifeDays: integer('half_life_days'),
  receipts: integer().notNull(),
  purchaseDays: integer('purchase_days').notNull(),
  firstOn: integer('first_on').notNull(),
  lastOn: integer('last_on').notNull(),
  /** The purchase since which no gap has had a day that was not active; null until the first night that knows it. */
  activeSince: integer('active_since'),
  /** What the kept goods were sold for, and the cash part of it. */
  salesMinor: integer('sales_minor').notNull(),
  spendMinor: integer('spend_minor').notNull(),
  /** Of the sales, those of the first day of purchase: forecasts go by what came after it. */
  firstDayMinor: integer('first_day_minor').notNull().default(0),
  /** Of the sales, what was bought on promotion; what came back; what the kept goods earned. */
  promotionalMinor: integer('promotional_minor').notNull(),
  returnedMinor: integer('returned_minor').notNull(),
  points: integer().notNull(),
  memberCashMinor: integer('member_cash_minor').notNull(),
  units: integer().notNull(),
  priceLowMinor: integer('price_low_minor').notNull(),
  priceMedianMinor: integer('price_median_minor').notNull(),
  priceHighMinor: integer('price_high_minor').notNull(),
  /** Scaled by 10,000. */
  promotionShare: integer('promotion_share').notNull(),
  /** Doubled, so that it is whole; null where there is one day of purchase. */
  cycleDaysX2: integer('cycle_days_x2'),
  /** As of the last night's figures; null before the first. */
  pyramid: text({ enum: ['A', 'B', 'C', 'D'] }),
  /** Scaled by 1,000,000 and by 10,000; null where there is not enough data. */
  probabilityActive: integer('probability_active'),
  expectedPurchases: integer('expected_purchases'),
  expectedValueMinor: integer('expected_value_minor'),
})

/** The few values of each kind that a buyer likes best. */
export const memberPreferences = sqliteTable(
  'member_preferences',
  {
    memberId: integer('member_id').notNull(),
    kind: text({
      enum: ['sizes', 'colors', 'brands', 'categories', 'styles', 'stores', 'weekdays', 'hours'],
    }).notNull(),
    value: text().notNull(),
    /** Scaled by 10,000. */
    share: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.memberId, table.kind, table.value] })],
)

/** On how many of a buyer's receipts two categories came together; one category with itself where both are the same. */
export const memberBaskets = sqliteTable(
  'member_baskets',
  {
    memberId: integer('member_id').notNull(),
    a: text().notNull(),
    b: text().notNull(),
    receipts: integer().notNull(),
  },
  table => [primaryKey({ columns: [table.memberId, table.a, table.b] })],
)

/**
 * What a buyer has bought and kept, as one text that filters look through: as of the transaction that the facts name, and
 * there wherever they are. Null where it cannot be told so.
 */
export const memberGoods = sqliteTable('member_goods', {
  memberId: integer('member_id').primaryKey(),
  goods: text(),
})

/** Which character stands for what in such a text. */
export const goodsCodes = sqliteTable(
  'goods_codes',
  {
    code: integer().primaryKey(),
    kind: text({ enum: goodsKinds }).notNull(),
    value: text().notNull(),
  },
  table => [uniqueIndex('goods_codes_of').on(table.kind, table.value)],
)

/** What the members come to in the program, night by night; each is made in chunks and then stays. */
export const insightSnapshots = sqliteTable(
  'insight_snapshots',
  {
    /** The occurrence of scheduled work that made it. */
    id: integer().primaryKey(),
    day: integer().notNull(),
    /** Where the classes are parted; null without a buyer. JSON. */
    cuts: text(),
    /** What was counted. JSON. */
    figures: text().notNull(),
    /** What is bought together. JSON. */
    pairings: text().notNull(),
    isDone: flag('is_done').notNull(),
  },
  table => [uniqueIndex('insight_snapshots_by_day').on(table.day)],
)

/** What the buyers of a program give for the days to come, night by night; made in chunks, and then it stays. */
export const forecasts = sqliteTable(
  'forecasts',
  {
    /** The occurrence of scheduled work that made it. */
    id: integer().primaryKey(),
    /** As of the start of this day. */
    day: integer().notNull(),
    horizonDays: integer('horizon_days').notNull(),
    /** All who have bought; a sample of them is fitted where they are many. */
    buyers: integer().notNull(),
    /** Why nothing is told of the buyers; null where it is. */
    reason: text({ enum: ['too_few_repeat_buyers', 'not_identified', 'too_uncertain'] }),
    /** The fits and their calibration. JSON. */
    forecast: text().notNull(),
    /** What the members come to together. JSON. */
    sums: text().notNull(),
    isDone: flag('is_done').notNull(),
  },
  table => [uniqueIndex('forecasts_by_day').on(table.day)],
)
