import { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Deps } from '../deps.ts'
import { requireKind, type Caller } from './caller.ts'
import { readCredential, requirePurpose, type Credential, type CredentialKind } from './credential.ts'
import { enterProgram } from './enter-program.ts'
import { decodeId, encodeId } from './ids.ts'
import { makeLanes } from './lanes.ts'
import { LIMITS, type LimitName } from './limits.ts'
import { onMember } from './present-member.ts'
import { faultsOf, Problem, type Issue } from './problem.ts'
import { problemTable, type ProblemCode } from './problem-table.ts'
import { leastRole } from './staff-roles.ts'

/** What a request carries through the shell. */
export interface Env {
  Variables: {
    deps: Deps
    requestId: string
    credential: Credential | undefined
    problemCode: ProblemCode | undefined
    fault: string | undefined
    foreignOrigin: string | null
  }
}

const IDEMPOTENCY_KEY = /^[!-~]{1,255}$/

const idempotencyOf = async (c: Context<Env>): Promise<Caller['idempotency']> => {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return null
  if (!IDEMPOTENCY_KEY.test(key))
    throw new Problem('malformed_request', {
      errors: [{ path: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' }],
    })
  return { keyHash: c.get('deps').secrets.requestHash('idempotency', `${c.req.method} ${c.req.path} ${key}`) }
}

const patterns = new Map<string, string>()

/** A route's path as the reference writes it, `/v1/members/{id}`; every route is written once. */
export const patternOf = (path: string): string => {
  let pattern = patterns.get(path)
  if (pattern === undefined) {
    pattern = path.replaceAll(/:(\w+)/g, '{$1}')
    patterns.set(path, pattern)
  }
  return pattern
}

/** What is asked, as the reference names it: `GET /v1/members/{id}`. */
const operationOf = (c: Context<Env>): string => `${c.req.method} ${patternOf(routePath(c))}`

/** Takes a request from the allowances of a caller that its program has let in, however often it is entered. */
const admitOnce = (c: Context<Env>, { kind }: Credential, more: readonly LimitName[]): Caller['admit'] => {
  let isAdmitted = false
  return who => {
    if (isAdmitted) return
    isAdmitted = true
    for (const limit of [kind, ...more]) limited(c, limit, who)
  }
}

/** The caller of a request that {@link allow} has let in; `more` is what bounds a program's back end or staff beside. */
export const callerOf = async (c: Context<Env>, ...more: readonly LimitName[]): Promise<Caller> => {
  const [deps, credential] = [c.get('deps'), c.get('credential')!]
  return {
    deps,
    credential,
    operation: operationOf(c),
    admit: admitOnce(c, credential, more),
    // On Workers a request may not wait for another one's promise: each has lines of its own.
    lanes: deps.runtime === 'workers' ? makeLanes(queueMicrotask) : deps.sharedLanes,
    foreignOrigin: c.get('foreignOrigin'),
    idempotency: await idempotencyOf(c),
  }
}

/** {@link onMember} for a request whose path names the member. */
export const onNamed = async <T>(
  c: Context<Env>,
  id: string,
  work: (caller: Caller, id: string) => Promise<T>,
): Promise<T> => {
  const caller = await callerOf(c)
  return onMember(caller, decodeId('mem', id), memberId => work(caller, encodeId('mem', memberId)))
}

/**
 * Whether a credential's own form proves whose allowance it takes from. A secret key or session is only one once its
 * program knows it: a stranger's guesses must not use up what belongs to the program.
 */
const isCertain = (kind: CredentialKind): boolean => kind !== 'secret' && kind !== 'staff' && kind !== 'kiosk'

const addressOf = (c: Context<Env>): string | null => c.get('deps').clientAddress(c.req.raw, c.env)

const callerName = (c: Context<Env>, credential: Credential): string => {
  switch (credential.kind) {
    case 'operator':
      return 'operator'
    case 'member':
      return `${credential.programId} ${credential.memberId}`
    default:
      return `${credential.programId} ${addressOf(c) ?? ''}`
  }
}

/** Takes one request from a caller's allowance and says what is left. */
export const limited = (c: Context<Env>, name: LimitName, caller: string): void => {
  const limit = LIMITS[name]
  const left = c.get('deps').limiter.take(limit, caller)
  c.header('RateLimit-Policy', `"${name}";q=${limit.requests};w=${limit.windowSeconds}`, { append: true })
  c.header('RateLimit', `"${name}";r=${left.remaining};t=${left.resetSeconds}`, { append: true })
  if (!left.allowed) throw new Problem('rate_limited', { headers: { 'retry-after': String(left.resetSeconds) } })
}

/** Takes one request from the allowance of the address it came from, where the runtime knows one. */
export const limitAddress = (c: Context<Env>, name: LimitName): void => {
  const address = addressOf(c)
  if (address !== null) limited(c, name, address)
}

/**
 * Counts a key that was none against the address it came from: beyond the bound the answer no longer tells whether a
 * guess was right. Only failures count, so a good key is never slowed by a bad one behind the same address.
 */
export const countFailure = (c: Context<Env>, problem: Problem): Problem => {
  const address = problem.code === 'unauthenticated' ? addressOf(c) : null
  if (address === null) return problem
  const left = c.get('deps').limiter.take(LIMITS.authentication, address)
  return left.allowed ? problem : new Problem('rate_limited', { headers: { 'retry-after': String(left.resetSeconds) } })
}

/**
 * Lets in who has one of the kinds of key, and staff where their table of roles names the operation, before anything
 * else of the request is looked at.
 */
export const allow = (...kinds: readonly CredentialKind[]): MiddlewareHandler<Env> => {
  const handler: MiddlewareHandler<Env> = async (c, next) => {
    const credential = await readCredential(c.get('deps'), c.req.header('authorization'))
    c.set('credential', credential)
    requireKind(
      credential,
      leastRole(operationOf(c)) === null ? kinds : [...new Set<CredentialKind>([...kinds, 'staff'])],
    )
    requirePurpose(credential, operationOf(c))
    if (isCertain(credential.kind)) limited(c, credential.kind, callerName(c, credential))
    await next()
  }
  return handler
}

/** The largest body that is taken. */
export const MAX_BODY_BYTES = 1024 * 1024

const validationFailed = async (c: Context<Env>, target: string, issues: readonly Issue[]): Promise<never> => {
  // A key that is not valid hears nothing of the body's faults.
  if (c.get('credential') && c.get('credential')?.kind !== 'operator') await enterProgram(await callerOf(c), [])
  throw new Problem(target === 'json' ? 'invalid_request' : 'malformed_request', { errors: faultsOf(issues) })
}

/** A part of the API: routes with their schemas, faults answered in our own words. */
export const makeRoutes = (): OpenAPIHono<Env> =>
  new OpenAPIHono<Env>({
    defaultHook: (result, c) => {
      if (!result.success) return validationFailed(c, result.target, result.error.issues)
      return undefined
    },
  })

/** The wire form of a refusal (RFC 9457). */
const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    requestId: z.string(),
  })
  .openapi('Problem')

const EVERYWHERE = [
  'malformed_request',
  'unauthenticated',
  'wrong_key_kind',
  'rate_limited',
  'internal_error',
  'busy',
] as const
const OF_A_BODY = ['body_too_large', 'unsupported_media_type'] as const

/** The documented refusals of an operation, by status; one that refuses fields has a body, with refusals of its own. */
export const problems = (...codes: readonly ProblemCode[]) => {
  const byStatus = new Map<number, string[]>()
  for (const code of [...codes, ...(codes.includes('invalid_request') ? OF_A_BODY : []), ...EVERYWHERE])
    byStatus.set(problemTable[code].status, [...(byStatus.get(problemTable[code].status) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      { description: names.join(', '), content: { 'application/problem+json': { schema: problemSchema } } },
    ]),
  )
}

/** A documented answer in JSON. */
export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** A request body in JSON. */
export const body = <S extends z.ZodType>(schema: S) => ({
  required: true,
  content: { 'application/json': { schema } },
})

/** The security of an operation in the reference. */
export const bearer = (...kinds: readonly CredentialKind[]) => kinds.map(kind => ({ [kind]: [] }))

/** Marks an answer that was given before. */
export const replayed = (c: Context<Env>, answer: { readonly replayed: boolean }): void => {
  if (answer.replayed) c.header('Idempotent-Replayed', 'true')
}
