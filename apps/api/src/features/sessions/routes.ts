import { createRoute, z } from '@hono/zod-openapi'
import { formatInstant } from '@laurel/core'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { idParam } from '../../platform/wire.ts'
import { openSession } from './open-session.ts'

const sessionView = z
  .object({ token: z.string(), expiresAt: z.string().openapi({ description: 'Real time: at most ten minutes ahead' }) })
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
    request: { params: idParam },
    responses: { 201: json(sessionView, 'The token'), ...problems('member_erased', 'not_found') },
  }),
  async c => {
    const { token, expiresAt } = await openSession(await callerOf(c), c.req.valid('param').id)
    return c.json({ token, expiresAt: formatInstant(expiresAt, 'UTC') }, 201)
  },
)
