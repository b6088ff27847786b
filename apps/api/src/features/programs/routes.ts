import { createRoute } from '@hono/zod-openapi'
import { formatInstant } from '@laurel/core'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { createProgram } from './create-program.ts'
import { listAllPrograms } from './list-programs.ts'
import { moveClock } from './move-clock.ts'
import { publishRules } from './publish-rules.ts'
import {
  clockBody,
  clockOnItsWay,
  clockView,
  createdProgram,
  createProgramBody,
  listedProgram,
  programView,
  publishedRules,
  publishRulesBody,
  rulesDocument,
} from './programs.schemas.ts'

export const programRoutes = makeRoutes()

programRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/programs',
    tags: ['Operator'],
    summary: 'Make a program',
    security: bearer('operator'),
    middleware: allow('operator'),
    request: { body: body(createProgramBody) },
    responses: {
      201: json(createdProgram, 'The program, with its keys: they are shown once'),
      ...problems('idempotency_conflict', 'invalid_request', 'invalid_rules'),
    },
  }),
  async c => {
    const answer = await createProgram(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    const { preset, ...made } = answer.result
    return c.json({ ...made, ...(preset !== null && { preset }) }, 201)
  },
)

programRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/programs',
    tags: ['Operator'],
    summary: 'List the programs, newest first',
    security: bearer('operator'),
    middleware: allow('operator'),
    request: { query: listQuery },
    responses: { 200: json(listOf(listedProgram), 'A page of programs'), ...problems() },
  }),
  async c => c.json(await listAllPrograms(await callerOf(c), c.req.valid('query')), 200),
)

programRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/program',
    tags: ['Program'],
    summary: 'The program that the key belongs to',
    security: bearer('secret', 'publishable'),
    middleware: allow('secret', 'publishable'),
    responses: { 200: json(programView, 'Public facts of the program'), ...problems('origin_not_allowed') },
  }),
  async c => {
    const { program } = await enterProgram(await callerOf(c), [])
    const { currency, timeZone, tiers } = program.rules.document
    return c.json(
      {
        id: program.id,
        name: program.name,
        mode: program.mode,
        currency,
        timeZone,
        rulesVersion: program.rules.version,
        now: formatInstant(program.now, timeZone),
        tiers: tiers.map(({ code, name, rank }) => ({ code, name, rank })),
      },
      200,
    )
  },
)

programRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/program/rules',
    tags: ['Program'],
    summary: 'The rules now in force',
    security: bearer('secret'),
    middleware: allow('secret'),
    responses: { 200: json(rulesDocument, 'A ProgramRules document'), ...problems() },
  }),
  async c => c.json((await enterProgram(await callerOf(c), [])).program.rules.document, 200),
)

programRoutes.openapi(
  createRoute({
    method: 'put',
    path: '/v1/program/rules',
    tags: ['Program'],
    summary: 'Publish a new version of the rules',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(publishRulesBody) },
    responses: {
      200: json(publishedRules, 'The version'),
      ...problems('invalid_request', 'invalid_rules', 'store_not_allowed'),
    },
  }),
  async c => c.json(await publishRules(await callerOf(c), c.req.valid('json')), 200),
)

programRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/program/clock',
    tags: ['Program'],
    summary: 'Move the clock of a test program',
    description:
      'Everything scheduled that falls due on the way has run when it answers 200. Work too long for one request answers 202 and goes on by itself.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(clockBody) },
    responses: {
      200: json(clockView, 'The program’s now, and what ran on the way'),
      202: json(clockOnItsWay, 'The clock is on its way'),
      ...problems('clock_backwards', 'live_program', 'idempotency_conflict', 'invalid_request', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await moveClock(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    const { result } = answer
    if ('job' in result) return c.json({ job: result.job }, 202) as never
    const { now, timeZone, jobs } = result
    return c.json({ now: formatInstant(now, timeZone), jobs: [...jobs] }, 200) as never
  },
)
