import type { BrandSetting } from '@laurel/core'
import type { listSettingsAt } from '@laurel/db'

export type BrandSettingRow = ReturnType<ReturnType<typeof listSettingsAt>['decode']>[number]

/** The setting that counts for each brand: the store's own goes before the program's (S2). */
export const brandSettings = (rows: readonly BrandSettingRow[]): ReadonlyMap<string, BrandSetting> =>
  new Map(
    rows
      .toSorted((a, b) => a.store.length - b.store.length)
      .map(row => [
        row.brand,
        {
          multiplier: row.multiplier,
          contractRate: row.contractRate,
          takesMemberDiscount: row.takesMemberDiscount,
          tierDiscount:
            row.discountTiers === null || row.discountRate === null
              ? null
              : { tiers: JSON.parse(row.discountTiers) as string[], rate: row.discountRate },
        },
      ]),
  )
