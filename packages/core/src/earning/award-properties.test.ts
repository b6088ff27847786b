import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { awardByHand, cutByHand } from '../../test/award-by-hand.ts'
import { copyOf } from '../../test/program.ts'
import { anyFacts, anyRules } from '../../test/rules-documents.ts'
import { presetNames, presets } from '../program/presets/presets.ts'
import { programRulesSchema, type ProgramRules } from '../program/rules.schema.ts'
import type { AwardFacts } from '../purchases/receipt.ts'
import { compileAward, type Award } from './award.ts'

const tiersOf = (rules: ProgramRules) => [null, ...rules.tiers.map(tier => tier.code)]
const judged = fc
  .oneof(anyRules, fc.constantFrom(...Object.values<ProgramRules>(presets)))
  .chain(rules => fc.tuple(fc.constant(rules), anyFacts(tiersOf(rules))))
const sum = (award: Award) => award.lines.reduce((sum, line) => sum + line.points, 0)

const totalsOf = (facts: AwardFacts) => facts.lines.map(line => line.totalMinor)

const tightest = (rules: ProgramRules, facts: AwardFacts): number =>
  Math.min(rules.earning.caps?.receiptPoints ?? Infinity, facts.room?.points ?? Infinity)

describe('every award', () => {
  test.each(presetNames)('of the preset %s: the points of its explanation sum to what was earned', preset => {
    const award = compileAward(presets[preset])
    fc.assert(
      fc.property(anyFacts(tiersOf(presets[preset])), facts => {
        const earned = award(facts)
        expect(sum(earned)).toBe(earned.points)
      }),
    )
  })

  it('of any rules: the points of its explanation sum to what was earned', () => {
    fc.assert(
      fc.property(judged, ([rules, facts]) => {
        const earned = compileAward(rules)(facts)
        expect(sum(earned)).toBe(earned.points)
      }),
    )
  })

  it('can be worked out by hand from its explanation, line by line', () => {
    fc.assert(
      fc.property(judged, ([rules, facts]) => {
        const award = compileAward(rules)(facts)
        const points = awardByHand(award, rules.earning, totalsOf(facts))
        const limit = tightest(rules, facts)
        const cut = limit === Infinity ? points : cutByHand(points, limit)
        expect(award.lines.map(line => BigInt(line.points))).toEqual(cut)
        expect(award.lines.map(line => BigInt(line.cap?.uncapped ?? line.points))).toEqual(points)
      }),
      { numRuns: 500 },
    )
  })

  it('spreads the cash part over all lines, to the fen, and gives nothing of it to a line that cost nothing', () => {
    fc.assert(
      fc.property(judged, ([rules, facts]) => {
        const { lines } = compileAward(rules)(facts)
        expect(lines.reduce((sum, line) => sum + line.cashMinor, 0)).toBe(facts.cashMinor)
        for (const [i, { totalMinor }] of facts.lines.entries())
          expect(lines[i]!.cashMinor).toBeLessThanOrEqual(totalMinor)
      }),
    )
  })

  it('gives member cash for the points as they were cut, rounded down', () => {
    fc.assert(
      fc.property(judged, ([rules, facts]) => {
        const { points, memberCashMinor } = compileAward(rules)(facts)
        const { minor, points: per } = rules.memberCash?.perPoint ?? { minor: 0, points: 1 }
        expect(BigInt(memberCashMinor)).toBe((BigInt(points) * BigInt(minor)) / BigInt(per))
      }),
    )
  })

  it('never goes beyond the tightest limit, and names the limit on every line it cut', () => {
    fc.assert(
      fc.property(judged, ([rules, facts]) => {
        const award = compileAward(rules)(facts)
        expect(award.points).toBeLessThanOrEqual(tightest(rules, facts))
        for (const { cap, points } of award.lines) if (cap) expect(cap.uncapped).toBeGreaterThan(points)
        const free = compileAward({ ...rules, earning: { ...rules.earning, caps: {} } })({ ...facts, room: null })
        expect(award.points).toBe(Math.min(free.points, tightest(rules, facts)))
      }),
    )
  })

  it('is the same for ever: the same facts give the same award', () => {
    fc.assert(
      fc.property(judged, ([rules, facts]) => {
        const { promotions, ...plain } = facts
        const again = { ...copyOf(plain), promotions }
        expect(compileAward(copyOf(rules))(again)).toEqual(compileAward(rules)(facts))
      }),
    )
  })

  it('applies one multiplier at most where the highest counts, all of them otherwise', () => {
    fc.assert(
      fc.property(judged, ([rules, facts]) => {
        for (const { multiplier } of compileAward(rules)(facts).lines) {
          const applied = multiplier.considered.filter(one => one.applied)
          if (rules.earning.combine !== 'highest') expect(applied).toHaveLength(multiplier.considered.length)
          else if (multiplier.because === 'none') expect([applied, multiplier.value]).toEqual([[], 10_000])
          else expect(applied.map(one => [one.source, one.value])).toEqual([[multiplier.because, multiplier.value]])
        }
      }),
    )
  })

  it('rests on documents that the schema accepts', () => {
    fc.assert(
      fc.property(anyRules, rules => {
        expect(programRulesSchema.safeParse(rules).error?.issues).toBe(undefined)
      }),
    )
  })
})
