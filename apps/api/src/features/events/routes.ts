import { createRoute, z } from '@hono/zod-openapi'
import { eventTypes } from '@laurel/core'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { listOf } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { eventMeanings, eventOf, eventsQuery, eventView } from './events.schemas.ts'
import { getEvent, listProgramEvents } from './read-events.ts'

export const eventRoutes = makeRoutes()

eventRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/events',
    tags: ['Events'],
    summary: 'What happened, oldest first',
    description:
      'Every fact since the program began: what is sent to its webhooks, and more where nobody listened. An event appears two seconds after its fact; nothing appears before one that was shown. A page may be short, or empty, and still have a `nextCursor`: then more is behind it. At the end, ask again with `after`.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: eventsQuery },
    responses: { 200: json(listOf(eventView), 'A page of events'), ...problems('store_not_allowed') },
  }),
  async c => c.json(await listProgramEvents(await callerOf(c), c.req.valid('query')), 200),
)

eventRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/events/{id}',
    tags: ['Events'],
    summary: 'An event',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(eventView, 'The event'), ...problems('not_found', 'store_not_allowed') },
  }),
  async c => c.json(await getEvent(await callerOf(c), c.req.valid('param').id), 200),
)

const header = (description: string) => z.string().openapi({ description })

for (const type of eventTypes)
  eventRoutes.openAPIRegistry.registerWebhook({
    method: 'post',
    path: type,
    tags: ['Events'],
    summary: eventMeanings[type],
    description: 'Sent by Standard Webhooks. Verify the signature over `{webhook-id}.{webhook-timestamp}.{body}`.',
    request: {
      headers: z.object({
        'webhook-id': header('The event’s id: do it once'),
        'webhook-timestamp': header('When this attempt was made, in seconds since 1970'),
        'webhook-signature': header(
          '`v1,<base64 of HMAC-SHA256>`; two of them, apart by a space, while secrets rotate',
        ),
      }),
      body: { required: true, content: { 'application/json': { schema: eventOf(type) } } },
    },
    responses: {
      '2XX': { description: 'Taken' },
      410: { description: 'Gone: nothing more is sent to this endpoint until it is enabled again' },
      default: { description: 'Not taken: it is sent again' },
    },
  })
