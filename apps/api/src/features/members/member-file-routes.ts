import { createRoute, z } from '@hono/zod-openapi'
import { csvAnswer } from '../../platform/csv-file.ts'
import { allow, bearer, callerOf, makeRoutes, problems } from '../../platform/http.ts'
import { membersFile } from './members-file.ts'

export const memberFileRoutes = makeRoutes()

memberFileRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/exports/members',
    tags: ['Exports'],
    summary: 'All members as a file',
    description:
      'CSV (UTF-8 with a byte order mark), streamed: who each is, tier and balances, money as decimals. What a spreadsheet would take for a formula has an apostrophe before it, which an import reads as none. Of staff only admins to whom the whole program is open; that it was taken is in the audit trail (`membersExported`). A file that is broken off is not whole: fetch it again.',
    security: bearer('secret'),
    middleware: allow('secret'),
    responses: {
      200: { description: 'The members', content: { 'text/csv': { schema: z.string() } } },
      ...problems('store_not_allowed'),
    },
  }),
  async c => {
    const [body, headers] = await csvAnswer(await membersFile(await callerOf(c)))
    return c.body(body, 200, headers)
  },
)
