import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { code } from '../../platform/wire.ts'
import { createCustomFieldBody, customFieldView, patchCustomFieldBody } from './custom-fields.schemas.ts'
import { createCustomField, getCustomField, getCustomFields, patchCustomField } from './custom-fields.ts'

const secret = { tags: ['Dossier'], security: bearer('secret'), middleware: allow('secret') }

export const customFieldRoutes = makeRoutes()

customFieldRoutes.openapi(
  createRoute({
    ...secret,
    method: 'post',
    path: '/v1/customFields',
    summary: 'Define a field for the members’ dossiers',
    description: 'A field keeps its code and type for ever. What it holds is checked at every write.',
    request: { body: body(createCustomFieldBody) },
    responses: {
      201: json(customFieldView, 'The field'),
      ...problems('invalid_request', 'field_exists', 'too_many', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await createCustomField(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

customFieldRoutes.openapi(
  createRoute({
    ...secret,
    method: 'get',
    path: '/v1/customFields',
    summary: 'The fields that the program has defined, oldest first',
    responses: { 200: json(z.object({ data: z.array(customFieldView) }), 'The fields'), ...problems() },
  }),
  async c => c.json(await getCustomFields(await callerOf(c)), 200),
)

customFieldRoutes.openapi(
  createRoute({
    ...secret,
    method: 'get',
    path: '/v1/customFields/{code}',
    summary: 'One field',
    request: { params: z.object({ code }) },
    responses: { 200: json(customFieldView, 'The field'), ...problems('not_found') },
  }),
  async c => c.json(await getCustomField(await callerOf(c), c.req.valid('param').code), 200),
)

customFieldRoutes.openapi(
  createRoute({
    ...secret,
    method: 'patch',
    path: '/v1/customFields/{code}',
    summary: 'Change a field',
    description: 'Every option stays, since members’ values name it: one that is not active is no longer taken.',
    request: { params: z.object({ code }), body: body(patchCustomFieldBody) },
    responses: {
      200: json(customFieldView, 'The field'),
      ...problems('invalid_request', 'not_found', 'store_not_allowed'),
    },
  }),
  async c => c.json(await patchCustomField(await callerOf(c), c.req.valid('param').code, c.req.valid('json')), 200),
)
