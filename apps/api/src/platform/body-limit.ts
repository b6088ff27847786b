import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { MAX_BODY_BYTES, type Env } from './http.ts'
import { Problem } from './problem.ts'

const tooLarge = (): never => {
  throw new Problem('body_too_large')
}

const limitStream = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: tooLarge })

/** Reads a body of unknown length up to the limit. One that breaks off, or comes in no true chunks, is the sender's fault. */
const readWithin: MiddlewareHandler<Env> = async (c, next) => {
  try {
    return await limitStream(c, next)
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('malformed_request', { cause: error })
  }
}

const JSON_TYPE = /^application\/json\s*(;|$)/i

/** What takes files looks at them itself: they are no JSON, and longer. */
const TAKES_FILES = 'POST /v1/imports'

/**
 * Refuses a body over 1 MiB, and one that does not say it is JSON, before it is read. Where its length is told the body
 * is not touched: on Node that would cost every receipt a stream of its own.
 */
export const limitBody: MiddlewareHandler<Env> = async (c, next) => {
  const { method } = c.req
  if (method !== 'POST' && method !== 'PUT' && method !== 'PATCH') return next()
  if (`${method} ${c.req.path}` === TAKES_FILES) return next()
  const type = c.req.header('content-type')
  if (type !== undefined && !JSON_TYPE.test(type.trim())) throw new Problem('unsupported_media_type')
  const length = c.req.header('content-length')
  if (length === undefined || c.req.header('transfer-encoding') !== undefined) return readWithin(c, next)
  return Number(length) > MAX_BODY_BYTES ? tooLarge() : next()
}
