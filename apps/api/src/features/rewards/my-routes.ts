import { createRoute } from '@hono/zod-openapi'
import type { Caller } from '../../platform/caller.ts'
import { allow, bearer, body, callerOf, json, limited, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { encodeId } from '../../platform/ids.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { listMemberRedemptions } from './get-redemption.ts'
import { listMyRewards } from './list-rewards.ts'
import { redeemReward } from './redeem-reward.ts'
import { redeemRefusals } from './redemption-routes.ts'
import { myRedemptionBody, myRewardView, redemptionView } from './rewards.schemas.ts'

/** The member whose token asks. */
const me = (caller: Caller): number => (caller.credential.kind === 'member' ? caller.credential.memberId : 0)

export const myRewardRoutes = makeRoutes()

myRewardRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/me/rewards',
    tags: ['Member side'],
    summary: 'The gifts, each with whether I can have it now and why not',
    security: bearer('member'),
    middleware: allow('member'),
    request: { query: listQuery },
    responses: {
      200: json(listOf(myRewardView), 'A page of gifts'),
      ...problems('member_erased', 'not_found', 'origin_not_allowed', 'token_expired'),
    },
  }),
  async c => {
    const caller = await callerOf(c)
    return c.json(await listMyRewards(caller, me(caller), c.req.valid('query')), 200)
  },
)

myRewardRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/me/redemptions',
    tags: ['Member side'],
    summary: 'My redemptions with their pick-up codes, newest first',
    security: bearer('member'),
    middleware: allow('member'),
    request: { query: listQuery },
    responses: {
      200: json(listOf(redemptionView), 'A page of redemptions'),
      ...problems('member_erased', 'not_found', 'origin_not_allowed', 'token_expired'),
    },
  }),
  async c => {
    const caller = await callerOf(c)
    return c.json(await listMemberRedemptions(caller, me(caller), c.req.valid('query')), 200)
  },
)

myRewardRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/me/redemptions',
    tags: ['Member side'],
    summary: 'Reserve a gift for my points',
    description: 'A token redeems once: ask your back end for a fresh one for each redemption.',
    security: bearer('member'),
    middleware: allow('member'),
    request: { body: body(myRedemptionBody) },
    responses: {
      201: json(redemptionView, 'The reservation, with its pick-up code'),
      ...problems(...redeemRefusals, 'token_used', 'origin_not_allowed', 'token_expired'),
    },
  }),
  async c => {
    const caller = await callerOf(c)
    limited(c, 'ownRedemption', encodeId('mem', me(caller)))
    const answer = await redeemReward(caller, { ...c.req.valid('json'), memberId: me(caller) })
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)
