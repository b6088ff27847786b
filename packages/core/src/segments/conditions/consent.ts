import { z } from 'zod'
import { not, some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, instantsIfAny, isDayRangeIfAny, NO_DAY_RANGE } from '../value-schemas.ts'

/**
 * Who has agreed to be reached by a channel for a purpose, then or whenever; with `granted: false` who has not, or was
 * never asked, and on certain days who said so then.
 */
export const consent = segmentConditionKind({
  kind: 'consent',
  schema: z
    .strictObject({
      kind: z.literal('consent'),
      channel: z.enum(['sms', 'email', 'phone', 'post', 'wechat']),
      purpose: z.enum(['service', 'marketing']),
      granted: z.boolean().optional(),
      ...dayRange,
    })
    .refine(isDayRangeIfAny, NO_DAY_RANGE),
  compile: ({ channel, purpose, granted = true, ...words }, { today, timeZone }) => {
    const saidAt = instantsIfAny(words, today, timeZone)
    const said = (granted: 0 | 1) =>
      some('consents', { channel: { in: [channel] }, purpose: { in: [purpose] }, granted: { in: [granted] }, saidAt })
    if (granted) return said(1)
    return saidAt ? said(0) : not(said(1))
  },
})
