import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { replayOnItsWay, replayResult } from '../../platform/replay/replay.schemas.ts'
import { compareQuery, replayBody, rulesComparison, rulesDocument, rulesVersionView } from './programs.schemas.ts'
import { compareVersions, getVersion, listVersions } from './read-rules.ts'
import { replayRules } from './replay-rules.ts'

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

rulesRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/program/rules/replay',
    tags: ['Program'],
    summary: 'What would have happened under other rules',
    description:
      'Replays every receipt, return, redemption, top-up and piece of scheduled work of all members, in the order in which they were recorded, with these rules in force in that time. Nothing is changed, and tills go on meanwhile: each member is read on one snapshot. The rules in force give the books again: before equals after. A history too long for one request answers 202, and `GET /v1/jobs/{id}` tells how far it is and the result; an Idempotency-Key is kept for such a one.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(replayBody) },
    responses: {
      200: json(replayResult, 'What there is, and what there would be'),
      202: json(replayOnItsWay, 'A long history: it is gone through by itself'),
      ...problems(
        'amount_out_of_range',
        'idempotency_conflict',
        'invalid_request',
        'invalid_rules',
        'store_not_allowed',
      ),
    },
  }),
  async c => {
    const answer = await replayRules(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 'job' in answer.result ? 202 : 200) as never
  },
)
