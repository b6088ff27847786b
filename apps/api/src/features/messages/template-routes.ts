import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { code } from '../../platform/wire.ts'
import { createTemplate } from './create-template.ts'
import { getTemplate, listProgramTemplates } from './list-templates.ts'
import { patchTemplate } from './patch-template.ts'
import { previewTemplate } from './preview-template.ts'
import { createTemplateBody, patchTemplateBody, previewBody, previewView, templateView } from './templates.schemas.ts'

export const templateRoutes = makeRoutes()

const ofCode = z.object({ code })

templateRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/messageTemplates',
    tags: ['Messages'],
    summary: 'Add a template',
    description:
      'What is said on a channel, in English and where wanted in 简体中文 and 繁體中文. A place is `{{ member.name | default: "dear guest" }}`; one that may be empty needs a default. Places: `program.name`, `member.name`, `member.cardNumber`, `member.tier`, `points.available`, `points.expiring`, `points.expiresOn`, `memberCash.available`, `tier.next`, `tier.remaining`, and `data.…` for what a campaign brings.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(createTemplateBody) },
    responses: {
      201: json(templateView, 'The template'),
      ...problems('invalid_request', 'template_exists', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await createTemplate(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

templateRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/messageTemplates',
    tags: ['Messages'],
    summary: 'The templates, oldest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { query: listQuery },
    responses: { 200: json(listOf(templateView), 'A page of templates'), ...problems() },
  }),
  async c => c.json(await listProgramTemplates(await callerOf(c), c.req.valid('query')), 200),
)

templateRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/messageTemplates/{code}',
    tags: ['Messages'],
    summary: 'One template',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: ofCode },
    responses: { 200: json(templateView, 'The template'), ...problems('not_found') },
  }),
  async c => c.json(await getTemplate(await callerOf(c), c.req.valid('param').code), 200),
)

templateRoutes.openapi(
  createRoute({
    method: 'patch',
    path: '/v1/messageTemplates/{code}',
    tags: ['Messages'],
    summary: 'Change a template',
    description: 'What is sent from then on says the new text. The channel stays what it is.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: ofCode, body: body(patchTemplateBody) },
    responses: {
      200: json(templateView, 'The template'),
      ...problems('invalid_request', 'not_found', 'idempotency_conflict', 'store_not_allowed'),
    },
  }),
  async c => {
    const answer = await patchTemplate(await callerOf(c), c.req.valid('param').code, c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)

templateRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/messageTemplates/{code}/preview',
    tags: ['Messages'],
    summary: 'A template as somebody would read it',
    description: 'With a member’s own figures, or with made-up ones. Nothing is sent, nothing is kept.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: ofCode, body: body(previewBody) },
    responses: { 200: json(previewView, 'The text'), ...problems('invalid_request', 'not_found') },
  }),
  async c => c.json(await previewTemplate(await callerOf(c), c.req.valid('param').code, c.req.valid('json')), 200),
)
