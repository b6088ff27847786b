import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { cardView, resolveCardBody, resolvedCard } from './card.schemas.ts'
import { myCard } from './my-card.ts'
import { resolveCardCode } from './resolve-card-code.ts'

/** The card itself (S4): shown by the member, read at the till. */
export const cardRoutes = makeRoutes()

cardRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/me/card',
    tags: ['Member side'],
    summary: 'My card, with codes that each hold for half a minute',
    security: bearer('member'),
    middleware: allow('member'),
    responses: {
      200: json(cardView, 'The card'),
      ...problems('member_erased', 'not_found', 'origin_not_allowed', 'token_expired'),
    },
  }),
  async c => {
    const caller = await callerOf(c)
    const memberId = caller.credential.kind === 'member' ? caller.credential.memberId : 0
    return c.json(await myCard(caller, memberId), 200)
  },
)

cardRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/cardCodes/resolve',
    tags: ['Members'],
    summary: 'Whose card this is',
    description:
      'Takes what a scanner reads off a member’s screen, or a printed card number. A code holds while it is shown, and half a minute before and after.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(resolveCardBody) },
    responses: {
      200: json(resolvedCard, 'The member'),
      ...problems('invalid_request', 'card_code_expired', 'card_code_invalid'),
    },
  }),
  async c => c.json(await resolveCardCode(await callerOf(c, 'cardCode'), c.req.valid('json').code), 200),
)
