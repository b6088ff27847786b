import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { channelAccountBody, channelParam, channelView } from './channels.schemas.ts'
import { listChannels } from './list-channels.ts'
import { setChannel } from './set-channel.ts'

export const channelRoutes = makeRoutes()

channelRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/channels',
    tags: ['Messages'],
    summary: 'The ways to a member, and which of them can be used',
    security: bearer('secret'),
    middleware: allow('secret'),
    responses: { 200: json(z.object({ data: z.array(channelView) }), 'Every channel'), ...problems() },
  }),
  async c => c.json(await listChannels(await callerOf(c)), 200),
)

channelRoutes.openapi(
  createRoute({
    method: 'put',
    path: '/v1/channels/{channel}',
    tags: ['Messages'],
    summary: 'Set the program’s account at a carrier',
    description: 'Kept sealed. A secret is not shown again; where it is left out, the one that is kept stays.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: channelParam, body: body(channelAccountBody) },
    responses: {
      200: json(channelView, 'The channel'),
      ...problems('invalid_request', 'store_not_allowed'),
    },
  }),
  async c => c.json(await setChannel(await callerOf(c), c.req.valid('param').channel, c.req.valid('json')), 200),
)
