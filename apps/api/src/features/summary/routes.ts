import { createRoute, z } from '@hono/zod-openapi'
import { answerTagged } from '../../platform/etag.ts'
import { allow, bearer, callerOf, json, makeRoutes, problems } from '../../platform/http.ts'
import { decodeId } from '../../platform/ids.ts'
import { answerOnce } from '../../platform/answer-once.ts'
import { tagged } from '../../platform/tagged-answer.ts'
import { idParam, localized } from '../../platform/wire.ts'
import { summarizeMember } from './summarize-member.ts'

const expiring = z.array(
  z.object({ amount: z.int(), on: z.string().openapi({ description: 'The first day on which it is gone' }) }),
)

const summaryView = z
  .object({
    program: z.object({ currency: z.string(), timeZone: z.string() }),
    member: z.object({
      id: z.string(),
      name: z.string().nullable().openapi({ description: 'Masked' }),
      cardNumber: z.string(),
    }),
    tier: z
      .object({
        code: z.string(),
        name: localized,
        rank: z.int(),
        since: z.string(),
        validThrough: z.string().nullable(),
      })
      .nullable(),
    progress: z.array(
      z.object({
        goal: z.enum(['upgrade', 'renew']),
        tier: z.string(),
        tierName: localized,
        window: z.enum(['day', 'month', 'membershipYear', 'validity', 'lifetime']),
        measure: z.enum(['qualifyingPoints', 'spend']),
        current: z.int(),
        required: z.int(),
        remaining: z.int(),
        endsOn: z.string().nullable(),
        effective: z.enum(['atOnce', 'atReview']),
      }),
    ),
    balances: z.object({
      points: z.object({ available: z.int(), pending: z.int(), expiring }),
      memberCash: z.object({ available: z.int(), expiring }),
      prepaid: z.object({ available: z.int() }),
    }),
    notices: z
      .array(
        z.discriminatedUnion('kind', [
          z.object({
            kind: z.literal('tierFalls'),
            on: z.string(),
            tier: z.string(),
            to: z.string().nullable().openapi({ description: 'Null where the card is void' }),
            unless: z
              .object({
                measure: z.enum(['qualifyingPoints', 'spend']),
                window: z.enum(['membershipYear', 'validity']),
                required: z.int(),
                remaining: z.int(),
              })
              .nullable(),
          }),
          z.object({
            kind: z.literal('expires'),
            unit: z.enum(['points', 'memberCash']),
            amount: z.int(),
            on: z.string().openapi({ description: 'The first day on which it is gone' }),
          }),
        ]),
      )
      .openapi({ description: 'What time alone will bring: the card that falls unless, what expires' }),
    benefits: z.array(
      z.object({ code: z.string(), name: localized, available: z.boolean(), grant: z.record(z.string(), z.int()) }),
    ),
  })
  .openapi('Summary')

export const summaryRoutes = makeRoutes()

summaryRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/members/{id}/summary',
    tags: ['Members'],
    summary: 'Where a member stands',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam },
    responses: {
      200: json(summaryView, 'Tier, ways up, balances, benefits'),
      304: { description: 'Nothing has changed since the `ETag` sent as `If-None-Match`' },
      ...problems('member_erased', 'not_found'),
    },
  }),
  async c => {
    const { view } = await summarizeMember(await callerOf(c), decodeId('mem', c.req.valid('param').id))
    return answerTagged(c, await tagged(view)) as never
  },
)

summaryRoutes.openapi(
  createRoute({
    method: 'get',
    path: '/v1/me',
    tags: ['Member side'],
    summary: 'Where I stand',
    security: bearer('member'),
    middleware: allow('member'),
    responses: {
      200: json(summaryView, 'Tier, ways up, balances, benefits'),
      304: { description: 'Nothing has changed since the `ETag` sent as `If-None-Match`' },
      ...problems('member_erased', 'origin_not_allowed', 'token_expired'),
    },
  }),
  async c => {
    const caller = await callerOf(c)
    const answer = await answerOnce(caller, caller.deps.summaries, memberId => summarizeMember(caller, memberId))
    return answerTagged(c, answer) as never
  },
)
