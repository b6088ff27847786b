import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { listOf, listQuery } from '../../platform/lists.ts'
import { idParam } from '../../platform/wire.ts'
import { getPurchase, listMemberPurchases } from './get-purchase.ts'
import { batchBody, purchaseBody, purchaseView } from './purchases.schemas.ts'
import { recordBatch } from './record-batch.ts'
import { recordPurchase } from './record-purchase.ts'

const batchView = z
  .object({
    data: z.array(
      z.object({
        status: z.int(),
        purchase: purchaseView.optional(),
        problem: z
          .object({
            code: z.string(),
            title: z.string(),
            errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
          })
          .optional(),
      }),
    ),
  })
  .openapi('PurchaseBatch')

export const purchaseRoutes = makeRoutes()

purchaseRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/purchases',
    tags: ['Purchases'],
    summary: 'Record a receipt',
    description:
      'With `coupons` the lines are sent at the quoted totals; all of them are used, or the receipt is refused. Where one is a voucher, tenders of kind `voucher` pay at most what the named ones are worth.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(purchaseBody) },
    responses: {
      201: json(purchaseView, 'The purchase with its award and why'),
      ...problems(
        'member_erased',
        'invalid_request',
        'not_found',
        'idempotency_conflict',
        'external_id_conflict',
        'tender_mismatch',
        'store_not_allowed',
        'occurred_in_future',
        'insufficient_member_cash',
        'insufficient_prepaid',
        'coupon_not_found',
        'coupon_not_available',
        'out_of_stock',
        'per_member_limit',
        'coupon_used',
        'coupon_withdrawn',
        'coupon_expired',
        'coupon_not_applicable',
        'voucher_exceeds_coupons',
        'amount_out_of_range',
      ),
    },
  }),
  async c => {
    const recorded = await recordPurchase(await callerOf(c), c.req.valid('json'))
    replayed(c, recorded)
    return c.json(recorded.view, 201)
  },
)

purchaseRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/purchases/batch',
    tags: ['Purchases'],
    summary: 'Record the receipts of an offline till, oldest first',
    description:
      'Up to 500 receipts, each with its `externalId`: sent again, none is recorded twice, and what was refused is tried again. Each has an answer of its own, in the order of the request.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { body: body(batchBody) },
    responses: {
      200: json(batchView, 'An answer for each receipt'),
      ...problems('invalid_request', 'idempotency_conflict'),
    },
  }),
  async c => {
    const answer = await recordBatch(await callerOf(c), c.req.valid('json').purchases)
    replayed(c, answer)
    return c.json({ data: answer.result.map(one => ({ ...one })) }, 200) as never
  },
)

purchaseRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/purchases/{id}',
    tags: ['Purchases'],
    summary: 'A purchase, with why it earned what it earned',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: { 200: json(purchaseView, 'The purchase'), ...problems('not_found') },
  }),
  async c => c.json(await getPurchase(await callerOf(c), c.req.valid('param').id), 200),
)

purchaseRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/purchases',
    tags: ['Purchases'],
    summary: 'A member’s purchases, latest sale first',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, query: listQuery },
    responses: { 200: json(listOf(purchaseView), 'A page of purchases'), ...problems('member_erased', 'not_found') },
  }),
  async c => {
    const memberId = decodeId('mem', c.req.valid('param').id)
    return c.json(await listMemberPurchases(await callerOf(c), memberId, c.req.valid('query')), 200)
  },
)

purchaseRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/me/purchases',
    tags: ['Member side'],
    summary: 'My purchases, latest first',
    security: bearer('member'),
    middleware: allow('member'),
    request: { query: listQuery },
    responses: {
      200: json(listOf(purchaseView), 'A page of purchases'),
      ...problems('member_erased', 'origin_not_allowed', 'token_expired'),
    },
  }),
  async c => {
    const caller = await callerOf(c)
    const memberId = caller.credential.kind === 'member' ? caller.credential.memberId : null
    return c.json(await listMemberPurchases(caller, memberId, c.req.valid('query')), 200)
  },
)
