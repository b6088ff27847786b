import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { code } from '../../platform/wire.ts'
import { createReward } from './create-reward.ts'
import { getReward, listCatalogue } from './list-rewards.ts'
import { patchReward } from './patch-reward.ts'
import { createRewardBody, patchRewardBody, rewardView } from './rewards.schemas.ts'

export const rewardRoutes = makeRoutes()

rewardRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/rewards',
    tags: ['Rewards'],
    summary: 'Add a gift to the catalogue',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(createRewardBody) },
    responses: {
      201: json(rewardView, 'The gift'),
      ...problems('invalid_request', 'reward_exists', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await createReward(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

rewardRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/rewards',
    tags: ['Rewards'],
    summary: 'The catalogue, oldest first',
    description: 'A publishable key sees what is offered; a secret key the whole catalogue.',
    security: bearer('secret', 'publishable'),
    middleware: allow('secret', 'publishable'),
    request: { query: listQuery },
    responses: { 200: json(listOf(rewardView), 'A page of gifts'), ...problems('origin_not_allowed') },
  }),
  async c => c.json(await listCatalogue(await callerOf(c), c.req.valid('query')), 200),
)

rewardRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/rewards/{code}',
    tags: ['Rewards'],
    summary: 'One gift',
    security: bearer('secret', 'publishable'),
    middleware: allow('secret', 'publishable'),
    request: { params: z.object({ code }) },
    responses: { 200: json(rewardView, 'The gift'), ...problems('not_found', 'origin_not_allowed') },
  }),
  async c => c.json(await getReward(await callerOf(c), c.req.valid('param').code), 200),
)

rewardRoutes.openapi(
  createRoute({
    method: 'patch',
    path: '/v1/rewards/{code}',
    tags: ['Rewards'],
    summary: 'Change a gift; what is reserved already keeps its terms',
    description: '`stock` sets what is left; `addStock` adds to it, so that no redemption made meanwhile is lost.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: z.object({ code }), body: body(patchRewardBody) },
    responses: {
      200: json(rewardView, 'The gift'),
      ...problems('invalid_request', 'not_found', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await patchReward(await callerOf(c), c.req.valid('param').code, c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)
