import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { allowedOrigins, code, idParam, words } from '../../platform/wire.ts'
import { createKey, listProgramKeys, revokeProgramKey } from './program-keys.ts'

const createKeyBody = z
  .strictObject({
    kind: z.enum(['secret', 'publishable']),
    name: words(200).optional(),
    store: code.optional().openapi({ description: 'Receipts under this key must name this store' }),
    allowedOrigins: allowedOrigins.optional(),
  })
  .refine(({ kind, allowedOrigins }) => kind === 'publishable' || allowedOrigins === undefined, {
    message: 'only publishable keys carry origins',
    path: ['allowedOrigins'],
  })

const keyView = z
  .object({
    id: z.string(),
    kind: z.enum(['secret', 'publishable']),
    name: z.string().nullable(),
    store: z.string().nullable(),
    allowedOrigins: z.array(z.string()).nullable().openapi({ description: 'Null where any origin may use the key' }),
    hint: z.string(),
    createdAt: z.string(),
    revokedAt: z.string().nullable(),
  })
  .openapi('Key')

const createdKey = keyView
  .extend({
    key: z.string().optional().openapi({ description: 'Shown once: left out when the request is answered again' }),
  })
  .openapi('CreatedKey')

export const keyRoutes = makeRoutes()

keyRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/keys',
    tags: ['Keys'],
    summary: 'Make a key',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(createKeyBody) },
    responses: {
      201: json(createdKey, 'The key, shown once'),
      ...problems('idempotency_conflict', 'invalid_request', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await createKey(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

keyRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/keys',
    tags: ['Keys'],
    summary: 'List the keys, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(keyView), 'A page of keys, without the keys themselves'), ...problems() },
  }),
  async c => c.json(await listProgramKeys(await callerOf(c), c.req.valid('query')), 200),
)

keyRoutes.openapi(
  createRoute({
    method: 'delete',
    path: '/v1/keys/{id}',
    tags: ['Keys'],
    summary: 'Revoke a key, at once',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: json(keyView, 'The revoked key'),
      ...problems('not_found', 'store_not_allowed', 'last_secret_key'),
    },
  }),
  async c => c.json(await revokeProgramKey(await callerOf(c), c.req.valid('param').id), 200),
)
