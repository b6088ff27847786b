import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { patchWebhook, replayToWebhook, rotateWebhookSecret } from './change-webhook.ts'
import { createWebhook } from './create-webhook.ts'
import { deleteWebhook } from './delete-webhook.ts'
import { getWebhook, listProgramWebhooks } from './list-webhooks.ts'
import { testWebhook } from './test-webhook.ts'
import {
  createWebhookBody,
  patchWebhookBody,
  replayWebhookBody,
  rotateWebhookBody,
  secretWebhookView,
  testView,
  webhookView,
} from './webhooks.schemas.ts'

const tags = ['Events']
const path = '/v1/webhooks/{id}'

export const webhookRoutes = makeRoutes()

webhookRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/webhooks',
    tags,
    summary: 'Make an endpoint that is sent what happens from now on',
    description: 'By Standard Webhooks. At least once: the event’s id tells what was there before.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(createWebhookBody) },
    responses: {
      201: json(secretWebhookView, 'The endpoint, with the secret that signs, shown once'),
      ...problems('idempotency_conflict', 'invalid_request', 'store_not_allowed', 'too_many_webhooks'),
    },
  }),
  async c => {
    const answer = await createWebhook(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

webhookRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/webhooks',
    tags,
    summary: 'List the endpoints, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(webhookView), 'A page of endpoints'), ...problems('store_not_allowed') },
  }),
  async c => c.json(await listProgramWebhooks(await callerOf(c), c.req.valid('query')), 200),
)

webhookRoutes.openapi(
  createRoute({
    method: 'get',
    path,
    tags,
    summary: 'An endpoint',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(webhookView, 'The endpoint'), ...problems('not_found', 'store_not_allowed') },
  }),
  async c => c.json(await getWebhook(await callerOf(c), c.req.valid('param').id), 200),
)

webhookRoutes.openapi(
  createRoute({
    method: 'patch',
    path,
    tags,
    summary: 'Change where, what and whether is sent',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(patchWebhookBody) },
    responses: {
      200: json(webhookView, 'The endpoint'),
      ...problems('invalid_request', 'not_found', 'store_not_allowed'),
    },
  }),
  async c => c.json(await patchWebhook(await callerOf(c), c.req.valid('param').id, c.req.valid('json')), 200),
)

webhookRoutes.openapi(
  createRoute({
    method: 'delete',
    path,
    tags,
    summary: 'Forget an endpoint, and what waits for it',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(webhookView, 'The endpoint that was'), ...problems('not_found', 'store_not_allowed') },
  }),
  async c => c.json(await deleteWebhook(await callerOf(c), c.req.valid('param').id), 200),
)

webhookRoutes.openapi(
  createRoute({
    method: 'post',
    path: `${path}/rotate`,
    tags,
    summary: 'Give an endpoint a fresh secret',
    description: 'For as long as you say, both secrets sign: change the receiver over in that time.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(rotateWebhookBody) },
    responses: {
      200: json(secretWebhookView, 'The endpoint, with the fresh secret, shown once'),
      ...problems('idempotency_conflict', 'invalid_request', 'not_found', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await rotateWebhookSecret(await callerOf(c), c.req.valid('param').id, c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)

webhookRoutes.openapi(
  createRoute({
    method: 'post',
    path: `${path}/replay`,
    tags,
    summary: 'Send an endpoint again what was recorded since',
    description:
      'Under the same ids, in order; what happens meanwhile comes after it. `from` the present skips what waits to be sent for the first time.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(replayWebhookBody) },
    responses: {
      200: json(webhookView, 'The endpoint'),
      ...problems('idempotency_conflict', 'invalid_request', 'not_found', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await replayToWebhook(await callerOf(c), c.req.valid('param').id, c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)

webhookRoutes.openapi(
  createRoute({
    method: 'post',
    path: `${path}/test`,
    tags,
    summary: 'Try an endpoint out, and hear what it answers',
    description: 'Sends a `webhook.test` at once, also to one that is disabled. Nothing is kept of it.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(testView, 'What it answered'), ...problems('not_found', 'store_not_allowed') },
  }),
  async c => c.json(await testWebhook(await callerOf(c, 'webhookTest'), c.req.valid('param').id), 200),
)
