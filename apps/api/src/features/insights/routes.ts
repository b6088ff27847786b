import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { onMember } from '../../platform/present-member.ts'
import { idParam } from '../../platform/wire.ts'
import { memberInsightView, whatIfBody } from './insight.schemas.ts'
import { readMemberInsight } from './read-member-insight.ts'
import { askWhatIf } from './what-if.ts'

export const insightRoutes = makeRoutes()

insightRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/insight',
    tags: ['Insight'],
    summary: 'What is known of a member by their receipts',
    description: 'Of the member’s own receipts, up to this very moment.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: json(memberInsightView, 'Lifecycle, preferences, forecast'),
      ...problems('member_erased', 'not_found'),
    },
  }),
  async c => {
    const caller = await callerOf(c)
    const memberId = decodeId('mem', c.req.valid('param').id)
    return c.json(await onMember(caller, memberId, id => readMemberInsight(caller, id)), 200)
  },
)

insightRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/insights/whatIf',
    tags: ['Insight'],
    summary: 'The orders that so many visits would bring',
    description: 'Regulars come once each, and buy in more of their visits than others. Nothing is stored.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(whatIfBody) },
    responses: {
      200: json(z.object({ orders: z.int() }), 'Orders, rounded to whole ones'),
      ...problems('invalid_request'),
    },
  }),
  async c => c.json(await askWhatIf(await callerOf(c), c.req.valid('json')), 200),
)
