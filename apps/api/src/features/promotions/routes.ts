import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { code } from '../../platform/wire.ts'
import { createPromotion } from './create-promotion.ts'
import { getPromotion, listPromotions } from './list-promotions.ts'
import { patchPromotion } from './patch-promotion.ts'
import { createPromotionBody, patchPromotionBody, promotionView } from './promotions.schemas.ts'

export const promotionRoutes = makeRoutes()

promotionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/promotions',
    tags: ['Promotions'],
    summary: 'Publish a promotion',
    description: 'It counts from now on: a receipt of before that comes late does not know it.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(createPromotionBody) },
    responses: {
      201: json(promotionView, 'The promotion'),
      ...problems('invalid_request', 'promotion_exists', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await createPromotion(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

promotionRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/promotions',
    tags: ['Promotions'],
    summary: 'The promotions as they are now, oldest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(promotionView), 'A page of promotions'), ...problems() },
  }),
  async c => c.json(await listPromotions(await callerOf(c), c.req.valid('query')), 200),
)

promotionRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/promotions/{code}',
    tags: ['Promotions'],
    summary: 'One promotion as it is now',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: z.object({ code }) },
    responses: { 200: json(promotionView, 'The promotion'), ...problems('not_found') },
  }),
  async c => c.json(await getPromotion(await callerOf(c), c.req.valid('param').code), 200),
)

promotionRoutes.openapi(
  createRoute({
    method: 'patch',
    path: '/v1/promotions/{code}',
    tags: ['Promotions'],
    summary: 'Change a promotion from now on, or end it',
    description: 'Publishes another revision. Receipts keep the one of their own instant, also where they come late.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: z.object({ code }), body: body(patchPromotionBody) },
    responses: {
      200: json(promotionView, 'The promotion'),
      ...problems('invalid_request', 'not_found', 'promotion_ended', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await patchPromotion(await callerOf(c), c.req.valid('param').code, c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)
