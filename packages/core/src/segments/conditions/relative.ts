import { z } from 'zod'
import { agedBetween } from '../aged-between.ts'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { ageInYears, codes, rangeOf, texts } from '../value-schemas.ts'

/**
 * Who has somebody, or so many persons, of one of these relations in their family (S9): of any age or so old today, of any
 * size or wearing one of these, of a garment or of any.
 */
export const relative = segmentConditionKind({
  kind: 'relative',
  schema: z.strictObject({
    kind: z.literal('relative'),
    in: codes,
    age: rangeOf(ageInYears).optional(),
    sizes: texts.optional(),
    garments: codes.optional(),
    persons: z.int().min(1).max(100).optional(),
  }),
  compile: ({ in: relations, age, sizes, garments, persons }, { today }) =>
    some(
      'family',
      {
        relation: { in: relations },
        bornOn: age && agedBetween(age, today),
        size: sizes && { in: sizes },
        garment: garments && { in: garments },
      },
      { distinct: { column: 'person', atLeast: persons } },
    ),
})
