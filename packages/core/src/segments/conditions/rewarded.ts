import { z } from 'zod'
import { fact, nobody } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

/** Who is among those whose sales are worth special rewards (S12). */
export const rewarded = segmentConditionKind({
  kind: 'rewarded',
  schema: z.strictObject({ kind: z.literal('rewarded') }),
  compile: (_, { cuts }) =>
    cuts ? fact('salesMinor', { from: Math.max(1, cuts.rewardedFromMinor), through: null }) : nobody,
})
