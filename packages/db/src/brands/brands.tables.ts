import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { flag } from '../columns.ts'

/** The brands of a program; one unknown to it is created at its first receipt. */
export const brands = sqliteTable('brands', {
  code: text().primaryKey(),
  name: text(),
})

/**
 * What a brand has set, from an instant on, in one store or (store '') in the whole program. Never changed: a late
 * receipt takes the setting of its own instant. Multiplier and rates are scaled by 10,000.
 */
export const brandSettings = sqliteTable(
  'brand_settings',
  {
    id: integer().primaryKey(),
    brand: text().notNull(),
    store: text().notNull(),
    effectiveAt: integer('effective_at').notNull(),
    multiplier: integer().notNull(),
    contractRate: integer('contract_rate'),
    takesMemberDiscount: flag('takes_member_discount').notNull(),
    /** JSON array of tier codes; null where the brand shares no discount of its own. */
    discountTiers: text('discount_tiers'),
    discountRate: integer('discount_rate'),
  },
  table => [index('brand_settings_at').on(table.brand, table.store, table.effectiveAt)],
)
