import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { compareQuery, rulesComparison, rulesDocument, rulesVersionView } from './programs.schemas.ts'
import { compareVersions, getVersion, listVersions } from './read-rules.ts'

/** The rules over time: what was published when, and what it changed. */
export const rulesRoutes = makeRoutes()

rulesRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/program/rules/versions',
    tags: ['Program'],
    summary: 'The published versions of the rules, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(rulesVersionView), 'A page of versions'), ...problems() },
  }),
  async c => c.json(await listVersions(await callerOf(c), c.req.valid('query')), 200),
)

rulesRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/program/rules/versions/{version}',
    tags: ['Program'],
    summary: 'The rules of a version',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: z.object({ version: z.string().max(20) }) },
    responses: { 200: json(rulesDocument, 'A ProgramRules document'), ...problems('not_found') },
  }),
  async c => c.json(await getVersion(await callerOf(c), c.req.valid('param').version), 200),
)

rulesRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/program/rules/compare',
    tags: ['Program'],
    summary: 'What changes from one version of the rules to another',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: compareQuery },
    responses: { 200: json(rulesComparison, 'Each part that differs, before and after'), ...problems('not_found') },
  }),
  async c => c.json(await compareVersions(await callerOf(c), c.req.valid('query')), 200),
)
