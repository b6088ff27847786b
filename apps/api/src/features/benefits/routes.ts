import { createRoute } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { benefitUseBody, benefitUseView, benefitView, undoBody } from './benefits.schemas.ts'
import { getBenefitUse, listMemberUses } from './list-benefit-uses.ts'
import { listBenefits } from './list-benefits.ts'
import { undoBenefitUse } from './undo-benefit-use.ts'
import { useBenefit } from './use-benefit.ts'

export const benefitRoutes = makeRoutes()

benefitRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/benefits',
    tags: ['Benefits'],
    summary: 'The benefits of the program as a member finds them now',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: json(listOf(benefitView), 'All benefits, in one page'),
      ...problems('member_erased', 'not_found'),
    },
  }),
  async c => c.json(await listBenefits(await callerOf(c), decodeId('mem', c.req.valid('param').id)), 200),
)

benefitRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/benefitUses',
    tags: ['Benefits'],
    summary: 'Give a member a benefit',
    description:
      'Judged at the tier held now. `not_entitled` is looked at first; `detail` says why. A standing right may be recorded as often as it is used.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(benefitUseBody) },
    responses: {
      201: json(benefitUseView, 'The use, with what is granted'),
      ...problems(
        'member_erased',
        'invalid_request',
        'not_found',
        'idempotency_conflict',
        'not_entitled',
        'already_used',
      ),
    },
  }),
  async c => {
    const answer = await useBenefit(await callerOf(c), c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)

benefitRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/benefitUses/{id}',
    tags: ['Benefits'],
    summary: 'One use of a benefit',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(benefitUseView, 'The use'), ...problems('not_found') },
  }),
  async c => c.json(await getBenefitUse(await callerOf(c), c.req.valid('param').id), 200),
)

benefitRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/benefitUses/{id}/undo',
    tags: ['Benefits'],
    summary: 'Take a use back',
    description: 'Receipt and quota are free again. Undone twice, the answer is that of the first undo.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(undoBody) },
    responses: {
      200: json(benefitUseView, 'The use, undone'),
      ...problems('invalid_request', 'not_found', 'idempotency_conflict'),
    },
  }),
  async c => {
    const answer = await undoBenefitUse(await callerOf(c), c.req.valid('param').id, c.req.valid('json').reason)
    replayed(c, answer)
    return c.json(answer.result, 200)
  },
)

benefitRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/benefitUses',
    tags: ['Benefits'],
    summary: 'What a member has used, newest first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, query: listQuery },
    responses: { 200: json(listOf(benefitUseView), 'A page of uses'), ...problems('member_erased', 'not_found') },
  }),
  async c => {
    const memberId = decodeId('mem', c.req.valid('param').id)
    return c.json(await listMemberUses(await callerOf(c), memberId, c.req.valid('query')), 200)
  },
)
