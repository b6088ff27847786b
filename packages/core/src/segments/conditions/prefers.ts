import { z } from 'zod'
import { shareSchema } from '../../program/rules.schema.ts'
import { SCALE, toScaled } from '../../money/scaled.ts'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { texts } from '../value-schemas.ts'

const numbers = (from: number, through: number) => z.array(z.int().min(from).max(through)).min(1).max(24)
const share = shareSchema.optional()

/**
 * Who likes one of these, by what was bought and kept (S10): it is among the five that the member bought most of its kind,
 * with at least such a share. Weekdays are 1 Monday to 7 Sunday, hours 0 to 23.
 */
export const prefers = segmentConditionKind({
  kind: 'prefers',
  schema: z.discriminatedUnion('by', [
    z.strictObject({
      kind: z.literal('prefers'),
      by: z.enum(['sizes', 'colors', 'brands', 'categories', 'styles', 'stores']),
      in: texts,
      share,
    }),
    z.strictObject({ kind: z.literal('prefers'), by: z.literal('weekdays'), in: numbers(1, 7), share }),
    z.strictObject({ kind: z.literal('prefers'), by: z.literal('hours'), in: numbers(0, 23), share }),
  ]),
  compile: ({ by, in: values, share = 0 }) =>
    some('preferences', {
      kind: { in: [by] },
      value: { in: values.map(String) },
      share: { from: toScaled(share) ?? SCALE, through: null },
    }),
})
