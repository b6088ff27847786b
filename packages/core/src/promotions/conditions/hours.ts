import { z } from 'zod'
import { minutesOfTime, timeOfDaySchema } from '../../calendar/time-of-day.ts'
import { minuteOfDay } from '../../calendar/zone.ts'
import { conditionKind } from '../condition.ts'

/** Only within these hours on the program's clocks, the last minute not included; over midnight where they turn round. */
export const hours = conditionKind({
  kind: 'hours',
  schema: z
    .strictObject({ kind: z.literal('hours'), from: timeOfDaySchema, until: timeOfDaySchema })
    .refine(({ from, until }) => from !== until && from !== '24:00', 'must be some hours of a day'),
  compile: ({ from, until }, timeZone) => {
    const [first, end] = [minutesOfTime(from), minutesOfTime(until)]
    return {
      of: 'receipt',
      holds: ({ occurredAt }) => {
        const minute = minuteOfDay(occurredAt, timeZone)
        return first < end ? minute >= first && minute < end : minute >= first || minute < end
      },
    }
  },
})
