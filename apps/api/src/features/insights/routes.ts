import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { onMember } from '../../platform/present-member.ts'
import { idParam } from '../../platform/wire.ts'
import { memberInsightView, whatIfBody } from './insight.schemas.ts'
import { forecastView, winBackQuery } from './forecast.schemas.ts'
import { readForecast } from './read-forecast.ts'
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

insightRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/insights/forecast',
    tags: ['Insight'],
    summary: 'Who is still a customer, what they will buy, and whom to win back',
    description:
      'By models that are fitted every night to what members bought, with how well they foretold the last days to a fit that had not seen them. Where there is not enough data it says why, and tells no figure.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: winBackQuery },
    responses: { 200: json(forecastView, 'As of last night'), ...problems('invalid_request') },
  }),
  async c => c.json(await readForecast(await callerOf(c), c.req.valid('query').limit), 200),
)
