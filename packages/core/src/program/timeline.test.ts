import { describe, expect, it } from 'vitest'
import { compiled } from '../../test/program.ts'
import { compileRules } from './compile.ts'
import { presets } from './presets/presets.ts'
import { mayHaveHeld, rulesTimeline } from './timeline.ts'

const version = (version: number, effectiveAt: number) => ({
  rules: compileRules(presets.wangfujing, version),
  effectiveAt,
})

describe('a timeline of rules', () => {
  it('has version 1 in force since always, whenever it was published', () => {
    const timeline = rulesTimeline([version(1, 5_000), version(2, 9_000)])
    expect([-1, 0, 4_999, 5_000, 8_999].map(at => timeline.at(at).version)).toEqual([1, 1, 1, 1, 1])
  })

  it('changes version at the very instant, not a millisecond before', () => {
    const timeline = rulesTimeline([version(1, 0), version(2, 9_000)])
    expect([8_999, 9_000, 9_001].map(at => timeline.at(at).version)).toEqual([1, 2, 2])
  })

  it('goes by the instant from which a version is in force, not by its number', () => {
    const timeline = rulesTimeline([version(1, 0), version(2, 9_000), version(3, 6_000)])
    expect([5_999, 6_000, 8_999, 9_000].map(at => timeline.at(at).version)).toEqual([1, 3, 3, 2])
  })

  it('lets the later of two from the same instant hold, in whatever order they come', () => {
    const published = [version(3, 9_000), version(1, 0), version(2, 9_000)]
    expect(rulesTimeline(published).at(9_000).version).toBe(3)
    expect(rulesTimeline(published.toReversed()).at(9_000).version).toBe(3)
  })

  it('tells when the next version comes', () => {
    const timeline = rulesTimeline([version(1, 0), version(3, 9_000), version(2, 6_000)])
    expect([0, 5_999, 6_000, 8_999, 9_000].map(timeline.changesAfter)).toEqual([6_000, 6_000, 9_000, 9_000, Infinity])
  })

  it('is told as it was before a version of the same instant, which leaves those of other instants', () => {
    const timeline = rulesTimeline([version(1, 0), version(2, 9_000), version(3, 6_000), version(4, 9_000)])
    const then = timeline.whenHeld(9_000, 2)
    expect([0, 6_000, 8_999, 9_000].map(at => then.at(at).version)).toEqual([1, 3, 3, 2])
    expect(timeline.whenHeld(6_000, 1).at(9_000).version).toBe(4)
    expect(
      rulesTimeline([version(2, 5_000)])
        .whenHeld(5_000, 1)
        .at(5_000).version,
    ).toBe(2)
  })

  it('finds a version by its number, and throws for one that is not there', () => {
    const timeline = rulesTimeline([version(1, 0), version(2, 9_000)])
    expect(timeline.version(2).version).toBe(2)
    expect(() => timeline.version(3)).toThrow('no version 3')
  })

  it('cannot be of no version', () => {
    expect(() => rulesTimeline([])).toThrow('at least one version')
  })

  it('keeps the time zone of the first version', () => {
    const elsewhere = compileRules({ ...presets.wangfujing, timeZone: 'Asia/Tokyo' }, 2)
    const timeline = rulesTimeline([
      { rules: elsewhere, effectiveAt: 9_000 },
      { rules: compiled('wangfujing'), effectiveAt: 0 },
    ])
    expect(timeline.timeZone).toBe('Asia/Shanghai')
  })
})

describe('work of an instant', () => {
  const timeline = rulesTimeline([version(1, 0), version(2, 9_000), version(3, 9_000), version(4, 9_500)])
  const mayHold = (at: number) => [1, 2, 3, 4].filter(version => mayHaveHeld(timeline, at, version))

  it('is of the version in force then', () => {
    expect(mayHold(8_999)).toEqual([1])
    expect(mayHold(9_001)).toEqual([3])
  })

  it('may be of the version before, or of one between, where others came into force in that very instant', () => {
    expect(mayHold(9_000)).toEqual([1, 2, 3])
    expect(mayHold(9_500)).toEqual([3, 4])
  })
})
