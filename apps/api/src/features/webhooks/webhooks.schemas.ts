import { z } from '@hono/zod-openapi'
import { eventTypes } from '@laurel/core'
import { instant, words } from '../../platform/wire.ts'

const types = z
  .array(z.enum(eventTypes))
  .min(1)
  .max(eventTypes.length)
  .openapi({ description: 'Which events are sent; left out, all are, also those that come to be later' })

const url = z.string().max(2_000).openapi({
  format: 'uri',
  description:
    'https, to the public Internet. A program in test mode may also name this machine (`http://localhost:3000/hook`).',
})

export const createWebhookBody = z.strictObject({
  url,
  types: types.optional(),
  description: words(200).optional(),
  enabled: z.boolean().default(true),
})
export type CreateWebhook = z.output<typeof createWebhookBody>

export const patchWebhookBody = z.strictObject({
  url: url.optional(),
  types: types.nullable().optional(),
  description: words(200).nullable().optional(),
  enabled: z.boolean().optional().openapi({
    description: 'What happened while it was disabled is sent once it is enabled; `replay` from now on skips it',
  }),
})
export type PatchWebhook = z.output<typeof patchWebhookBody>

const HOURS = 24
export const rotateWebhookBody = z.strictObject({
  overlapHours: z
    .int()
    .min(0)
    .max(7 * HOURS)
    .default(HOURS)
    .openapi({ description: 'So long the secret before signs as well' }),
})

export const replayWebhookBody = z.strictObject({
  from: instant.openapi({
    description:
      'Real time: what was recorded from then on is sent again, under the same ids. The present skips what waits.',
  }),
})

export const webhookView = z
  .object({
    id: z.string(),
    url: z.string(),
    description: z.string().nullable(),
    types: z.array(z.enum(eventTypes)).nullable().openapi({ description: 'Null where all events are sent' }),
    enabled: z.boolean(),
    disabledBecause: z.enum(['gone', 'failing']).nullable().openapi({
      description: 'Why Laurel has disabled it: it answered 410, or took nothing for as long as an event is tried',
    }),
    createdAt: z.string(),
    deliveredAt: z.string().nullable().openapi({ description: 'When it last took an event' }),
    failingSince: z.string().nullable().openapi({ description: 'Since when it has taken none; null while it does' }),
    previousSecretUntil: z.string().nullable().openapi({ description: 'Until when the secret before signs as well' }),
  })
  .openapi('Webhook')

export const secretWebhookView = webhookView
  .extend({
    secret: z.string().optional().openapi({ description: 'Shown once: left out when the request is answered again' }),
  })
  .openapi('WebhookWithSecret')

const outcome = {
  status: z.int().nullable().openapi({ description: 'The HTTP status of the last answer; null where there was none' }),
  error: z
    .enum(['timeout', 'unreachable', 'address_refused'])
    .nullable()
    .openapi({ description: 'Why there was none' }),
}

export const testView = z.object({ eventId: z.string(), delivered: z.boolean(), ...outcome }).openapi('WebhookTest')

export const deliveryView = z
  .object({
    eventId: z.string(),
    type: z.enum(eventTypes),
    memberId: z.string().nullable(),
    state: z.enum(['waiting', 'dead']).openapi({ description: 'Dead: given up, until it is sent again' }),
    attempts: z.int(),
    ...outcome,
    firstAt: z.string().openapi({ description: 'When it was first due' }),
    nextAt: z.string().nullable().openapi({ description: 'Null while it waits for an earlier one of its member' }),
    deadAt: z.string().nullable(),
  })
  .openapi('WebhookDelivery')

export const resentView = z.object({ webhookId: z.string(), eventId: z.string() }).openapi('ResentEvent')
