import { z } from 'zod'
import { agedBetween } from '../aged-between.ts'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { ageInYears, codes, rangeOf } from '../value-schemas.ts'

/** Who has somebody, or so many persons, of one of these relations in their family, of any age or so old today (S9). */
export const relative = segmentConditionKind({
  kind: 'relative',
  schema: z.strictObject({
    kind: z.literal('relative'),
    in: codes,
    age: rangeOf(ageInYears).optional(),
    persons: z.int().min(1).max(100).optional(),
  }),
  compile: ({ in: relations, age, persons }, { today }) =>
    some(
      'family',
      { relation: { in: relations }, bornOn: age && agedBetween(age, today) },
      { distinct: { column: 'person', atLeast: persons } },
    ),
})
