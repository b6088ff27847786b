import type { Context } from 'hono'
import type { Env } from './http.ts'
import type { TaggedAnswer } from './tagged-answer.ts'

/** Whether the caller has that very answer already. */
const isKnown = (etag: string, sent: string | undefined): boolean =>
  sent !== undefined &&
  (sent === etag ||
    sent
      .split(',')
      .map(tag => tag.trim().replace(/^W\//, ''))
      .includes(etag))

/** Answers with the ETag, or 304 where the caller has that very answer. Private: never in a shared cache. */
export const answerTagged = (c: Context<Env>, { text, etag }: TaggedAnswer): Response => {
  c.header('ETag', etag)
  c.header('Cache-Control', 'private, no-cache')
  return isKnown(etag, c.req.header('if-none-match'))
    ? c.body(null, 304)
    : c.body(text, 200, { 'content-type': 'application/json' })
}
