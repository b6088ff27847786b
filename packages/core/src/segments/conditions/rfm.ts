import { z } from 'zod'
import type { QuintileCuts } from '../../insight/program-cuts.ts'
import { and, fact, known, nobody, type MemberFactName, type MemberTest } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { between, days, rangeOf } from '../value-schemas.ts'

const score = rangeOf(z.int().min(1).max(5)).optional()
const counted = rangeOf(z.int().min(0)).optional()

type Score = z.output<typeof score>

/** Whose value lies in such fifths of the program's buyers: equal values lie in one, as in `fifthOf`. */
const inFifths = (name: MemberFactName, { atLeast = 1, atMost = 5 }: NonNullable<Score>, cuts: QuintileCuts) => {
  const [above, through] = [cuts[atLeast - 2], cuts[atMost - 1]]
  if (above === undefined && through === undefined) return known(name)
  return fact(name, { from: above === undefined ? null : above + 1, through: through ?? null })
}

/**
 * How lately, how often and for how much somebody bought: by the fifths of the program's buyers, 5 the best, or by days
 * since the last purchase, days with a purchase, and what the kept goods were sold for in minor units (S12).
 */
export const rfm = segmentConditionKind({
  kind: 'rfm',
  schema: z
    .strictObject({
      kind: z.literal('rfm'),
      r: score,
      f: score,
      m: score,
      recencyDays: rangeOf(days).optional(),
      frequency: counted,
      monetary: counted,
    })
    .refine(({ kind: _, ...asked }) => Object.values(asked).some(one => one !== undefined), 'must ask something'),
  compile: ({ r, f, m, recencyDays, frequency, monetary }, { today, cuts }) => {
    const parts: MemberTest[] = []
    const scored = (name: MemberFactName, asked: Score, of: 'recency' | 'frequency' | 'monetary') => {
      if (asked) parts.push(cuts ? inFifths(name, asked, cuts[of]) : nobody)
    }
    scored('lastOn', r, 'recency')
    scored('purchaseDays', f, 'frequency')
    scored('salesMinor', m, 'monetary')
    if (recencyDays) {
      const { atLeast, atMost } = recencyDays
      parts.push(
        fact('lastOn', { from: atMost === undefined ? null : today - atMost, through: today - (atLeast ?? 0) }),
      )
    }
    if (frequency) parts.push(fact('purchaseDays', between(frequency)))
    if (monetary) parts.push(fact('salesMinor', between(monetary)))
    return and(...parts)
  },
})
