import { z } from 'zod'
import { segmentConditionKind } from '../segment-condition.ts'
import { isSomeRange, NO_RANGE, range } from '../value-schemas.ts'
import { contributes, MOST_CONTRIBUTION } from '../weighed-contribution.ts'

/** What a buyer brings, or what it takes to serve one, lies in a range of minor units; who costs more is below zero (S12). */
export const contribution = segmentConditionKind({
  kind: 'contribution',
  schema: z
    .strictObject({
      kind: z.literal('contribution'),
      of: z.enum(['amount', 'costToServe']).optional(),
      ...range(z.int().min(-MOST_CONTRIBUTION).max(MOST_CONTRIBUTION)),
    })
    .refine(isSomeRange, NO_RANGE),
  compile: ({ of = 'amount', atLeast, atMost }, { rules }) =>
    contributes(rules.insight, of, { from: atLeast ?? null, through: atMost ?? null }),
})
