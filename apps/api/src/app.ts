import { OpenAPIHono } from '@hono/zod-openapi'
import { DatabaseBusy, DatabaseUnavailable, OutcomeUnknown } from '@laurel/db'
import { HTTPException } from 'hono/http-exception'
import type { Context } from 'hono'
import type { Deps } from './deps.ts'
import { features } from './features.ts'
import { docsRoutes } from './features/docs/routes.ts'
import { openApiDocument } from './openapi-document.ts'
import { limitBody } from './platform/body-limit.ts'
import { crossOrigin } from './platform/cross-origin.ts'
import type { Env } from './platform/http.ts'
import { Problem } from './platform/problem.ts'
import { problemTable } from './platform/problem-table.ts'
import { busy } from './platform/write.ts'

const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException) return new Problem(error.status === 400 ? 'malformed_request' : 'internal_error')
  if (error instanceof DatabaseBusy || error instanceof DatabaseUnavailable || error instanceof OutcomeUnknown) return busy()
  return new Problem('internal_error')
}

/** A refusal as problem+json (RFC 9457): a stable code and what to do; no SQL, no stack, no echo of the request. */
const render = (c: Context<Env>, problem: Problem): Response => {
  const { status, title } = problemTable[problem.code]
  c.set('problemCode', problem.code)
  return c.body(
    JSON.stringify({
      type: `/docs/errors/${problem.code}`,
      title,
      status,
      code: problem.code,
      ...(problem.detail !== undefined && { detail: problem.detail }),
      ...(problem.errors && { errors: problem.errors }),
      requestId: c.var.requestId,
    }),
    status,
    { 'content-type': 'application/problem+json', ...problem.headers },
  )
}

const requestIdOf = (deps: Deps, sent: string | undefined): string =>
  sent !== undefined && /^[\w.:-]{1,64}$/.test(sent) ? sent : `req_${deps.randomText(16)}`

/** The app of both runtimes: their entries only make `deps`. */
export const createApp = (deps: Deps): OpenAPIHono<Env> => {
  const app = new OpenAPIHono<Env>()
  app.use(async (c, next) => {
    const started = deps.now()
    c.set('deps', deps)
    c.set('requestId', requestIdOf(deps, c.req.header('x-request-id')))
    await next()
    c.header('X-Request-Id', c.var.requestId)
    const { credential, problemCode, fault } = c.var
    deps.log({
      requestId: c.var.requestId,
      method: c.req.method,
      route: c.req.routePath,
      status: c.res.status,
      ms: deps.now() - started,
      ...(problemCode !== undefined && { code: problemCode }),
      ...(credential && { credential: credential.kind }),
      ...(credential && 'programId' in credential && { programId: credential.programId }),
      ...(fault !== undefined && { error: fault }),
    })
  })
  app.use('/v1/*', crossOrigin, limitBody)
  for (const routes of features) app.route('/', routes)
  app.route('/', docsRoutes(() => openApiDocument(app)))
  app.get('/', c => c.redirect('/demo/'))
  app.notFound(async c => (c.req.path.startsWith('/v1/') ? null : await deps.assets(c.req.raw)) ?? render(c, new Problem('not_found')))
  app.onError((error, c) => {
    const problem = problemOf(error)
    if (problem.code === 'internal_error' || problem.code === 'busy') c.set('fault', error.stack ?? String(error))
    return render(c, problem)
  })
  return app
}
