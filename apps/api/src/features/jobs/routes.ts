import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { jobSchema } from '../../platform/jobs/jobs.schemas.ts'
import { idParam } from '../../platform/wire.ts'
import { getJob } from './get-job.ts'

export const jobRoutes = makeRoutes()

jobRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/jobs/{id}',
    tags: ['Program'],
    summary: 'Work that one request could not finish',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(jobSchema, 'How far it is, and its result'), ...problems('not_found') },
  }),
  async c => c.json(await getJob(await callerOf(c), c.req.valid('param').id), 200) as never,
)
