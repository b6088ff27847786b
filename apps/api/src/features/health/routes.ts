import { createRoute, z } from '@hono/zod-openapi'
import { json, makeRoutes } from '../../platform/http.ts'
import { checkHealth } from './check-health.ts'

const healthView = z
  .object({ status: z.enum(['ok', 'unavailable']), runtime: z.enum(['node', 'workers']) })
  .openapi('Health')

export const healthRoutes = makeRoutes()

healthRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/health',
    tags: ['Operator'],
    summary: 'Whether the server can do its work',
    security: [],
    responses: { 200: json(healthView, 'It can'), 503: json(healthView, 'Its database does not answer') },
  }),
  async c => {
    const { runtime } = c.var.deps
    return (await checkHealth(c.var.deps))
      ? c.json({ status: 'ok' as const, runtime }, 200)
      : c.json({ status: 'unavailable' as const, runtime }, 503)
  },
)
