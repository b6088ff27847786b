import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { MAX_BODY_BYTES, type Env } from './http.ts'
import { Problem } from './problem.ts'

const limit = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new Problem('body_too_large')
  },
})

/** Refuses a body over 1 MiB, and one that does not say it is JSON, before it is read. */
export const limitBody: MiddlewareHandler<Env> = async (c, next) => {
  const type = c.req.header('content-type')
  const bodied = c.req.method === 'POST' || c.req.method === 'PUT' || c.req.method === 'PATCH'
  if (bodied && type !== undefined && !/^application\/json(;|$)/i.test(type.trim())) throw new Problem('unsupported_media_type')
  return limit(c, next)
}
