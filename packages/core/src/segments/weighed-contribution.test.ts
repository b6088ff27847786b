import fc from 'fast-check'
import { expect, test } from 'vitest'
import { contributionOf } from '../insight/contribution.ts'
import { usualInsight } from '../program/presets/insight.ts'
import { holdsFor, type KnownMember } from './member-test.ts'
import { contributes } from './weighed-contribution.ts'

const rate = fc.integer({ min: 0, max: 10_000 }).map(scaled => scaled / 10_000)
const minor = fc.oneof(fc.nat(200), fc.nat(900_000_000))

test('what a filter finds is what insight tells of a member, to the minor unit', () => {
  const rates = fc.record({ marginRate: rate, promotionalMarginRate: rate, returnCostRate: rate, pointCost: rate })
  const facts = fc.record({
    regularMinor: minor,
    promotionalMinor: minor,
    returnedMinor: minor,
    earnedMemberCash: minor,
    earnedPoints: minor,
  })
  fc.assert(
    fc.property(rates, facts, (drawn, known) => {
      const insight = { ...usualInsight, ...drawn }
      const told = contributionOf(insight, {
        salesMinor: known.regularMinor + known.promotionalMinor,
        promotionalMinor: known.promotionalMinor,
        returnedMinor: known.returnedMinor,
        points: known.earnedPoints,
        memberCashMinor: known.earnedMemberCash,
      })
      const member = { facts: known as Partial<KnownMember['facts']>, sets: {} } as KnownMember
      for (const [of, figure] of [
        ['amount', told.amountMinor],
        ['costToServe', told.costToServeMinor],
      ] as const) {
        const holds = (from: number | null, through: number | null) =>
          holdsFor(contributes(insight, of, { from, through }), member)
        expect([holds(figure, figure), holds(figure + 1, null), holds(null, figure - 1)]).toEqual([true, false, false])
      }
    }),
    { numRuns: 2_000 },
  )
})
