import { z } from 'zod'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, instantsBetween, isSomeDayRange, isWhenever, NO_DAY_RANGE } from '../value-schemas.ts'

/** Of whom somebody of the shop has noted something, then or whenever (S9): the words of a note are sealed. */
export const noted = segmentConditionKind({
  kind: 'noted',
  schema: z
    .strictObject({ kind: z.literal('noted'), ...dayRange })
    .refine(words => isWhenever(words) || isSomeDayRange(words), NO_DAY_RANGE),
  compile: ({ kind: _, ...words }, { today, timeZone }) =>
    some('notes', { writtenAt: isWhenever(words) ? undefined : instantsBetween(words, today, timeZone) }),
})
