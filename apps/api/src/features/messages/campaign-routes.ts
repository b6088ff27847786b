import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { campaignView, createCampaignBody, messagesQuery, messageView, resultsView } from './campaigns.schemas.ts'
import { cancelCampaign } from './cancel-campaign.ts'
import { createCampaign } from './create-campaign.ts'
import { getCampaign, getCampaignResults, listCampaignMessages, listProgramCampaigns } from './read-campaigns.ts'

export const campaignRoutes = makeRoutes()

campaignRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/campaigns',
    tags: ['Messages'],
    summary: 'Say something to many',
    description:
      'Each of the audience is decided on by itself: who may not be spoken to is left out with the reason, what falls into quiet hours waits for their end, and a share is held out to compare with. Messages go at least once, with an id by which a carrier knows a second one.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(createCampaignBody) },
    responses: {
      201: json(campaignView, 'The campaign'),
      ...problems('invalid_request', 'channel_not_ready', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await createCampaign(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

campaignRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/campaigns',
    tags: ['Messages'],
    summary: 'The campaigns, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(campaignView), 'A page of campaigns'), ...problems() },
  }),
  async c => c.json(await listProgramCampaigns(await callerOf(c), c.req.valid('query')), 200),
)

campaignRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}',
    tags: ['Messages'],
    summary: 'One campaign',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(campaignView, 'The campaign'), ...problems('not_found') },
  }),
  async c => c.json(await getCampaign(await callerOf(c), c.req.valid('param').id), 200),
)

campaignRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/campaigns/{id}/cancel',
    tags: ['Messages'],
    summary: 'Cancel a campaign',
    description:
      'Nobody else is decided on, what waits does not go, and its tasks are no longer listed. What a carrier is being given at that moment goes.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: json(campaignView, 'The campaign'),
      ...problems('not_found', 'campaign_over', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await cancelCampaign(await callerOf(c), c.req.valid('param').id)
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)

campaignRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}/results',
    tags: ['Messages'],
    summary: 'Reach, response, and sales beyond the control group',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(resultsView, 'What it has come to so far'), ...problems('not_found') },
  }),
  async c => c.json(await getCampaignResults(await callerOf(c), c.req.valid('param').id), 200),
)

campaignRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/campaigns/{id}/messages',
    tags: ['Messages'],
    summary: 'A campaign’s messages, and who got none, with the reason',
    description: '`status=failed` are those that were given up.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, query: messagesQuery },
    responses: { 200: json(listOf(messageView), 'A page of messages'), ...problems('not_found') },
  }),
  async c => c.json(await listCampaignMessages(await callerOf(c), c.req.valid('param').id, c.req.valid('query')), 200),
)
