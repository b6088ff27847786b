import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { cancelRedemption, collectRedemption } from './end-redemption.ts'
import { findByPickUpCode, getRedemption, listMemberRedemptions } from './get-redemption.ts'
import { redeemReward } from './redeem-reward.ts'
import { redemptionBody, redemptionView } from './rewards.schemas.ts'

/** What stands in the way of a redemption, in the order in which it is looked at. */
export const redeemRefusals = [
  'invalid_request',
  'not_found',
  'idempotency_conflict',
  'reward_not_available',
  'tier_required',
  'per_member_limit',
  'out_of_stock',
  'insufficient_points',
] as const

const codeQuery = z.strictObject({ code: z.string().min(1).max(40) })

export const redemptionRoutes = makeRoutes()

redemptionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/redemptions',
    tags: ['Rewards'],
    summary: 'Reserve a gift for points',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(redemptionBody) },
    responses: { 201: json(redemptionView, 'The reservation, with its pick-up code'), ...problems(...redeemRefusals) },
  }),
  async c => {
    const caller = await callerOf(c, 'redemption')
    const { memberId, ...wish } = c.req.valid('json')
    const answer = await redeemReward(caller, { ...wish, memberId: decodeId('mem', memberId) })
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

redemptionRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/redemptions',
    tags: ['Rewards'],
    summary: 'The redemption that a pick-up code names',
    description: 'Upper and lower case, spaces and hyphens make no difference.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: codeQuery },
    responses: { 200: json(redemptionView, 'The redemption'), ...problems('not_found') },
  }),
  async c => c.json(await findByPickUpCode(await callerOf(c, 'pickUpCode'), c.req.valid('query').code), 200),
)

redemptionRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/redemptions/{id}',
    tags: ['Rewards'],
    summary: 'A redemption',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(redemptionView, 'The redemption'), ...problems('not_found') },
  }),
  async c => c.json(await getRedemption(await callerOf(c), c.req.valid('param').id), 200),
)

redemptionRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/redemptions',
    tags: ['Rewards'],
    summary: 'A member’s redemptions, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, query: listQuery },
    responses: {
      200: json(listOf(redemptionView), 'A page of redemptions'),
      ...problems('member_erased', 'not_found'),
    },
  }),
  async c => {
    const memberId = decodeId('mem', c.req.valid('param').id)
    return c.json(await listMemberRedemptions(await callerOf(c), memberId, c.req.valid('query')), 200)
  },
)

redemptionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/redemptions/{id}/collect',
    tags: ['Rewards'],
    summary: 'Hand the gift over',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: json(redemptionView, 'The redemption, collected'),
      ...problems(
        'not_found',
        'idempotency_conflict',
        'redemption_collected',
        'redemption_cancelled',
        'reservation_lapsed',
      ),
    },
  }),
  async c => {
    const answer = await collectRedemption(await callerOf(c), c.req.valid('param').id)
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)

redemptionRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/redemptions/{id}/cancel',
    tags: ['Rewards'],
    summary: 'Cancel a reservation',
    description:
      'The points go back to the lots they came from, a debt first; what has expired meanwhile expires at once. Cancelled twice, the answer is the same.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: json(redemptionView, 'The redemption, cancelled'),
      ...problems('not_found', 'idempotency_conflict', 'redemption_collected', 'reservation_lapsed'),
    },
  }),
  async c => {
    const answer = await cancelRedemption(await callerOf(c), c.req.valid('param').id)
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)
