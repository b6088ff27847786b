import { describe, expect, it, test } from 'vitest'
import { timelineOf } from '../../test/program.ts'
import { presets } from '../program/presets/presets.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import { draftTimeline } from './draft-timeline.ts'

const { wangfujing, wanqian, boutique } = presets
// Versions 1, 2 and 3, the later ones from 100 and 200.
const original = timelineOf(boutique, { from: 100, document: boutique }, { from: 200, document: boutique })
const draftIn = (from: number, to: number, document: ProgramRules = boutique) =>
  draftTimeline(original, document, { from, to })

describe('a timeline with a draft in it', () => {
  test.each([
    ['before the window', 49, 1],
    ['from its first instant on', 50, 1.5],
    ['instead of every version in it', 149, 1.5],
    ['not at its end', 150, 2],
    ['nor after it', 200, 3],
  ])('holds the draft %s', (_, at, version) => {
    expect(draftIn(50, 150).timeline.at(at).version).toBe(version)
  })

  it('knows the draft by its number beside the versions', () => {
    const { timeline } = draftIn(50, 150, wanqian)
    expect(timeline.version(1.5).document).toBe(wanqian)
    expect(timeline.version(2).document).toBe(boutique)
    expect(timeline.timeZone).toBe('Asia/Shanghai')
  })

  test.each([
    ['the window begins', 0, 50],
    ['the window ends, over the versions in it', 50, 150],
    ['the next version after the window', 150, 200],
    ['nothing after the last', 200, Infinity],
  ])('changes when %s', (_, at, next) => {
    expect(draftIn(50, 150).timeline.changesAfter(at)).toBe(next)
  })

  it('changes at nothing but the versions where its window is empty or open', () => {
    expect(draftIn(-Infinity, -Infinity).timeline.changesAfter(0)).toBe(100)
    expect(draftIn(-Infinity, Infinity).timeline.changesAfter(0)).toBe(Infinity)
    expect(draftIn(150, Infinity).timeline.changesAfter(0)).toBe(100)
    expect(draftIn(150, Infinity).timeline.changesAfter(100)).toBe(150)
  })
})

describe('what happened is judged again', () => {
  const judged = (at: number, kept: number) => draftIn(100, 200).judging(at, kept).at(at).version

  test.each([
    ['by the draft inside the window', 150, 2, 2.5],
    ['by the version that judged it outside', 50, 1, 1],
    ['by the version that judged it at the end of the window', 200, 3, 3],
    ['by the draft at the first instant of the window where the version that it replaces had judged it', 100, 2, 2.5],
    ['by the version before, where that had judged it at that instant', 100, 1, 1],
  ])('%s', (_, at, kept, version) => {
    expect(judged(at, kept)).toBe(version)
  })

  it('by the draft inside the window, whichever of the versions that it replaces had judged it', () => {
    expect(draftIn(50, 250).judging(150, 2).at(150).version).toBe(1.5)
    expect(draftIn(50, 250).judging(249, 3).at(249).version).toBe(1.5)
  })

  it('and only that instant differs from the timeline', () => {
    const judging = draftIn(100, 200).judging(100, 1)
    expect(judging.at(101).version).toBe(2.5)
    expect(judging.at(99).version).toBe(1)
    expect(judging.changesAfter(100)).toBe(200)
  })
})

describe('whether the draft bounds brands as a version did', () => {
  const like = (earning: Partial<ProgramRules['earning']>): ProgramRules => ({
    ...wanqian,
    earning: { ...wanqian.earning, ...earning },
  })
  const bounds = (draft: ProgramRules, version: ProgramRules) =>
    draftTimeline(timelineOf(version), draft, { from: 0, to: 1 }).boundsBrandsLike(1)

  test.each([
    ['by the same rules', wanqian, wanqian, true],
    ['by rules that differ elsewhere', like({ grain: 'receipt' }), wanqian, true],
    ['by another rate of points', like({ rate: { points: 2, perMinor: 100 } }), wanqian, false],
    ['by a rate of another amount', like({ rate: { points: 1, perMinor: 200 } }), wanqian, false],
    [
      'by another rate of member cash',
      { ...wanqian, memberCash: { perPoint: { minor: 2, points: 1 } } },
      wanqian,
      false,
    ],
    ['by no cap', like({ brandCap: 'none' }), wanqian, false],
    ['not at all, whatever the rates are', wangfujing, boutique, true],
    [
      'not at all, at other rates',
      { ...boutique, earning: { ...boutique.earning, rate: { points: 9, perMinor: 1 } } },
      boutique,
      true,
    ],
  ])('%s', (_, draft, version, expected) => {
    expect(bounds(draft, version)).toBe(expected)
  })

  it('everywhere, only where it does so like every version that was ever in force', () => {
    const timeline = timelineOf(wanqian, { from: 100, document: boutique })
    const keeps = (document: ProgramRules, of = timeline) =>
      draftTimeline(of, document, { from: 0, to: 1 }).keepsBrandMultipliers
    expect(keeps(wanqian)).toBe(false)
    expect(keeps(boutique)).toBe(false)
    expect(keeps(wanqian, timelineOf(wanqian, { from: 100, document: wanqian }))).toBe(true)
  })
})

describe('whether anything ever goes by inactivity', () => {
  const going = (unit: 'points' | 'memberCash'): ProgramRules => ({
    ...boutique,
    expiry: { ...boutique.expiry, [unit]: { kind: 'inactivity', months: 6 } },
  })
  const knows = (of: ProgramRules, draft: ProgramRules, from: number, to: number) =>
    draftTimeline(timelineOf(boutique, { from: 100, document: of }), draft, { from, to }).knowsInactivity

  it.each(['points', 'memberCash'] as const)('asks of %s', unit => {
    expect(knows(boutique, going(unit), 0, 50)).toBe(true)
    expect(knows(going(unit), boutique, 0, 50)).toBe(true)
    expect(knows(going(unit), boutique, 0, Infinity)).toBe(false)
    expect(knows(boutique, going(unit), 50, 50)).toBe(false)
  })
})
