import { createRoute, z } from '@hono/zod-openapi'
import { units } from '@laurel/core'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { reason } from '../../platform/reasons.ts'
import { actorOrNobody, actorView, idParam } from '../../platform/wire.ts'
import { approvalStatuses } from './approval-view.ts'
import { approve, decline } from './decide-approval.ts'
import { getApproval, listProgramApprovals } from './list-approvals.ts'
import { getStaffLimits, setStaffLimits } from './staff-limits.ts'

export const approvalView = z
  .object({
    id: z.string(),
    status: z.enum(approvalStatuses),
    memberId: z.string(),
    unit: z.enum(units),
    amount: z.int(),
    reason: z.string().nullable().openapi({ description: 'Null once the member was erased' }),
    askedBy: actorView,
    askedAt: z.string(),
    decidedBy: actorOrNobody,
    decidedAt: z.string().nullable(),
    declineReason: z.string().nullable(),
    adjustmentId: z.string().nullable().openapi({ description: 'What was posted when it was approved' }),
  })
  .openapi('Approval')

const limit = z.strictObject({
  perAct: z.int().min(0).openapi({ description: 'In one act, given or taken; points, or minor units of money' }),
  perDay: z.int().min(0).openapi({ description: 'In a business day, given and taken together' }),
})
const staffLimits = z.strictObject({ points: limit, memberCash: limit, prepaid: limit }).openapi('StaffLimits')

const declineBody = z.strictObject({ reason: reason.optional() }).openapi('Decline')

/** Adjustments that a manager confirms, and the limits above which one has to. */
export const approvalRoutes = makeRoutes()

approvalRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/program/staffLimits',
    tags: ['By hand'],
    summary: 'Up to what an associate may adjust a balance alone',
    security: bearer('secret'),
    middleware: allow('secret'),
    responses: { 200: json(staffLimits, 'The limits; 0 where none was set'), ...problems() },
  }),
  async c => c.json(await getStaffLimits(await callerOf(c)), 200),
)

approvalRoutes.openapi(
  createRoute({
    method: 'put',
    path: '/v1/program/staffLimits',
    tags: ['By hand'],
    summary: 'Set up to what an associate may adjust a balance alone',
    description: 'What is more waits for the confirmation of a manager. Managers, admins and keys have no limit.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(staffLimits) },
    responses: { 200: json(staffLimits, 'The limits'), ...problems('invalid_request', 'store_not_allowed') },
  }),
  async c => c.json(await setStaffLimits(await callerOf(c), c.req.valid('json')), 200),
)

approvalRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/approvals',
    tags: ['By hand'],
    summary: 'Adjustments that waited or wait for confirmation, newest first',
    description: 'An associate sees what they asked for themselves.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery.extend({ status: z.enum(approvalStatuses).optional() }) },
    responses: { 200: json(listOf(approvalView), 'A page of approvals'), ...problems() },
  }),
  async c => c.json(await listProgramApprovals(await callerOf(c), c.req.valid('query')), 200),
)

approvalRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/approvals/{id}',
    tags: ['By hand'],
    summary: 'An adjustment that waited or waits for confirmation',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(approvalView, 'The approval'), ...problems('not_found') },
  }),
  async c => c.json(await getApproval(await callerOf(c), c.req.valid('param').id), 200),
)

const REFUSALS = ['not_found', 'own_request', 'own_account', 'approval_decided', 'idempotency_conflict'] as const

approvalRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/approvals/{id}/approve',
    tags: ['By hand'],
    summary: 'Confirm an adjustment',
    description:
      'Judged on the books as they are now, and posted. Nobody confirms what they asked for themselves, and it is decided once.',
    security: bearer('staff'),
    middleware: allow('staff'),
    request: { params: idParam },
    responses: {
      200: json(approvalView, 'The approval, with the adjustment it has become'),
      ...problems(
        ...REFUSALS,
        'insufficient_points',
        'insufficient_member_cash',
        'insufficient_prepaid',
        'prepaid_cap_exceeded',
        'amount_out_of_range',
      ),
    },
  }),
  async c => {
    const answer = await approve(await callerOf(c), c.req.valid('param').id)
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)

approvalRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/approvals/{id}/decline',
    tags: ['By hand'],
    summary: 'Decline an adjustment',
    security: bearer('staff'),
    middleware: allow('staff'),
    request: { params: idParam, body: body(declineBody) },
    responses: { 200: json(approvalView, 'The approval'), ...problems('invalid_request', ...REFUSALS) },
  }),
  async c => {
    const answer = await decline(await callerOf(c), c.req.valid('param').id, c.req.valid('json').reason)
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)
