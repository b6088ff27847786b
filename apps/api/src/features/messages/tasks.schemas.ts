import { z } from '@hono/zod-openapi'
import { messageChannels, messageLocales } from '@laurel/core'
import { listQuery } from '../../platform/lists.ts'
import { code } from '../../platform/wire.ts'
import { messageView } from './campaigns.schemas.ts'

export const tasksQuery = listQuery.extend({
  campaign: z.string().max(64).optional().openapi({ description: 'Of this campaign' }),
  channel: z.enum(messageChannels).optional().openapi({ description: '`phone`, `post`, or `visit`' }),
  store: code.optional().openapi({ description: 'Of those who buy mostly there' }),
})

export const taskView = messageView
  .extend({
    campaign: z.string().openapi({ description: 'The name of the campaign' }),
    purpose: z.enum(['marketing', 'service']),
    name: z.string().nullable().openapi({ description: 'Masked' }),
  })
  .openapi('Task')

export const taskWordsView = taskView
  .extend({
    locale: z.enum(messageLocales),
    subject: z.string().nullable(),
    body: z.string().openapi({ description: 'What is to be said, in the member’s language' }),
  })
  .openapi('TaskWords')

export const doneBody = z
  .strictObject({ outcome: z.enum(['reached', 'not_reached', 'declined']) })
  .openapi('TaskOutcome')

export type TasksQuery = z.output<typeof tasksQuery>
export type TaskView = z.infer<typeof taskView>
export type TaskWordsView = z.infer<typeof taskWordsView>
