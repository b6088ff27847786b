import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDay } from '../calendar/day.ts'
import { parseInstant } from '../calendar/instant.ts'
import { dayOf } from '../calendar/zone.ts'
import { memberFacts } from './member-facts.ts'
import { cycleDaysX2 } from './preferences.ts'
import type { SoldLine, SoldReceipt } from './sold-receipt.ts'

const ZONE = 'Asia/Shanghai'

const line = (more: Partial<SoldLine> = {}): SoldLine => {
  const quantity = more.quantity ?? 1
  return {
    brand: null,
    category: null,
    size: null,
    color: null,
    style: null,
    quantity,
    returned: 0,
    totalMinor: 10_000 * quantity,
    promotional: false,
    ...more,
  }
}

const receipt = (at: string, lines: readonly SoldLine[], store = 'beijing-1'): SoldReceipt => {
  const occurredAt = parseInstant(at)!
  return {
    store,
    occurredAt,
    occurredOn: dayOf(occurredAt, ZONE),
    spendMinor: 10_000,
    points: 100,
    memberCashMinor: 100,
    lines,
  }
}

const on = (day: string, ...lines: readonly SoldLine[]) => receipt(`${day}T15:00:00+08:00`, lines)

const plain = (shares: readonly { readonly value: unknown; readonly share: number }[]) =>
  shares.map(({ value, share }) => [value, share])

test('the first day of purchase has the kept goods of all its receipts, and of none that came back whole', () => {
  const before = on('2026-03-01', line({ returned: 1 }))
  const first = [on('2026-03-02', line({ quantity: 2, returned: 1 })), on('2026-03-02', line({ totalMinor: 5000 }))]
  const facts = memberFacts(ZONE, [before, ...first, on('2026-03-09', line())])
  expect(facts).toMatchObject({ firstDayMinor: 15_000, salesMinor: 25_000 })
})

test('what receipts came to is summed, of those of which something was kept', () => {
  const facts = memberFacts(ZONE, [
    { ...on('2026-03-02', line({ promotional: true }), line()), spendMinor: 15_000, points: 150, memberCashMinor: 70 },
    {
      ...on('2026-03-09', line({ promotional: true, quantity: 2 })),
      spendMinor: 20_000,
      points: 7,
      memberCashMinor: 5,
    },
    { ...on('2026-03-10', line({ returned: 1 })), spendMinor: 4, points: 4, memberCashMinor: 4 },
  ])
  expect(facts).toMatchObject({ promotionalMinor: 30_000, points: 157, memberCashMinor: 75, spendMinor: 35_000 })
})

test('receipts that come out of order have their days in order', () => {
  const days = ['2026-03-16', '2026-03-02', '2026-03-09']
  const facts = memberFacts(
    ZONE,
    days.map(day => on(day, line())),
    30,
  )
  expect(facts.purchaseDays).toEqual(days.toSorted().map(day => parseDay(day)))
  expect(facts).toMatchObject({ firstDayMinor: 10_000, preferences: { cycleDaysX2: 14 } })
})

describe('what returned goods leave', () => {
  test('a receipt that was wholly returned counts only as what it took to serve', () => {
    const kept = on('2026-03-02', line({ size: 'L' }))
    const returned = on('2026-03-09', line({ size: 'M', quantity: 2, returned: 2 }), line({ returned: 1 }))
    expect(memberFacts(ZONE, [kept, returned])).toEqual({ ...memberFacts(ZONE, [kept]), returnedMinor: 30_000 })
  })

  test('returned units are left out, and the rest keeps its share of the line’s total', () => {
    const three = line({ size: 'L', quantity: 3, returned: 1, totalMinor: 10_000 })
    const facts = memberFacts(ZONE, [on('2026-03-02', three, line({ size: 'M', quantity: 2 }))])
    expect(facts).toMatchObject({ receipts: 1, units: 4, salesMinor: 6667 + 20_000 })
    expect(plain(facts.preferences.sizes)).toEqual([
      ['L', 5000],
      ['M', 5000],
    ])
    expect(facts.preferences.priceBand).toEqual({ lowMinor: 3333, medianMinor: 6667, highMinor: 10_000 })
  })

  test('nothing kept is nothing known', () => {
    const { purchaseDays, preferences, baskets, ...sums } = memberFacts(ZONE, [on('2026-03-02', line({ returned: 1 }))])
    expect(sums).toEqual({
      receipts: 0,
      salesMinor: 0,
      promotionalMinor: 0,
      returnedMinor: 10_000,
      points: 0,
      memberCashMinor: 0,
      spendMinor: 0,
      firstDayMinor: 0,
      units: 0,
    })
    expect(baskets).toEqual([])
    expect(purchaseDays).toEqual([])
    expect(preferences).toEqual({
      sizes: [],
      colors: [],
      styles: [],
      brands: [],
      categories: [],
      priceBand: null,
      stores: [],
      weekdays: [],
      hours: [],
      promotionShare: null,
      cycleDaysX2: null,
      pairings: [],
    })
  })
})

describe('preferences', () => {
  const bought = [
    on('2026-03-02', line({ size: 'L', color: 'navy' })),
    on('2026-03-09', line({ size: 'L', color: 'navy' })),
    on('2026-03-16', line({ size: 'L', color: 'red' })),
    on('2026-03-23', line({ size: 'M', color: 'navy' })),
  ]

  test('shares are of the units that have the property, the largest first, of equal ones the lower value', () => {
    const { sizes, colors, styles, brands } = memberFacts(ZONE, [
      ...bought,
      on('2026-03-30', line({ style: 'wrap dress' }), line({ color: 'blue' })),
    ]).preferences
    expect(plain(styles)).toEqual([['wrap dress', 10_000]])
    expect(plain(sizes)).toEqual([
      ['L', 7500],
      ['M', 2500],
    ])
    expect(plain(colors)).toEqual([
      ['navy', 6000],
      ['blue', 2000],
      ['red', 2000],
    ])
    expect(brands).toEqual([])
  })

  test('weekday, hour and store are those of the program’s clocks, by receipt', () => {
    const { weekdays, hours, stores } = memberFacts(ZONE, [
      receipt('2026-03-01T15:59:59Z', [line({ quantity: 9 })]),
      receipt('2026-03-01T16:00:00Z', [line()], 'beijing-2'),
      receipt('2026-03-02T16:30:00Z', [line()], 'beijing-2'),
    ]).preferences
    expect(plain(weekdays)).toEqual([
      [1, 3333],
      [2, 3333],
      [7, 3333],
    ])
    expect(plain(hours)).toEqual([
      [0, 6667],
      [23, 3333],
    ])
    expect(plain(stores)).toEqual([
      ['beijing-2', 6667],
      ['beijing-1', 3333],
    ])
  })

  test('what was bought on promotion counts by units', () => {
    const facts = memberFacts(ZONE, [
      on('2026-03-02', line({ promotional: true, quantity: 3, returned: 2 }), line({ quantity: 2 })),
    ])
    expect(facts.preferences.promotionShare).toBe(3333)
  })

  test('categories pair once a receipt, and wholesale is no basket', () => {
    const pair = on(
      '2026-03-02',
      line({ category: 'shirts' }),
      line({ category: 'coats' }),
      line({ category: 'coats' }),
    )
    const single = on('2026-03-03', line({ category: 'coats' }), line())
    const wholesale = on('2026-03-04', ...Array.from({ length: 21 }, (_, i) => line({ category: `c${i}` })))
    expect(plain(memberFacts(ZONE, [pair, single, single]).preferences.pairings)).toEqual([[['coats', 'shirts'], 3333]])
    expect(memberFacts(ZONE, [wholesale]).preferences.pairings).toEqual([])
  })

  test('ten of a list are told', () => {
    const many = Array.from({ length: 12 }, (_, i) => line({ size: `s${i}` }))
    expect(memberFacts(ZONE, [on('2026-03-02', ...many)]).preferences.sizes).toHaveLength(10)
  })

  test('with a half-life recent purchases come first, and the shares stay plain', () => {
    const old = [on('2026-01-01', line({ color: 'red' })), on('2026-01-01', line({ color: 'red' }))]
    const facts = memberFacts(ZONE, [...old, on('2026-03-02', line({ color: 'navy' }))], 30)
    expect(facts.preferences.colors).toEqual([
      { value: 'navy', share: 3333, recentShare: 6667 },
      { value: 'red', share: 6667, recentShare: 3333 },
    ])
  })
})

test.each([
  ['no day', [], null],
  ['one', ['2026-03-02'], null],
  ['two', ['2026-03-02', '2026-03-09'], 14],
  ['an even number of gaps', ['2026-03-02', '2026-03-04', '2026-03-09'], 7],
  ['an odd number of gaps', ['2026-03-02', '2026-03-04', '2026-03-09', '2026-06-09'], 10],
])('the median gap of %s, twice', (_, days, twice) => {
  expect(cycleDaysX2(days.map(day => parseDay(day)!))).toBe(twice)
})

test('two receipts of one day are one day of purchase', () => {
  const facts = memberFacts(ZONE, [on('2026-03-02', line()), on('2026-03-02', line()), on('2026-03-09', line())])
  expect(facts).toMatchObject({ receipts: 3, purchaseDays: ['2026-03-02', '2026-03-09'].map(day => parseDay(day)) })
  expect(facts.preferences.cycleDaysX2).toBe(14)
})

test('figures stop where numbers are exact no more', () => {
  const huge = line({ totalMinor: Number.MAX_SAFE_INTEGER })
  expect(memberFacts(ZONE, [on('2026-03-02', huge, huge)]).salesMinor).toBe(Number.MAX_SAFE_INTEGER)
})

const someLine = fc
  .record({
    size: fc.constantFrom(null, 'S', 'M', 'L'),
    quantity: fc.integer({ min: 1, max: 9 }),
    returned: fc.integer({ min: 0, max: 9 }),
  })
  .map(drawn => line({ ...drawn, returned: Math.min(drawn.returned, drawn.quantity) }))

test('shares of what has the property make a whole', () => {
  fc.assert(
    fc.property(fc.array(someLine, { minLength: 1, maxLength: 20 }), lines => {
      const { sizes } = memberFacts(ZONE, [on('2026-03-02', ...lines)]).preferences
      const sum = sizes.reduce((all, { share }) => all + share, 0)
      expect(Math.abs(sum - (sizes.length === 0 ? 0 : 10_000))).toBeLessThanOrEqual(2)
      expect(sizes.map(({ share }) => share)).toEqual(sizes.map(({ share }) => share).toSorted((a, b) => b - a))
    }),
  )
})
