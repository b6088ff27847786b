import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { clockJob } from '../../platform/jobs/jobs.schemas.ts'
import { replayJob } from '../../platform/replay/replay.schemas.ts'
import { idParam } from '../../platform/wire.ts'
import { getJob } from './get-job.ts'

const job = z.discriminatedUnion('kind', [clockJob, replayJob]).openapi('Job')

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
    responses: { 200: json(job, 'How far it is, and its result'), ...problems('not_found') },
  }),
  async c => c.json(await getJob(await callerOf(c), c.req.valid('param').id), 200) as never,
)
