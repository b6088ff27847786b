import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { between, isSomeRange, NO_RANGE, range } from '../value-schemas.ts'

const halfDays = z
  .number()
  .min(0)
  .max(36_500)
  .refine(days => Number.isInteger(days * 2), 'must be whole or half days')

/** Who comes again after so many days, in the median (S10); who bought on one day has no cycle. */
export const cycle = segmentConditionKind({
  kind: 'cycle',
  schema: z.strictObject({ kind: z.literal('cycle'), ...range(halfDays) }).refine(isSomeRange, NO_RANGE),
  compile: ({ atLeast, atMost }) =>
    fact('cycleDaysX2', between({ atLeast: atLeast && atLeast * 2, atMost: atMost && atMost * 2 })),
})
