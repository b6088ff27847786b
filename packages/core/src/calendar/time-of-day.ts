import { z } from 'zod'

/** A time on the program's clocks, such as `18:30`; `24:00` where something ends with the day. */
export const timeOfDaySchema = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time such as 18:30, or 24:00')

/** The same of an instant in the day, such as `21:30`: never `24:00`. */
export const clockTimeSchema = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 21:30')

/** Minutes since 00:00, 0 to 1440. */
export const minutesOfTime = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
