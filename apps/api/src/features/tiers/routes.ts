import { createRoute, z } from '@hono/zod-openapi'
import { allow, bearer, body, callerOf, json, makeRoutes, problems, replayed } from '../../platform/http.ts'
import { reason } from '../../platform/reasons.ts'
import { code, date, idParam, localized, tierChange } from '../../platform/wire.ts'
import { setTier } from './set-tier.ts'

const setTierBody = z
  .strictObject({
    code: code.clone().nullable().openapi({ description: 'A tier of the program; null for none' }),
    reason,
    validThrough: date
      .nullable()
      .optional()
      .openapi({ description: 'The last day of its validity; as the rules say where it is left out' }),
  })
  .openapi('SetTierRequest')

const tierSetView = z
  .object({
    id: z.string(),
    memberId: z.string(),
    occurredAt: z.string(),
    recordedAt: z.string(),
    tier: tierChange,
    held: z
      .object({
        code: z.string(),
        name: localized,
        rank: z.int(),
        since: z.string(),
        validThrough: z.string().nullable(),
      })
      .nullable()
      .openapi({ description: 'The tier as it was set' }),
  })
  .openapi('TierSet')

export const tierRoutes = makeRoutes()

tierRoutes.openapi(
  createRoute({
    method: 'post',
    path: '/v1/members/{id}/tier',
    tags: ['By hand'],
    summary: 'Set a member’s tier by hand',
    description: 'It holds from now on, also a lower one or none; later receipts, reviews and renewals go on from it.',
    security: bearer('secret'),
    middleware: allow('secret'),
    request: { params: idParam, body: body(setTierBody) },
    responses: {
      201: json(tierSetView, 'The tier before and after'),
      ...problems(
        'member_erased',
        'invalid_request',
        'not_found',
        'unknown_tier',
        'tier_not_by_hand',
        'idempotency_conflict',
        'store_not_allowed',
      ),
    },
  }),
  async c => {
    const answer = await setTier(await callerOf(c), c.req.valid('param').id, c.req.valid('json'))
    replayed(c, answer)
    return c.json(answer.result, 201)
  },
)
