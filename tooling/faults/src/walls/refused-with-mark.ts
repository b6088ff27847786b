import type { Json } from '@laurel/api/testing/answer-schemas'
import type { ApiOperation } from '@laurel/api/testing/operations'
import type { Subject } from '@laurel/api/testing/subject'
import type { ValidRequest } from '@laurel/api/testing/valid-requests'

/** Stands for whatever a person or a shop would rather not read in a log. */
export const MARK = 'whisper-7f3a9c'

const marked = (value: Json): Json => {
  if (typeof value === 'string') return MARK
  if (Array.isArray(value)) return value.map(marked)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, marked(of)]))
}

/** Requests of an operation that carry the mark wherever something personal may be put by mistake: most are refused. */
export const refusedWithMark = (
  { method, path: pattern, hasBody }: ApiOperation,
  valid: ValidRequest,
  of: Subject,
  key: string,
): readonly (readonly [path: string, init: RequestInit])[] => {
  const path = valid.path(of)
  const authorization = `Bearer ${key}`
  const type = hasBody ? 'application/json' : 'text/csv'
  const send = (body?: string, headers: Record<string, string> = {}, at = path) =>
    [at, { method, headers: { authorization, 'content-type': type, ...headers }, ...(body && { body }) }] as const
  const body = (valid.body?.(of) ?? {}) as { [key: string]: Json }
  const odd = [
    send(undefined, { authorization: `Bearer ${MARK}` }),
    send(undefined, { authorization: `Bearer ${key}${MARK}` }),
    send(undefined, {
      'idempotency-key': `${MARK} `.repeat(30),
      referer: `https://shop.example/${MARK}`,
      'user-agent': MARK,
    }),
    send(undefined, {}, `${path}${path.includes('?') ? '&' : '?'}phone=${MARK}&${MARK}=1&limit=${MARK}&cursor=${MARK}`),
    send(undefined, {}, `${path.split('?')[0]}/${MARK}`),
    ...(pattern.includes('{') ? [send(undefined, {}, pattern.replaceAll(/\{\w+\}/g, MARK))] : []),
  ]
  if (method === 'GET') return odd
  return [
    ...odd,
    send(JSON.stringify(marked(body))),
    send(JSON.stringify({ ...body, [MARK]: MARK })),
    send(`{"name":"${MARK}`),
    send(MARK),
    send(JSON.stringify({ ...body, name: MARK, phone: MARK }), { 'content-type': `text/${MARK}` }),
  ]
}
