import { z } from 'zod'
import { weekdayOf } from '../../calendar/day.ts'
import { conditionKind } from '../condition.ts'

/** Only on these days of the week, 1 (Monday) to 7, by the business day. */
export const weekdays = conditionKind({
  kind: 'weekdays',
  schema: z.strictObject({ kind: z.literal('weekdays'), weekdays: z.array(z.int().min(1).max(7)).min(1).max(7) }),
  compile: ({ weekdays }) => ({ of: 'receipt', holds: ({ businessDay }) => weekdays.includes(weekdayOf(businessDay)) }),
})
