import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, daysBetween, isSomeDayRange, NO_DAY_RANGE } from '../value-schemas.ts'

/** Who became a member on certain days, or within the last so many. */
export const registered = segmentConditionKind({
  kind: 'registered',
  schema: z.strictObject({ kind: z.literal('registered'), ...dayRange }).refine(isSomeDayRange, NO_DAY_RANGE),
  compile: (days, { today }) => fact('registeredOn', daysBetween(days, today)),
})
