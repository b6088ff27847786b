import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, instantsBetween, isSomeDayRange, NO_DAY_RANGE } from '../value-schemas.ts'

/** Whose dossier was last changed then (S9); one that was never begun was not. */
export const dossierChanged = segmentConditionKind({
  kind: 'dossierChanged',
  schema: z.strictObject({ kind: z.literal('dossierChanged'), ...dayRange }).refine(isSomeDayRange, NO_DAY_RANGE),
  compile: (words, { today, timeZone }) => fact('dossierChangedAt', instantsBetween(words, today, timeZone)),
})
