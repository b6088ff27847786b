import type { Context } from 'hono'
import type { Env } from './http.ts'
import { keyHash } from './secrets.ts'

/** Answers in JSON with an ETag, or 304 where the caller has that very answer already. Private: never in a shared cache. */
export const etagged = async (c: Context<Env>, value: object): Promise<Response> => {
  const text = JSON.stringify(value)
  const digest = (await keyHash(text)).slice(0, 12)
  const etag = `"${btoa(String.fromCharCode(...digest))}"`
  c.header('ETag', etag)
  c.header('Cache-Control', 'private, no-cache')
  const known = c.req
    .header('if-none-match')
    ?.split(',')
    .map(tag => tag.trim().replace(/^W\//, ''))
  if (known?.includes(etag)) return c.body(null, 304)
  return c.body(text, 200, { 'content-type': 'application/json' })
}
