import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, instantsIfAny, isDayRangeIfAny, NO_DAY_RANGE } from '../value-schemas.ts'

/** Of whom somebody of the shop has noted something, then or whenever (S9): the words of a note are sealed. */
export const noted = segmentConditionKind({
  kind: 'noted',
  schema: z.strictObject({ kind: z.literal('noted'), ...dayRange }).refine(isDayRangeIfAny, NO_DAY_RANGE),
  compile: ({ kind: _, ...words }, { today, timeZone }) =>
    some('notes', { writtenAt: instantsIfAny(words, today, timeZone) }),
})
