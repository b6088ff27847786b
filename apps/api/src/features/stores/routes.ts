import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { code, words } from '../../platform/wire.ts'
import { setStore } from './set-store.ts'

const putStoreBody = z.strictObject({ name: words(200), region: words(100).optional() })
const storeView = z.object({ code: z.string(), name: z.string(), region: z.string().nullable() }).openapi('Store')

export const storeRoutes = makeRoutes()

storeRoutes.openapi(
  createRoute({
    method: 'put',
    path: '/v1/stores/{code}',
    tags: ['Stores and brands'],
    summary: 'Name a store',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: z.object({ code }), body: body(putStoreBody) },
    responses: { 200: json(storeView, 'The store'), ...problems('invalid_request', 'store_not_allowed') },
  }),
  async c => {
    const { name, region } = c.req.valid('json')
    return c.json(
      await setStore(await callerOf(c), { code: c.req.valid('param').code, name, region: region ?? null }),
      200,
    )
  },
)
