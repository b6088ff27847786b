import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes, dayRange, daysIfAny, isDayRangeIfAny, NO_DAY_RANGE, texts } from '../value-schemas.ts'

/**
 * Who bought such goods, on so many receipts, and kept some of them: of brands, categories, articles, sizes, colours or styles,
 * in stores, on certain days. Nothing named is anything at all.
 */
export const bought = segmentConditionKind({
  kind: 'bought',
  schema: z
    .strictObject({
      kind: z.literal('bought'),
      brands: codes.optional(),
      categories: texts.optional(),
      skus: texts.optional(),
      sizes: texts.optional(),
      colors: texts.optional(),
      styles: texts.optional(),
      stores: codes.optional(),
      ...dayRange,
      receipts: z.int().min(1).max(10_000).optional(),
    })
    .refine(isDayRangeIfAny, NO_DAY_RANGE),
  compile: ({ brands, categories, skus, sizes, colors, styles, stores, receipts, ...words }, { today }) => {
    const among = (values: readonly string[] | undefined) => values && { in: values }
    return some(
      'lines',
      {
        brand: among(brands),
        category: among(categories),
        sku: among(skus),
        size: among(sizes),
        color: among(colors),
        style: among(styles),
        store: among(stores),
        day: daysIfAny(words, today),
      },
      { distinct: { column: 'purchase', atLeast: receipts } },
    )
  },
})
