import { describe, expect, it } from 'vitest'
import { chanceFrom, simulateBuyers } from '../../testing/index.ts'
import type { BgNbd } from './bg-nbd.ts'
import { fitBgNbd } from './fit-bg-nbd.ts'
import { fitGammaGamma } from './fit-gamma-gamma.ts'
import { holdBack } from './hold-back.ts'

const spend = { p: 6.25, q: 3.74, gammaMinor: 15_44 }
const cdnow = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const boutique = { r: 1.5, alpha: 8, a: 0.8, b: 4 }

const buyers = (purchases: BgNbd, members: number, seenDays = 364, seed = 1) =>
  simulateBuyers({ purchases, spend }, { members, joinDays: seenDays, seenDays, laterDays: 182 }, chanceFrom(seed))

const accepted = <T>(decision: { accepted: true; value: T } | { accepted: false; reason: string }): T => {
  if (!decision.accepted) throw new Error(decision.reason)
  return decision.value
}

describe('fitBgNbd', () => {
  it.each([
    ['a record shop', cdnow],
    ['a boutique', boutique],
  ])('finds the parameters again that the members of %s were drawn with', (_, model) => {
    const fit = accepted(fitBgNbd(buyers(model, 25_000).histories, 365))
    const { r, alpha, a, b } = fit.model
    expect(Math.abs(r / model.r - 1)).toBeLessThan(0.1)
    expect(Math.abs(alpha / model.alpha - 1)).toBeLessThan(0.1)
    expect(Math.abs(a / (a + b) / (model.a / (model.a + model.b)) - 1)).toBeLessThan(0.1)
    // How different members are in leaving is told by few of them: its standard error is a tenth.
    expect(Math.abs((a + b) / (model.a + model.b) - 1)).toBeLessThan(0.3)
    expect(fit.members).toBe(25_000)
    expect(fit.iterations).toBeLessThan(60)
    expect(fit.standardError).toBeLessThan(0.06)
  })

  it('is the same for the same members, told one by one or together', () => {
    const { histories } = buyers(cdnow, 3_000)
    const rows = new Map<string, number[]>()
    for (const [i, repeats] of histories.repeats.entries()) {
      const row = [repeats, histories.lastAfterDays[i] ?? 0, histories.ageDays[i] ?? 0]
      const members = (rows.get(row.join())?.[3] ?? 0) + 1
      rows.set(row.join(), [...row, members])
    }
    const column = (at: number) => Uint32Array.from(rows.values(), row => row[at] ?? 0)
    const [repeats, lastAfterDays, ageDays, members] = [0, 1, 2, 3].map(column) as [
      Uint32Array,
      Uint32Array,
      Uint32Array,
      Uint32Array,
    ]
    const together = accepted(fitBgNbd({ repeats, lastAfterDays, ageDays, members }, 365))
    const apart = accepted(fitBgNbd(histories, 365))
    expect(together.members).toBe(apart.members)
    for (const name of ['r', 'alpha', 'a', 'b'] as const)
      expect(together.model[name] / apart.model[name]).toBeCloseTo(1, 5)
    expect(fitBgNbd(histories, 365)).toEqual(fitBgNbd(histories, 365))
  })

  it('predicts what was held back, within what chance allows', () => {
    const { histories, later } = buyers(cdnow, 25_000, 273)
    const rows = holdBack(accepted(fitBgNbd(histories, 182)).model, histories, later, 182)
    expect(rows.reduce((sum, row) => sum + row.members, 0)).toBe(25_000)
    const sum = (what: 'predicted' | 'actual') => rows.reduce((all, row) => all + row[what], 0)
    expect(sum('actual')).toBe(later.reduce((a, b) => a + b, 0))
    expect(Math.abs(sum('predicted') / sum('actual') - 1)).toBeLessThan(0.06)
    for (const row of rows) expect(Math.abs(row.predicted / row.actual - 1)).toBeLessThan(0.2)
  })

  it('tells nothing with too few who came again', () => {
    const { histories } = buyers(cdnow, 100)
    const repeatBuyers = histories.repeats.filter(x => x > 0).length
    expect(repeatBuyers).toBeLessThan(50)
    expect(fitBgNbd(histories, 365)).toEqual({
      accepted: false,
      reason: 'too_few_repeat_buyers',
      facts: { repeatBuyers, required: 50 },
    })
  })

  it('tells nothing with no members at all', () => {
    expect(fitBgNbd(buyers(cdnow, 0).histories, 365)).toMatchObject({ reason: 'too_few_repeat_buyers' })
  })

  it('tells nothing of a year from a few weeks', () => {
    const decision = fitBgNbd(buyers(boutique, 250, 60).histories, 365)
    expect(decision).toMatchObject({ accepted: false })
    expect(['too_uncertain', 'not_identified']).toContain(!decision.accepted && decision.reason)
  })

  it('tells nothing where all are the same to the day', () => {
    const same = (value: number) => new Uint32Array(500).fill(value)
    const members = { repeats: same(4), lastAfterDays: same(120), ageDays: same(150), members: same(1) }
    expect(fitBgNbd(members, 365)).toMatchObject({ accepted: false, reason: 'not_identified' })
  })

  it('is seldom further from the truth than twice its standard error', () => {
    let [told, within] = [0, 0]
    for (let seed = 0; seed < 40; seed++) {
      const { histories, later } = buyers(boutique, 600, 364, seed)
      const decision = fitBgNbd(histories, 182)
      if (!decision.accepted) continue
      told++
      const rows = holdBack(decision.value.model, histories, later, 182)
      const [predicted, actual] = [rows.reduce((a, b) => a + b.predicted, 0), rows.reduce((a, b) => a + b.actual, 0)]
      // What came is drawn by chance, too: one standard error more.
      if (Math.abs(predicted / actual - 1) < 3 * decision.value.standardError) within++
    }
    expect(told).toBeGreaterThan(30)
    expect(within / told).toBeGreaterThan(0.9)
  })
})

describe('fitGammaGamma', () => {
  it('finds the parameters again that the spends were drawn with', () => {
    const { spends } = buyers(cdnow, 25_000)
    const fit = accepted(fitGammaGamma(spends))
    for (const name of ['p', 'q', 'gammaMinor'] as const)
      expect(Math.abs(fit.model[name] / spend[name] - 1)).toBeLessThan(0.1)
    expect(fit.members).toBe(spends.days.length)
  })

  it('counts in whatever unit it is told', () => {
    const { days, totalMinor } = buyers(cdnow, 5_000).spends
    const [fen, yuan] = [1, 100].map(unit =>
      accepted(fitGammaGamma({ days, totalMinor: totalMinor.map(t => t / unit) })),
    )
    expect((fen?.model.p ?? 0) / (yuan?.model.p ?? 0)).toBeCloseTo(1, 5)
    expect((fen?.model.gammaMinor ?? 0) / (yuan?.model.gammaMinor ?? 0)).toBeCloseTo(100, 3)
  })

  it('tells nothing where everybody always spends the same, or too few do', () => {
    const days = Uint32Array.from({ length: 200 }, (_, i) => 1 + (i % 4))
    const same = { days, totalMinor: Float64Array.from(days, n => n * 5000) }
    expect(fitGammaGamma(same)).toMatchObject({ accepted: false, reason: 'not_identified' })
    const few = { days: days.slice(0, 49), totalMinor: same.totalMinor.slice(0, 49) }
    expect(fitGammaGamma(few)).toMatchObject({ accepted: false, reason: 'too_few_repeat_buyers' })
  })
})
