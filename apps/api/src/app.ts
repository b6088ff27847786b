import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { matchedRoutes } from 'hono/route'
import type { Deps } from './deps.ts'
import { features } from './features.ts'
import { docsRoutes } from './features/docs/routes.ts'
import { openApiDocument } from './openapi-document.ts'
import { limitBody } from './platform/body-limit.ts'
import { crossOrigin } from './platform/cross-origin.ts'
import { countFailure, patternOf, type Env } from './platform/http.ts'
import { cacheOf } from './platform/kept-files.ts'
import { kioskHeaders, readerHeaders } from './platform/kiosk-headers.ts'
import { methodsOf } from './platform/methods-of.ts'
import { Problem } from './platform/problem.ts'
import { problemTable, type ProblemCode } from './platform/problem-table.ts'
import { problemOf } from './platform/write.ts'

/** Refusals of the framework itself: malformed JSON, a body without its type. */
const FRAMEWORK: Readonly<Record<number, ProblemCode>> = { 400: 'malformed_request', 415: 'unsupported_media_type' }

const refusalOf = (error: Error): Problem => {
  const code = error instanceof HTTPException ? FRAMEWORK[error.status] : undefined
  return code ? new Problem(code) : problemOf(error)
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
      requestId: c.get('requestId'),
    }),
    status,
    { 'content-type': 'application/problem+json', ...problem.headers },
  )
}

/** What went wrong inside, for the log. */
const faultOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))

const requestIdOf = (deps: Deps, sent: string | undefined): string =>
  sent !== undefined && /^[\w.:-]{1,64}$/.test(sent) ? sent : `req_${deps.randomText(16)}`

/**
 * The path of the operation that was asked, as the reference writes it: of those that fit, the first answers. Where none
 * fits, the pattern of all paths.
 */
const routeOf = (c: Context<Env>): string => {
  const routes = matchedRoutes(c)
  const route = routes.find(({ path }) => !path.includes('*')) ?? routes.at(-1)
  return patternOf(route?.path ?? '')
}

/** A file of ours. The widgets' script is a module of other sites' pages: without this header no browser runs it there. */
const published = (c: Context<Env>, asset: Response): Response => {
  const { path } = c.req
  const response = new Response(asset.body, asset)
  response.headers.set('X-Request-Id', c.get('requestId'))
  response.headers.set('X-Content-Type-Options', 'nosniff')
  const cache = cacheOf(path)
  if (cache !== null) response.headers.set('Cache-Control', cache)
  if (path.startsWith('/widgets/')) {
    response.headers.set('Access-Control-Allow-Origin', '*')
    response.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
  }
  return response
}

/** The app of both runtimes: their entries only make `deps`. */
export const createApp = (deps: Deps): OpenAPIHono<Env> => {
  const app = new OpenAPIHono<Env>()
  app.use(async (c, next) => {
    const started = deps.now()
    const requestId = requestIdOf(deps, c.req.header('x-request-id'))
    c.set('deps', deps)
    c.set('requestId', requestId)
    // Before the answer is made: on Node a header added to a finished one makes it anew.
    c.header('X-Request-Id', requestId)
    await next()
    const [credential, problemCode, fault] = [c.get('credential'), c.get('problemCode'), c.get('fault')]
    deps.log({
      requestId,
      method: c.req.method,
      route: routeOf(c),
      status: c.res.status,
      ms: deps.now() - started,
      ...(problemCode !== undefined && { code: problemCode }),
      ...(credential && { credential: credential.kind }),
      ...(credential && 'programId' in credential && { programId: credential.programId }),
      ...(fault !== undefined && { error: fault }),
    })
  })
  app.use('/v1/*', crossOrigin, limitBody)
  // Who comes first has the last word.
  app.use('/kiosk/code-reader.js', readerHeaders)
  app.use('/kiosk/*', kioskHeaders)
  for (const routes of features) app.route('/', routes)
  app.route(
    '/',
    docsRoutes(() => openApiDocument(app)),
  )
  app.get('/', c => c.redirect('/demo/'))
  const allowed = methodsOf(app)
  app.notFound(async c => {
    const allow = allowed(c.req.path)
    if (allow.length > 0) return render(c, new Problem('method_not_allowed', { headers: { allow: allow.join(', ') } }))
    const asset = c.req.path.startsWith('/v1/') ? null : await deps.assets(c.req.raw)
    return asset ? published(c, asset) : render(c, new Problem('not_found'))
  })
  app.onError((error, c) => {
    const problem = countFailure(c, refusalOf(error))
    if (problemTable[problem.code].status >= 500) c.set('fault', faultOf(problem.cause ?? error))
    return render(c, problem)
  })
  return app
}
