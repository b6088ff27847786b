import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { getTopUp, listMemberTopUps } from './get-top-up.ts'
import { makeTopUp } from './make-top-up.ts'
import { refundPrepaid } from './refund-prepaid.ts'
import { reverseTopUp } from './reverse-top-up.ts'
import { refundBody, refundView, reverseBody, topUpBody, topUpView } from './topups.schemas.ts'

export const topUpRoutes = makeRoutes()

topUpRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/topups',
    tags: ['Top-ups'],
    summary: 'Top a member up by a plan',
    description: 'Prepaid, points usable at once, and the class of the plan: the better class wins.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(topUpBody) },
    responses: {
      201: json(topUpView, 'The top-up'),
      ...problems(
        'member_erased',
        'invalid_request',
        'not_found',
        'unknown_plan',
        'idempotency_conflict',
        'external_id_conflict',
        'prepaid_cap_exceeded',
        'amount_out_of_range',
      ),
    },
  }),
  async c => {
    const answer = await makeTopUp(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

topUpRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/topups/{id}',
    tags: ['Top-ups'],
    summary: 'A top-up',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(topUpView, 'The top-up'), ...problems('not_found') },
  }),
  async c => c.json(await getTopUp(await callerOf(c), c.req.valid('param').id), 200),
)

topUpRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/topups/{id}/reverse',
    tags: ['Top-ups'],
    summary: 'Take a top-up back while what it gave is still there',
    description:
      'Its prepaid must be in the balance and all of its points in its own lot. The class goes with it: the tier is decided as if the top-up had never been. Asked again, the answer is the same.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: {
      params: idParam,
      body: { required: false, content: { 'application/json': { schema: reverseBody } } },
    },
    responses: {
      200: json(topUpView, 'The top-up; `tier` and `balances` are those of the reversal'),
      ...problems(
        'member_erased',
        'invalid_request',
        'not_found',
        'topup_spent',
        'idempotency_conflict',
        'store_not_allowed',
      ),
    },
  }),
  async c => {
    const answer = await reverseTopUp(await callerOf(c), c.req.valid('param').id, c.req.valid('json') ?? {})
    replayed(c, answer)
    const { reversal } = answer.result
    return c.json({ ...answer.result, ...(reversal && { tier: reversal.tier, balances: reversal.balances }) }, 200)
  },
)

topUpRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/members/{id}/prepaidRefunds',
    tags: ['Top-ups'],
    summary: 'Pay prepaid back to a member',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(refundBody) },
    responses: {
      201: json(refundView, 'The refund'),
      ...problems(
        'member_erased',
        'invalid_request',
        'not_found',
        'insufficient_prepaid',
        'idempotency_conflict',
        'store_not_allowed',
      ),
    },
  }),
  async c => {
    const answer = await refundPrepaid(await callerOf(c), c.req.valid('param').id, c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

topUpRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/topups',
    tags: ['Top-ups'],
    summary: 'A member’s top-ups, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, query: listQuery },
    responses: { 200: json(listOf(topUpView), 'A page of top-ups'), ...problems('member_erased', 'not_found') },
  }),
  async c => {
    const memberId = decodeId('mem', c.req.valid('param').id)
    return c.json(await listMemberTopUps(await callerOf(c), memberId, c.req.valid('query')), 200)
  },
)

topUpRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/me/topups',
    tags: ['Member side'],
    summary: 'My top-ups, newest first',
    security: bearer('member'),
    middleware: allow('member'),
    request: { query: listQuery },
    responses: {
      200: json(listOf(topUpView), 'A page of top-ups'),
      ...problems('member_erased', 'origin_not_allowed', 'token_expired'),
    },
  }),
  async c => {
    const caller = await callerOf(c)
    const memberId = caller.credential.kind === 'member' ? caller.credential.memberId : null
    return c.json(await listMemberTopUps(caller, memberId, c.req.valid('query')), 200)
  },
)
