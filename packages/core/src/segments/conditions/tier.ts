import { z } from 'zod'
import { fact, or } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { codes } from '../value-schemas.ts'

/** Who holds one of these tiers; with `none` also who holds no tier. */
export const tier = segmentConditionKind({
  kind: 'tier',
  schema: z
    .strictObject({ kind: z.literal('tier'), in: codes.optional(), none: z.literal(true).optional() })
    .refine(({ in: tiers, none }) => tiers !== undefined || none === true, 'must name tiers, or none'),
  compile: ({ in: tiers = [], none }) =>
    or(fact('tier', { in: tiers }), ...(none ? [{ op: 'unknown', fact: 'tier' } as const] : [])),
})
