import { z } from 'zod'
import { minuteOfDay } from '../../calendar/zone.ts'
import { conditionKind } from '../condition.ts'

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 18:30, or 24:00')
const minutesOf = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

/** Only within these hours on the program's clocks, the last minute not included; over midnight where they turn round. */
export const hours = conditionKind({
  kind: 'hours',
  schema: z
    .strictObject({ kind: z.literal('hours'), from: time, until: time })
    .refine(({ from, until }) => from !== until && from !== '24:00', 'must be some hours of a day'),
  compile: ({ from, until }, timeZone) => {
    const [first, end] = [minutesOf(from), minutesOf(until)]
    return {
      of: 'receipt',
      holds: ({ occurredAt }) => {
        const minute = minuteOfDay(occurredAt, timeZone)
        return first < end ? minute >= first && minute < end : minute >= first || minute < end
      },
    }
  },
})
