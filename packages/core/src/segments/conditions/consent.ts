import { z } from 'zod'
import { not, some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

/** Who has agreed to be reached by a channel for a purpose; with `granted: false` who has not, or was never asked. */
export const consent = segmentConditionKind({
  kind: 'consent',
  schema: z.strictObject({
    kind: z.literal('consent'),
    channel: z.enum(['sms', 'email', 'phone', 'post', 'wechat']),
    purpose: z.enum(['service', 'marketing']),
    granted: z.boolean().optional(),
  }),
  compile: ({ channel, purpose, granted = true }) => {
    const agreed = some('consents', { channel: { in: [channel] }, purpose: { in: [purpose] }, granted: { in: [1] } })
    return granted ? agreed : not(agreed)
  },
})
