import { z } from 'zod'
import { fact } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { days } from '../value-schemas.ts'

/** Of whom the last day of the tier is today or one of the next so many; a tier without an end is not found (S1). */
export const tierEnds = segmentConditionKind({
  kind: 'tierEnds',
  schema: z.strictObject({ kind: z.literal('tierEnds'), withinDays: days }),
  compile: ({ withinDays }, { today }) => fact('tierThrough', { from: today, through: today + withinDays }),
})
