import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { actorOrNobody, idParam } from '../../platform/wire.ts'
import { acts, readAudit, readMemberAudit } from './read-audit.ts'

const auditEntry = z
  .object({
    act: z.enum(acts),
    id: z.string().openapi({ description: 'The id or code of what it was done to, or of what it made' }),
    transactionId: z.string().nullable().openapi({ description: 'Null where no balance or tier was touched' }),
    memberId: z.string().nullable(),
    occurredAt: z.string(),
    recordedAt: z.string(),
    by: actorOrNobody.openapi({ description: 'Who did it; null for guesses that locked an account' }),
    askedBy: actorOrNobody.openapi({ description: 'Who asked for what somebody else confirmed' }),
    reason: z.string().nullable().openapi({ description: 'Null where none was given, or once the member was erased' }),
  })
  .openapi('AuditEntry')

const auditQuery = listQuery.extend({
  actor: z
    .string()
    .max(64)
    .optional()
    .openapi({ description: 'The id of a key, of somebody of the staff, or of a member' }),
  act: z.enum(acts).optional(),
})

export const auditRoutes = makeRoutes()

auditRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/audit',
    tags: ['By hand'],
    summary: 'What was done by hand in the program, newest first',
    description:
      'Adjustments, tiers, reversals and refunds out of the journal, and what touches no balance: accounts, sign-ins, keys, rules, stores, brands, gifts, coupons, members’ data, approvals. Nothing of it is ever changed.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: auditQuery },
    responses: { 200: json(listOf(auditEntry), 'A page of acts: what, when, by whom, and why'), ...problems() },
  }),
  async c => c.json(await readAudit(await callerOf(c), c.req.valid('query')), 200),
)

auditRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/audit',
    tags: ['By hand'],
    summary: 'What was done to a member by hand, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, query: listQuery },
    responses: {
      200: json(listOf(auditEntry), 'A page of acts: what, when, by whom, and why'),
      ...problems('member_erased', 'not_found'),
    },
  }),
  async c => {
    const memberId = decodeId('mem', c.req.valid('param').id)
    return c.json(await readMemberAudit(await callerOf(c), memberId, c.req.valid('query')), 200)
  },
)
