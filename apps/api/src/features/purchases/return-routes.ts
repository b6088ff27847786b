import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { idParam } from '../../platform/wire.ts'
import { recordReturn } from './record-return.ts'
import { returnBody, returnView } from './returns.schemas.ts'

export const returnRoutes = makeRoutes()

returnRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/purchases/{id}/returns',
    tags: ['Purchases'],
    summary: 'Take goods of a purchase back',
    description:
      'After it the member stands as if only the kept goods had been bought, under the rules, the tier and the brand settings of the sale, however many returns it came in. Tenders go back in their original proportions, member cash to the lots it came from. Points and member cash already spent leave a debt that later earnings fill.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(returnBody) },
    responses: {
      201: json(returnView, 'The return with what it refunds and takes back'),
      ...problems(
        'member_erased',
        'invalid_request',
        'not_found',
        'idempotency_conflict',
        'external_id_conflict',
        'store_not_allowed',
        'occurred_in_future',
        'return_exceeds_purchase',
        'amount_out_of_range',
      ),
    },
  }),
  async c => {
    const returned = await recordReturn(await callerOf(c), c.req.valid('param').id, c.req.valid('json'))
    replayed(c, returned)
    return c.json(returned.result, 201)
  },
)
