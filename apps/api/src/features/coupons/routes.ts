import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { code } from '../../platform/wire.ts'
import { couponView, createCouponBody, patchCouponBody } from './coupons.schemas.ts'
import { createCoupon } from './create-coupon.ts'
import { getCoupon, listProgramCoupons } from './list-coupons.ts'
import { patchCoupon } from './patch-coupon.ts'

export const couponRoutes = makeRoutes()

couponRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/coupons',
    tags: ['Coupons'],
    summary: 'Add a coupon',
    description:
      'What it takes off, on which goods, where, when and for whom. Members are given it, or use its public code. With a store’s key: one that holds in that store alone.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(createCouponBody) },
    responses: {
      201: json(couponView, 'The coupon'),
      ...problems('invalid_request', 'coupon_exists', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await createCoupon(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

couponRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/coupons',
    tags: ['Coupons'],
    summary: 'The coupons that the program gives out, oldest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(couponView), 'A page of coupons'), ...problems() },
  }),
  async c => c.json(await listProgramCoupons(await callerOf(c), c.req.valid('query')), 200),
)

couponRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/coupons/{code}',
    tags: ['Coupons'],
    summary: 'One coupon',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: z.object({ code }) },
    responses: { 200: json(couponView, 'The coupon'), ...problems('not_found') },
  }),
  async c => c.json(await getCoupon(await callerOf(c), c.req.valid('param').code), 200),
)

couponRoutes.openapi(
  createRoute({
    method: 'patch',
    path: '/v1/coupons/{code}',
    tags: ['Coupons'],
    summary: 'Change a coupon; what is issued already keeps its terms',
    description: '`stock` counts what is issued, too: it is never below `issued`. An inactive one is not given out.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: z.object({ code }), body: body(patchCouponBody) },
    responses: {
      200: json(couponView, 'The coupon'),
      ...problems('invalid_request', 'not_found', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await patchCoupon(await callerOf(c), c.req.valid('param').code, c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)
