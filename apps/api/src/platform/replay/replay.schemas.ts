import { z } from '@hono/zod-openapi'
import { balances, tierChange } from '../wire.ts'

const change = z.object({ before: z.int(), after: z.int() }).openapi('Change')
const shortfall = z.object({ receipts: z.int(), amount: z.int() })
const tierCode = z.string().nullable().openapi({ description: 'Null: no tier' })

export const replayResult = z
  .object({
    rulesVersion: z.int().openapi({ description: 'The version in force at `now`' }),
    from: z.string().nullable().openapi({ description: 'Since when the draft stands in; null: since always' }),
    to: z.string().nullable().openapi({ description: 'Until when, this instant not included; null: up to now' }),
    now: z.string().openapi({ description: 'The program’s now when it was asked' }),
    members: z.int().openapi({ description: 'How many members were replayed: all of them' }),
    purchases: z.int().openapi({ description: 'How many receipts were replayed: all that are recorded' }),
    points: change.openapi({
      description:
        'Points given out: by receipts, less their returns, and by top-ups, less their reversals. `before` is what the trial balance has in the account `program:issuance`, the other way round.',
    }),
    memberCash: change.openapi({
      description: 'Member cash given out, in minor units: by receipts, less their returns, and by rebates. Likewise.',
    }),
    liability: z.object({ before: balances, after: balances }).openapi({
      description:
        'What is owed to members: the sum of their balances. `before` is `memberLiability` of the trial balance.',
    }),
    tiers: z
      .array(z.object({ code: tierCode, before: z.int(), after: z.int() }))
      .openapi({ description: 'How many members hold each tier at `now`, lowest rank first' }),
    moves: z
      .array(z.object({ from: tierCode, to: tierCode, members: z.int() }))
      .openapi({ description: 'How many members would hold another tier, most first' }),
    membersAffected: z.int().openapi({
      description: 'How many members would have another balance, another tier, or have been given another amount',
    }),
    mostAffected: z
      .array(z.object({ memberId: z.string(), points: change, memberCash: change, prepaid: change, tier: tierChange }))
      .openapi({
        description: 'The balances of the 20 whose money (member cash and prepaid) changes most, then whose points do',
      }),
    memberCashShort: shortfall.openapi({
      description:
        'Receipts paid with more member cash than there would have been, and how much more. There the balance goes to zero, and the rest counts as paid by voucher.',
    }),
    prepaidShort: shortfall.openapi({ description: 'The same for prepaid' }),
    refused: z
      .object({
        redemptions: z.int(),
        topUps: z.int(),
        topUpReversals: z.int(),
        prepaidRefunds: z.int(),
        adjustments: z.int(),
        acts: z
          .array(
            z.object({
              act: z.enum(['redemption', 'topUp', 'topUpReversal', 'prepaidRefund', 'adjustment']),
              id: z.string().openapi({ description: 'Of the redemption, top-up, refund or adjustment' }),
              memberId: z.string(),
              reason: z.string().openapi({ example: 'insufficient_points' }),
              unit: z.enum(['points', 'memberCash', 'prepaid']),
              amount: z.int().openapi({ description: 'What could not be given or taken' }),
            }),
          )
          .openapi({ description: 'The first 100' }),
      })
      .openapi({
        description:
          'What these rules would not have allowed, and the replay therefore left out. Refunds and adjustments are made as far as there is something.',
      }),
  })
  .openapi('Replay')

export const replayJob = z
  .object({
    id: z.string(),
    kind: z.literal('replay'),
    status: z.enum(['running', 'done', 'failed']),
    createdAt: z.string(),
    progress: z.object({ done: z.int(), total: z.int() }).openapi({ description: 'Members' }),
    result: replayResult.nullable(),
    failure: z
      .enum(['amount_out_of_range'])
      .nullable()
      .openapi({ description: 'Why there is no result: what these rules give cannot be counted exactly' }),
  })
  .openapi('ReplayJob')

export const replayOnItsWay = z.object({ job: replayJob }).openapi('ReplayOnItsWay')
