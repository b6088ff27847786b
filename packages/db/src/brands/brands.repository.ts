import { getTableColumns, sql } from 'drizzle-orm'
import { $, builder, insertInto, raw, select, write } from '../statement.ts'
import { brands, brandSettings } from './brands.tables.ts'

const columns = getTableColumns(brandSettings)

/**
 * The settings of brands in force at an instant, in a store and in the whole program (store ''); `brands` is a JSON
 * array of codes. A store's own setting goes before the program's.
 */
export const listSettingsAt = select<{ brands: string; store: string; at: number }>()(columns, f =>
  raw(sql`SELECT ${sql.join(Object.values(f), sql`, `)} FROM json_each(${$('brands')}) AS wanted
    JOIN (SELECT '' AS scope UNION SELECT ${$('store')}) AS scopes
    JOIN ${brandSettings} ON ${brandSettings.id} = (
      SELECT newest.id FROM ${brandSettings} AS newest
      WHERE newest.brand = wanted.value AND newest.store = scopes.scope AND newest.effective_at <= ${$('at')}
      ORDER BY newest.effective_at DESC, newest.id DESC LIMIT 1)`),
)

export const appendSetting = insertInto(brandSettings)

export const putBrand = write<{ code: string; name: string }>(
  builder
    .insert(brands)
    .values({ code: $('code'), name: $('name') } as never)
    .onConflictDoUpdate({ target: brands.code, set: { name: sql`excluded.name` } }),
)

/** A brand that a receipt names for the first time. */
export const addBrandIfNew = write<{ code: string }>(
  builder
    .insert(brands)
    .values({ code: $('code') } as never)
    .onConflictDoNothing(),
)
