import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { acts, readAudit } from './read-audit.ts'

const auditEntry = z
  .object({
    act: z.enum(acts),
    id: z.string().openapi({ description: 'Of the adjustment, top-up, refund or tier set by hand' }),
    transactionId: z.string(),
    occurredAt: z.string(),
    recordedAt: z.string(),
    keyId: z.string().openapi({ description: 'The key that did it' }),
    reason: z.string().nullable().openapi({ description: 'Null where none was given, or once the member was erased' }),
  })
  .openapi('AuditEntry')

export const auditRoutes = makeRoutes()

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
      200: json(listOf(auditEntry), 'A page of acts: what, when, by which key, and why'),
      ...problems('not_found'),
    },
  }),
  async c => {
    const memberId = decodeId('mem', c.req.valid('param').id)
    return c.json(await readAudit(await callerOf(c), memberId, c.req.valid('query')), 200)
  },
)
