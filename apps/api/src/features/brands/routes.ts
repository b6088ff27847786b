import { createRoute, z } from '@hono/zod-openapi'
import { toScaled } from '@laurel/core'
import { allow, bearer, body, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { code, words } from '../../platform/wire.ts'
import { setBrand } from './set-brand.ts'

const exact = (max: number) =>
  z
    .number()
    .min(0)
    .max(max)
    .refine(n => toScaled(n) !== null, 'must have at most 4 decimals')

const settings = {
  multiplier: exact(1000).default(1),
  contractRate: exact(1).optional().openapi({ description: 'A fraction: 0.25 is 25 %' }),
  takesMemberDiscount: z.boolean().default(true),
  tierDiscount: z.strictObject({ tiers: z.array(code).min(1).max(50), rate: exact(1) }).optional(),
}

const putBrandBody = z.strictObject({ name: words(200), ...settings })
const putStoreBrandBody = z.strictObject({ name: words(200).optional(), ...settings })

const brandView = z
  .object({
    code: z.string(),
    store: z.string().nullable(),
    name: z.string().nullable(),
    multiplier: z.number(),
    contractRate: z.number().nullable(),
    maxMultiplier: z
      .number()
      .nullable()
      .openapi({ description: 'Contract rate divided by rebate rate; null where nothing bounds it' }),
    takesMemberDiscount: z.boolean(),
    tierDiscount: z.object({ tiers: z.array(z.string()), rate: z.number() }).nullable(),
    warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  })
  .openapi('Brand')

export const brandRoutes = makeRoutes()

brandRoutes.openapi(
  createRoute({
    method: 'put',
    path: '/v1/brands/{code}',
    tags: ['Stores and brands'],
    summary: 'Set a brand for the whole program, from now on',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: z.object({ code }), body: body(putBrandBody) },
    responses: {
      200: json(brandView, 'The brand'),
      ...problems('invalid_request', 'store_not_allowed', 'multiplier_exceeds_contract_rate'),
    },
  }),
  async c => c.json(await setBrand(await callerOf(c), c.req.valid('param').code, null, c.req.valid('json')), 200),
)

brandRoutes.openapi(
  createRoute({
    method: 'put',
    path: '/v1/stores/{store}/brands/{code}',
    tags: ['Stores and brands'],
    summary: 'Set a brand for one store, before the program’s own setting',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: z.object({ store: code, code }), body: body(putStoreBrandBody) },
    responses: {
      200: json(brandView, 'The brand'),
      ...problems('invalid_request', 'store_not_allowed', 'multiplier_exceeds_contract_rate'),
    },
  }),
  async c => {
    const { store, code: brand } = c.req.valid('param')
    return c.json(await setBrand(await callerOf(c), brand, store, c.req.valid('json')), 200)
  },
)
