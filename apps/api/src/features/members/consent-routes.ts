import { createRoute, z } from '@hono/zod-openapi'
import { consent, heldConsent } from '../../platform/consents.ts'
import { allow, bearer, body, json, makeRoutes, onNamed, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { actorOrNobody, idParam } from '../../platform/wire.ts'
import { changeConsents, listConsentsOfMember } from './member-consents.ts'

const keptConsent = heldConsent
  .extend({
    id: z.string(),
    by: actorOrNobody.openapi({ description: 'Who wrote it down; null where that was not kept' }),
  })
  .openapi('KeptConsent')

const consentsBody = z.strictObject({ consents: z.array(consent).min(1).max(20) }).openapi('ConsentsRequest')

export const consentRoutes = makeRoutes()

consentRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/consents',
    tags: ['Members'],
    summary: 'What a member agreed to and took back, newest first',
    description: 'The whole history; what holds now is shown with the member.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, query: listQuery },
    responses: { 200: json(listOf(keptConsent), 'A page of consents'), ...problems('member_erased', 'not_found') },
  }),
  async c =>
    c.json(
      await onNamed(c, c.req.valid('param').id, (caller, member) =>
        listConsentsOfMember(caller, member, c.req.valid('query')),
      ),
      200,
    ),
)

consentRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/members/{id}/consents',
    tags: ['Members'],
    summary: 'Keep what a member agrees to, or takes back',
    description: 'For each channel and purpose the newest holds. Nothing of the history is ever changed.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(consentsBody) },
    responses: {
      201: json(z.object({ consents: z.array(heldConsent) }), 'What holds now'),
      ...problems('member_erased', 'invalid_request', 'not_found', 'idempotency_conflict'),
    },
  }),
  async c => {
    const answer = await onNamed(c, c.req.valid('param').id, (caller, member) =>
      changeConsents(caller, member, c.req.valid('json').consents),
    )
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)
