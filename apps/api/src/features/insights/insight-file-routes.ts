import { createRoute, z } from '@hono/zod-openapi'
import { csvAnswer } from '../../platform/csv-file.ts'
import { allow, bearer, callerOf, makeRoutes, problems } from '../../platform/http.ts'
import { insightFile } from './insight-file.ts'

export const insightFileRoutes = makeRoutes()

insightFileRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/exports/insight',
    tags: ['Exports'],
    summary: 'What is known of every buyer, as a file',
    description:
      'CSV (UTF-8 with a byte order mark), streamed: lifecycle, pyramid, frequency, price band, what each likes best, and the forecast, as the last night left them; money as decimals. Members are named by their ids only. A file that is broken off is not whole: fetch it again.',
    security: bearer('secret'),
    middleware: allow('secret'),
    responses: {
      200: { description: 'The buyers', content: { 'text/csv': { schema: z.string() } } },
      ...problems('store_not_allowed'),
    },
  }),
  async c => {
    const [body, headers] = await csvAnswer(await insightFile(await callerOf(c)))
    return c.body(body, 200, headers)
  },
)
