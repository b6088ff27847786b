import { z } from 'zod'
import { importanceClasses, type ImportanceClass } from '../../insight/member-classes.ts'
import { lifecycleMonths } from '../../insight/lifecycle.ts'
import { inactiveThrough } from '../../jobs/next-due.ts'
import { and, fact, known, nobody, not, or, type MemberTest } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'

/** How important a buyer is: one of those who make most of the sales, one who comes, or one who is rarely seen (S12). */
export const importance = segmentConditionKind({
  kind: 'importance',
  schema: z.strictObject({
    kind: z.literal('importance'),
    in: z.array(z.enum(importanceClasses)).min(1).max(importanceClasses.length),
  }),
  compile: ({ in: classes }, { today, cuts }) => {
    if (!cuts) return nobody
    const important = fact('salesMinor', { from: Math.max(1, cuts.importantFromMinor), through: null })
    const rare = or(
      fact('purchaseDays', { from: null, through: 1 }),
      fact('lastOn', { from: null, through: inactiveThrough(today, lifecycleMonths.lost) }),
    )
    const buyer = known('purchaseDays')
    const tests: Readonly<Record<ImportanceClass, MemberTest>> = {
      extremelyImportant: important,
      regular: and(buyer, not(important), not(rare)),
      occasional: and(buyer, not(important), rare),
    }
    return or(...classes.map(one => tests[one]))
  },
})
