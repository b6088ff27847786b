import { z } from 'zod'
import { messageChannels } from '../../messages/message-template.schema.ts'
import { some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { dayRange, instantsIfAny, isDayRangeIfAny, NO_DAY_RANGE, times } from '../value-schemas.ts'

/** To whom campaigns have spoken on one of these channels, or any, so many times or once: who was held out was not (S15). */
export const messaged = segmentConditionKind({
  kind: 'messaged',
  schema: z
    .strictObject({
      kind: z.literal('messaged'),
      channels: z.array(z.enum(messageChannels)).min(1).max(messageChannels.length).optional(),
      ...dayRange,
      times: times.optional(),
    })
    .refine(isDayRangeIfAny, NO_DAY_RANGE),
  compile: ({ channels, times: atLeast, ...words }, { today, timeZone }) =>
    some(
      'messages',
      {
        channel: channels && { in: channels },
        sentAt: instantsIfAny(words, today, timeZone),
      },
      { distinct: { column: 'message', atLeast } },
    ),
})
