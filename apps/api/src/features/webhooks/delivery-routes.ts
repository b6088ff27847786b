import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { listDeliveries, resendEvent } from './deliveries.ts'
import { deliveryView, resentView } from './webhooks.schemas.ts'

const tags = ['Events']
const path = '/v1/webhooks/{id}/deliveries'

export const deliveryRoutes = makeRoutes()

deliveryRoutes.openapi(
  createRoute({
    method: 'get',
    path,
    tags,
    summary: 'What an endpoint has not taken yet, oldest first',
    description: '`waiting`: tried again and again, for three days. `dead`: given up. What it took is not listed.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: {
      params: idParam,
      query: listQuery.extend({ state: z.enum(['waiting', 'dead']).default('waiting') }),
    },
    responses: { 200: json(listOf(deliveryView), 'A page of events'), ...problems('not_found', 'store_not_allowed') },
  }),
  async c => c.json(await listDeliveries(await callerOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
)

deliveryRoutes.openapi(
  createRoute({
    method: 'post',
    path: `${path}/{event}/resend`,
    tags,
    summary: 'Send an endpoint an event once more',
    description: 'One that was given up, or any other, under its own id.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam.extend({ event: z.string().max(64) }) },
    responses: {
      202: json(resentView, 'It is sent soon'),
      ...problems('idempotency_conflict', 'not_found', 'store_not_allowed'),
    },
  }),
  async c => {
    const { id, event } = c.req.valid('param')
    const answer = await resendEvent(await callerOf(c), id, event)
    replayed(c, answer)
    return c.json(answer.result, 202)
  },
)
