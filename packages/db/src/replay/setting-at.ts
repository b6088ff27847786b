import type { BrandSetting } from '@laurel/core'
import type { Database } from '../database.ts'
import { readAll, type RowOf } from '../statement.ts'
import { listBrandSettings } from './replay.queries.ts'

type Setting = RowOf<typeof listBrandSettings>

/** What a brand had set at an instant in a store, or else in the whole program; null where nothing was. */
export type SettingAt = (
  brand: string,
  store: string,
  at: number,
) => Pick<BrandSetting, 'multiplier' | 'contractRate'> | null

/** Reads everything that brands ever had set (S2). */
export const loadSettings = async (database: Database): Promise<SettingAt> => {
  const [rows] = await readAll(database, [listBrandSettings({})])
  const settings = new Map<string, Map<string, Setting[]>>()
  for (const row of rows) {
    const stores = settings.get(row.brand) ?? new Map<string, Setting[]>()
    settings.set(row.brand, stores)
    stores.set(row.store, [...(stores.get(row.store) ?? []), row])
  }
  return (brand, store, at) => {
    const found = (of: string) =>
      settings
        .get(brand)
        ?.get(of)
        ?.findLast(({ effectiveAt }) => effectiveAt <= at)
    return found(store) ?? found('') ?? null
  }
}
