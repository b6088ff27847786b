import { z } from 'zod'
import { effortClasses, type EffortClass } from '../../insight/member-classes.ts'
import { and, known, nobody, not, or, type MemberTest } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { contributes } from '../weighed-contribution.ts'

/** Whom to win, whom to keep, and who wastes effort: by what they bring, among the program's buyers (S12). */
export const effort = segmentConditionKind({
  kind: 'effort',
  schema: z.strictObject({
    kind: z.literal('effort'),
    in: z.array(z.enum(effortClasses)).min(1).max(effortClasses.length),
  }),
  compile: ({ in: classes }, { rules, cuts }) => {
    if (!cuts) return nobody
    const heavy = contributes(rules.insight, 'amount', { from: Math.max(1, cuts.heavyFromMinor), through: null })
    const little = contributes(rules.insight, 'amount', { from: null, through: cuts.wasteThroughMinor })
    const tests: Readonly<Record<EffortClass, MemberTest>> = {
      win: heavy,
      keep: and(not(heavy), not(little)),
      waste: and(not(heavy), little),
    }
    return and(known('purchaseDays'), or(...classes.map(one => tests[one])))
  },
})
