import { z } from 'zod'
import { minutesOfTime, timeOfDaySchema } from '../calendar/time-of-day.ts'
import { messageLocales, type MessageLocale } from './message-locale.ts'
import type { QuietHours } from './quiet-hours.ts'

/** How a program may speak to its members (S15). */
export const messageRulesSchema = z.strictObject({
  /** On the program's clocks; over midnight where they turn round; null for none. */
  quietHours: z
    .strictObject({ from: timeOfDaySchema, until: timeOfDaySchema })
    .refine(({ from, until }) => from !== until && from !== '24:00', 'must be some hours of a day')
    .nullable(),
  /** At most so many marketing messages in so many days; null for no cap. */
  frequencyCap: z.strictObject({ messages: z.int().min(1).max(1_000), days: z.int().min(1).max(366) }).nullable(),
  /** What a member is spoken to in who has not said; left out, what is spoken where the currency is. */
  language: z.enum(messageLocales).optional(),
})

export interface MessageRules {
  readonly quietHours: readonly QuietHours[]
  readonly frequencyCap: { readonly messages: number; readonly days: number } | null
  readonly language: MessageLocale
}

const SPOKEN: Readonly<Record<string, MessageLocale>> = { CNY: 'zh-CN', TWD: 'zh-TW', HKD: 'zh-TW', MOP: 'zh-TW' }

const SILENT: z.infer<typeof messageRulesSchema> = {
  quietHours: { from: '21:00', until: '09:00' },
  frequencyCap: { messages: 4, days: 30 },
}

/** A program's rules for messages; where it says nothing, nobody is woken, and one a week is enough. */
export const messageRulesOf = ({
  currency,
  messages: { quietHours, frequencyCap, language } = SILENT,
}: {
  readonly currency: string
  readonly messages?: z.infer<typeof messageRulesSchema> | undefined
}): MessageRules => ({
  quietHours: quietHours ? [{ from: minutesOfTime(quietHours.from), until: minutesOfTime(quietHours.until) }] : [],
  frequencyCap,
  language: language ?? SPOKEN[currency] ?? 'en',
})
