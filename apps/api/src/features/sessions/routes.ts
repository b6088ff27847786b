import { createRoute, z } from '@hono/zod-openapi'
import { formatInstant } from '@laurel/core'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { idParam } from '../../platform/wire.ts'
import { tokenPurposes } from '../../platform/verified-tokens.ts'
import { openSession } from './open-session.ts'

const sessionBody = z
  .strictObject({
    purpose: z.enum(tokenPurposes).default('all').openapi({
      description:
        '`read` sees and spends nothing: for a page to hold. `redeem` lives two minutes, for one redemption: ask for it when the member has confirmed. `all` does both, and redeems once.',
    }),
  })
  .openapi('OpenSession')

const sessionView = z
  .object({
    token: z.string(),
    purpose: z.enum(tokenPurposes),
    expiresAt: z.string().openapi({ description: 'Real time: at most ten minutes ahead' }),
  })
  .openapi('Session')

export const sessionRoutes = makeRoutes()

sessionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/members/{id}/sessions',
    tags: ['Members'],
    summary: 'A short-lived token for one member’s own page',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: { required: false, content: { 'application/json': { schema: sessionBody } } } },
    responses: {
      201: json(sessionView, 'The token'),
      ...problems('invalid_request', 'member_erased', 'not_found'),
    },
  }),
  async c => {
    const purpose = c.req.valid('json')?.purpose ?? 'all'
    const { token, expiresAt } = await openSession(await callerOf(c), c.req.valid('param').id, purpose)
    return c.json({ token, purpose, expiresAt: formatInstant(expiresAt, 'UTC') }, 201)
  },
)
