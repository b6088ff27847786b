import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { giveCouponBody, memberCouponView, myCouponView, withdrawCouponBody } from './coupons.schemas.ts'
import { giveCoupon } from './give-coupon.ts'
import { getMemberCoupon, listCouponsOfMember, listMyCoupons } from './list-member-coupons.ts'
import { withdrawCoupon } from './withdraw-coupon.ts'

const couponQuery = listQuery.extend({
  status: z
    .enum(['available'])
    .optional()
    .openapi({ description: 'Only those that can still be used; all where it is left out' }),
})

export const memberCouponRoutes = makeRoutes()

memberCouponRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/members/{id}/coupons',
    tags: ['Coupons'],
    summary: 'Give a member a coupon',
    description: 'Stock and the member’s limit hold in a rush, too. What holds in one store, its key may give.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(giveCouponBody) },
    responses: {
      201: json(memberCouponView, 'The coupon, with its own code'),
      ...problems(
        'member_erased',
        'invalid_request',
        'not_found',
        'coupon_not_found',
        'idempotency_conflict',
        'store_not_allowed',
        'coupon_not_available',
        'per_member_limit',
        'out_of_stock',
      ),
    },
  }),
  async c => {
    const memberId = decodeId('mem', c.req.valid('param').id)
    const answer = await giveCoupon(await callerOf(c), memberId, c.req.valid('json').coupon)
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

memberCouponRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/coupons',
    tags: ['Coupons'],
    summary: 'A member’s coupons, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, query: couponQuery },
    responses: { 200: json(listOf(memberCouponView), 'A page of coupons'), ...problems('member_erased', 'not_found') },
  }),
  async c => {
    const memberId = decodeId('mem', c.req.valid('param').id)
    return c.json(await listCouponsOfMember(await callerOf(c), memberId, c.req.valid('query')), 200)
  },
)

memberCouponRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/memberCoupons/{id}',
    tags: ['Coupons'],
    summary: 'A coupon that a member has or had',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(memberCouponView, 'The coupon'), ...problems('not_found') },
  }),
  async c => c.json(await getMemberCoupon(await callerOf(c), c.req.valid('param').id), 200),
)

memberCouponRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/memberCoupons/{id}/withdraw',
    tags: ['Coupons'],
    summary: 'Take a coupon from its member',
    description: 'Uses so far stand. It stays counted toward stock and limit. Withdrawn twice, the answer is the same.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(withdrawCouponBody) },
    responses: {
      200: json(memberCouponView, 'The coupon, withdrawn'),
      ...problems('invalid_request', 'not_found', 'idempotency_conflict', 'store_not_allowed', 'coupon_used'),
    },
  }),
  async c => {
    const answer = await withdrawCoupon(await callerOf(c), c.req.valid('param').id, c.req.valid('json').reason)
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)

memberCouponRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/me/coupons',
    tags: ['Member side'],
    summary: 'My coupons with their codes, newest first',
    security: bearer('member'),
    middleware: allow('member'),
    request: { query: couponQuery },
    responses: {
      200: json(listOf(myCouponView), 'A page of coupons'),
      ...problems('member_erased', 'not_found', 'origin_not_allowed', 'token_expired'),
    },
  }),
  async c => {
    const caller = await callerOf(c)
    const memberId = caller.credential.kind === 'member' ? caller.credential.memberId : 0
    return c.json(await listMyCoupons(caller, memberId, c.req.valid('query')), 200)
  },
)
