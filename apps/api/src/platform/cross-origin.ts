import type { MiddlewareHandler } from 'hono'
import type { Env } from './http.ts'

const METHODS = 'GET, POST, PUT, PATCH, DELETE'
const HEADERS = 'Authorization, Content-Type, Idempotency-Key, If-None-Match, Laurel-Key, X-Request-Id'
const EXPOSED = 'ETag, Idempotent-Replayed, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id'

/**
 * Lets pages of other sites ask. A preflight carries no key, so it is always answered yes; the request itself is judged
 * by the origins of the publishable keys. Answers are readable by the page that asked, but for those that a secret key
 * or somebody of the staff got: no page of another site has a business with them.
 */
export const crossOrigin: MiddlewareHandler<Env> = async (c, next) => {
  const origin = c.req.header('origin')
  c.set('foreignOrigin', origin === undefined || origin === new URL(c.req.url).origin ? null : origin)
  if (origin === undefined) return next()
  if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined)
    return c.body(null, 204, {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Methods': METHODS,
      'Access-Control-Allow-Headers': HEADERS,
      'Access-Control-Max-Age': '600',
      Vary: 'Origin',
    })
  await next()
  c.header('Vary', 'Origin', { append: true })
  const kind = c.get('credential')?.kind
  if (kind === 'secret' || kind === 'staff' || kind === 'operator' || c.get('problemCode') === 'origin_not_allowed')
    return
  c.header('Access-Control-Allow-Origin', origin)
  c.header('Access-Control-Expose-Headers', EXPOSED)
}
