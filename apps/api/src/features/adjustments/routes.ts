import { createRoute, z } from '@hono/zod-openapi'
import { units } from '@laurel/core'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { reason } from '../../platform/reasons.ts'
import { actorOrNobody, actorView, balances, idParam } from '../../platform/wire.ts'
import { approvalView } from './approval-routes.ts'
import { adjustBalance, getAdjustment } from './adjust-balance.ts'

const adjustmentBody = z
  .strictObject({
    unit: z.enum(units),
    amount: z
      .int()
      .refine(amount => amount !== 0, 'must not be 0')
      .openapi({ description: 'Points, or minor units of money; below zero to take away' }),
    reason,
  })
  .openapi('AdjustmentRequest')

const adjustmentView = z
  .object({
    id: z.string(),
    memberId: z.string(),
    unit: z.enum(units),
    amount: z.int(),
    reason: z.string().nullable().openapi({ description: 'Null once the member was erased' }),
    by: actorView,
    askedBy: actorOrNobody.openapi({ description: 'Who asked for it, where somebody else confirmed it' }),
    occurredAt: z.string(),
    recordedAt: z.string(),
    balances: balances.openapi({ description: 'After this adjustment' }),
  })
  .openapi('Adjustment')

export const adjustmentRoutes = makeRoutes()

adjustmentRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/members/{id}/adjustments',
    tags: ['By hand'],
    summary: 'Set a balance right by hand',
    description:
      'What is given expires by the rules and never counts toward a tier; what is taken is never more than there is. Staff give a reason, do nothing to the member that they are themselves, and what is more than an associate may do alone waits for a manager.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(adjustmentBody) },
    responses: {
      201: json(adjustmentView, 'The adjustment'),
      202: json(approvalView, 'More than an associate may do alone: it waits for a manager’s confirmation'),
      ...problems(
        'member_erased',
        'invalid_request',
        'not_found',
        'insufficient_points',
        'insufficient_member_cash',
        'insufficient_prepaid',
        'prepaid_cap_exceeded',
        'amount_out_of_range',
        'idempotency_conflict',
        'store_not_allowed',
        'own_account',
      ),
    },
  }),
  async c => {
    const answer = await adjustBalance(await callerOf(c), c.req.valid('param').id, c.req.valid('json'))
    replayed(c, answer)
    if ('approval' in answer.result) return c.json(answer.result.approval, 202)
    return c.json(answer.result.adjustment, 201)
  },
)

adjustmentRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/adjustments/{id}',
    tags: ['By hand'],
    summary: 'An adjustment: how much, by which key, and why',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(adjustmentView, 'The adjustment'), ...problems('not_found') },
  }),
  async c => c.json(await getAdjustment(await callerOf(c), c.req.valid('param').id), 200),
)
