import { z } from 'zod'
import { and, fact, known } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, daysBetween, isSomeDayRange, NO_DAY_RANGE } from '../value-schemas.ts'

/** Who came into the tier that they hold on certain days, or within the last so many (S1). */
export const tierSince = segmentConditionKind({
  kind: 'tierSince',
  schema: z.strictObject({ kind: z.literal('tierSince'), ...dayRange }).refine(isSomeDayRange, NO_DAY_RANGE),
  compile: (days, { today }) => and(known('tier'), fact('tierSince', daysBetween(days, today))),
})
