import { z } from 'zod'
import { agedBetween } from '../aged-between.ts'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { ageInYears, isSomeRange, NO_RANGE, range } from '../value-schemas.ts'

/** Who is so old today; who did not tell their year of birth has no age. */
export const age = segmentConditionKind({
  kind: 'age',
  schema: z.strictObject({ kind: z.literal('age'), ...range(ageInYears) }).refine(isSomeRange, NO_RANGE),
  compile: (ages, { today }) => fact('bornOn', agedBetween(ages, today)),
})
