import { describe, expect, it, test } from 'vitest'
import { copyOf, day, shanghai, timelineOf } from '../../test/program.ts'
import { formatInstant, parseInstant } from '../calendar/instant.ts'
import { presets } from '../program/presets/presets.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import { inactiveOn, inactiveThrough, nextDue, placeAt, type KeptDays, type Occurrence } from './next-due.ts'

const nothing: KeptDays = {
  sealsOn: null,
  lapsesOn: null,
  expiresOn: null,
  tierNextOn: null,
  lastActiveOn: { points: null, memberCash: null },
  hasPurchases: false,
  hasSegments: false,
  hasCampaigns: false,
}

const like = (change: Partial<ProgramRules>): ProgramRules => ({ ...copyOf(presets.wangfujing), ...change })

/** Everything that falls due in (then, now] for books that stay as they are. */
const due = (timeline: RulesTimeline, then: string, now: string, kept: KeptDays = nothing): Occurrence[] => {
  const found: Occurrence[] = []
  let place = placeAt(timeline, parseInstant(then)!)
  for (;;) {
    const next = nextDue(timeline, place, parseInstant(now)!, kept)
    if (!next) return found
    found.push(next)
    place = next
  }
}

const names = (found: readonly Occurrence[]): string[] => found.map(({ name }) => name)

describe('what falls due', () => {
  const wangfujing = timelineOf(presets.wangfujing)
  const rebate = presets.wangfujing.rebates[0]!.code

  test.each([
    ['a second before midnight: not yet', '2026-07-01T00:00:00+08:00', '2026-07-31T23:59:59+08:00', []],
    ['midnight itself: now', '2026-07-31T23:59:59+08:00', '2026-08-01T00:00:00+08:00', [`rebate:${rebate}:2026-08-01`]],
    ['from midnight on: it was', '2026-08-01T00:00:00+08:00', '2026-12-31T00:00:00+08:00', []],
    [
      'every year on the way',
      '2026-07-31T23:59:59+08:00',
      '2028-08-01T00:00:00+08:00',
      [`rebate:${rebate}:2026-08-01`, `rebate:${rebate}:2027-08-01`, `rebate:${rebate}:2028-08-01`],
    ],
  ])('%s', (_, then, now, expected) => {
    expect(names(due(wangfujing, then, now))).toEqual(expected)
  })

  it('comes at one instant in the order seal, lapse, expiry, inactivity, tiers, rebate, insight, forecast', () => {
    const document = like({
      expiry: { points: { kind: 'inactivity', months: 12 }, memberCash: { kind: 'inactivity', months: 12 } },
    })
    const on = day('2026-08-01')
    const found: string[] = []
    let place = placeAt(timelineOf(document), shanghai('2026-07-31 12:00:00'))
    const kept: KeptDays = {
      sealsOn: on,
      lapsesOn: on,
      expiresOn: on,
      tierNextOn: on,
      lastActiveOn: { points: day('2025-08-01'), memberCash: day('2025-08-01') },
      hasPurchases: true,
      hasSegments: true,
      hasCampaigns: true,
    }
    for (;;) {
      const next = nextDue(timelineOf(document), place, shanghai('2026-08-01 00:00:00'), kept)
      if (!next) break
      found.push(next.name)
      place = next
    }
    expect(found).toEqual([
      'seal:2026-08-01',
      'lapse:2026-08-01',
      'expiry:2026-08-01',
      'inactivity:memberCash:2026-08-01',
      'inactivity:points:2026-08-01',
      'tiers:2026-08-01',
      `rebate:${rebate}:2026-08-01`,
      'insight:campaigns:2026-08-01',
      'insight:facts:2026-08-01',
      'insight:figures:2026-08-01',
      'forecast:2026-08-01',
      'segments:2026-08-01',
    ])
  })

  it('has insight, the forecast and segments look once at the last day on the way, after all else', () => {
    const kept = { ...nothing, hasPurchases: true, hasSegments: true }
    const [from, to] = ['2026-07-31T23:59:59+08:00', '2028-03-10T12:00:00+08:00']
    expect(names(due(wangfujing, from, to, kept))).toEqual([
      `rebate:${rebate}:2026-08-01`,
      `rebate:${rebate}:2027-08-01`,
      'insight:facts:2028-03-10',
      'insight:figures:2028-03-10',
      'forecast:2028-03-10',
      'segments:2028-03-10',
    ])
    expect(names(due(wangfujing, '2028-03-10T12:00:00+08:00', '2028-03-10T23:59:59+08:00', kept))).toEqual([])
  })

  it('looks at segments where nobody has bought, and at purchases where there is no segment', () => {
    const [from, to] = ['2026-03-10T12:00:00+08:00', '2026-03-11T12:00:00+08:00']
    expect(names(due(wangfujing, from, to, { ...nothing, hasSegments: true }))).toEqual(['segments:2026-03-11'])
    expect(names(due(wangfujing, from, to, { ...nothing, hasPurchases: true }))).not.toContain('segments:2026-03-11')
  })

  it('passes over ten years in which nothing is due for anyone', () => {
    const boutique = timelineOf(presets.boutique)
    expect(due(boutique, '2026-01-01T00:00:00+08:00', '2036-01-01T00:00:00+08:00')).toEqual([])
  })

  it('takes what lapsed before the last look at the next midnight, rather than never', () => {
    const next = nextDue(
      wangfujing,
      placeAt(wangfujing, shanghai('2026-03-10 12:00:00')),
      shanghai('2026-03-12 00:00:00'),
      {
        ...nothing,
        expiresOn: day('2026-03-01'),
      },
    )
    expect(next?.name).toBe('expiry:2026-03-11')
  })

  test.each([
    ['spring forward at midnight', 'America/Santiago', '2026-09-06', '2026-09-06T01:00:00-03:00'],
    ['fall back at midnight', 'America/Havana', '2026-11-01', '2026-11-01T00:00:00-04:00'],
    ['a day that was skipped', 'Pacific/Apia', '2011-12-30', '2011-12-31T00:00:00+14:00'],
  ])('comes at the first instant of its day: %s', (_, timeZone, date, at) => {
    const [month, dayOfMonth] = [Number(date.slice(5, 7)), Number(date.slice(8))]
    const rebates = presets.wangfujing.rebates.map(rebate => ({ ...rebate, on: { month, day: dayOfMonth } }))
    const timeline = timelineOf(like({ timeZone, rebates }))
    const year = date.slice(0, 4)
    const found = due(timeline, `${year}-01-02T00:00:00Z`, `${year}-12-31T23:00:00Z`)
    expect(found.map(({ name, at }) => [name, formatInstant(at, timeZone)])).toEqual([[`rebate:${rebate}:${date}`, at]])
  })

  it('keeps a yearly day of 29 February on 28 February in common years', () => {
    const rebates = presets.wangfujing.rebates.map(rebate => ({ ...rebate, on: { month: 2, day: 29 } }))
    expect(names(due(timelineOf(like({ rebates })), '2027-01-01T00:00:00+08:00', '2028-12-31T00:00:00+08:00'))).toEqual(
      [`rebate:${rebate}:2027-02-28`, `rebate:${rebate}:2028-02-29`],
    )
  })

  it('goes by the version in force at its own instant', () => {
    const moved = like({ rebates: presets.wangfujing.rebates.map(r => ({ ...r, on: { month: 9, day: 1 } })) })
    const timeline = timelineOf(presets.wangfujing, { from: shanghai('2026-07-15 12:00:00'), document: moved })
    expect(names(due(timeline, '2026-07-01T00:00:00+08:00', '2026-12-31T00:00:00+08:00'))).toEqual([
      `rebate:${rebate}:2026-09-01`,
    ])
  })
})

describe('rebates', () => {
  const [august] = presets.wangfujing.rebates
  const on = (code: string, month: number, dayOfMonth: number) => ({
    ...august!,
    code,
    on: { month, day: dayOfMonth },
  })

  it('of one day come in the order of their codes, whatever order the rules have them in', () => {
    for (const codes of [
      ['a', 'b', 'c'],
      ['c', 'b', 'a'],
      ['b', 'a', 'c'],
    ]) {
      const timeline = timelineOf(like({ rebates: codes.map(code => on(code, 8, 1)) }))
      expect(names(due(timeline, '2026-07-01T00:00:00+08:00', '2026-12-31T00:00:00+08:00'))).toEqual(
        ['a', 'b', 'c'].map(code => `rebate:${code}:2026-08-01`),
      )
    }
  })

  it('come each on its own day', () => {
    const timeline = timelineOf(like({ rebates: [on('late', 9, 1), on('soon', 8, 1)] }))
    expect(names(due(timeline, '2026-07-01T00:00:00+08:00', '2026-12-31T00:00:00+08:00'))).toEqual([
      'rebate:soon:2026-08-01',
      'rebate:late:2026-09-01',
    ])
  })

  test.each([
    ['a version that holds from the midnight of its day on', '2026-08-01 00:00:00', []],
    ['a version that holds from a second later on', '2026-08-01 00:00:01', ['rebate:gone:2026-08-01']],
    ['a version that holds from the day before on', '2026-07-31 12:00:00', []],
  ])('are those of %s', (_, from, expected) => {
    const timeline = timelineOf(like({ rebates: [on('gone', 8, 1)] }), {
      from: shanghai(from),
      document: like({ rebates: [] }),
    })
    expect(names(due(timeline, '2026-07-01T00:00:00+08:00', '2026-12-31T00:00:00+08:00'))).toEqual(expected)
  })

  test.each([
    ['a version that brings it at the midnight of its day', '2026-08-01 00:00:00', ['rebate:new:2026-08-01']],
    ['a version that brings it a second later', '2026-08-01 00:00:01', []],
  ])('fall due by %s', (_, from, expected) => {
    const timeline = timelineOf(like({ rebates: [] }), {
      from: shanghai(from),
      document: like({ rebates: [on('new', 8, 1)] }),
    })
    expect(names(due(timeline, '2026-07-01T00:00:00+08:00', '2026-12-31T00:00:00+08:00'))).toEqual(expected)
  })

  it('end with the last year that a date can have', () => {
    const timeline = timelineOf(like({ rebates: [on('last', 8, 1)] }))
    expect(names(due(timeline, '9998-01-01T00:00:00+08:00', '9999-12-31T00:00:00+08:00'))).toEqual([
      'rebate:last:9998-08-01',
      'rebate:last:9999-08-01',
    ])
  })
})

describe('inactivity', () => {
  it('comes so many calendar months after the last purchase, clamped to the month’s end', () => {
    expect(inactiveOn(day('2026-08-31'), 6)).toBe(day('2027-02-28'))
    expect(inactiveOn(day('9998-12-31'), 12)).toBe(day('9999-12-31'))
    expect(inactiveOn(day('9999-01-01'), 12)).toBe(null)
  })

  it('concerns exactly those whose day has come, on every day of four years', () => {
    for (const months of [1, 3, 6, 12])
      for (let on = day('2026-01-01'); on < day('2030-01-01'); on++) {
        const last = inactiveThrough(on, months)
        expect([inactiveOn(last, months)! <= on, inactiveOn(last + 1, months)! > on]).toEqual([true, true])
      }
  })
})
