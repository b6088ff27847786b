import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDay } from '../calendar/day.ts'
import type { MemberClasses } from './member-classes.ts'
import { addToFigures, noFigures, type CountedMember } from './program-figures.ts'

const TODAY = parseDay('2026-07-01')!

const classes: MemberClasses = {
  scores: { r: 5, f: 4, m: 3 },
  pyramid: {
    class: 'A',
    because: {
      contribution: { amountMinor: 1, heavyFromMinor: 1, heavy: true },
      costToServe: { amountMinor: 0 },
      priceSensitivity: { promotionShare: 0, sensitiveFrom: 0.5, sensitive: false },
      loyalty: { purchaseDays: 3, atLeast: 3, withinMonths: 6, loyal: true },
    },
  },
  importance: 'regular',
  effort: 'win',
  loyalty: 'absolute',
  rewarded: true,
}

const person: CountedMember = {
  gender: null,
  bornOn: null,
  education: null,
  region: null,
  tier: null,
  balances: { points: 10, memberCash: 20, prepaid: 30 },
  bought: null,
}
const buyer: CountedMember = {
  ...person,
  gender: 'female',
  bornOn: 1990_03_10,
  education: 'bachelor',
  region: 'Beijing',
  tier: 'WE',
  bought: { receipts: 4, purchaseDays: 3, lastOn: TODAY - 10, salesMinor: 5000, classes },
}

test('who never bought is a member, and in no class of buyers', () => {
  const one = { members: 1, buyers: 0, salesMinor: 0, receipts: 0 }
  const { by, ...figures } = addToFigures(noFigures, [person], TODAY)
  expect(figures).toEqual({ ...one, repeaters: 0, liability: { points: 10, memberCash: 20, prepaid: 30 } })
  expect(by).toEqual({
    ...noFigures.by,
    gender: { unknown: one },
    age: { unknown: one },
    education: { unknown: one },
    region: { unknown: one },
    tier: { '': one },
  })
})

test('a buyer counts with their goods, in each class of theirs', () => {
  const one = { members: 1, buyers: 1, salesMinor: 5000, receipts: 4 }
  const { by, repeaters } = addToFigures(noFigures, [buyer], TODAY)
  expect(repeaters).toBe(1)
  expect(by).toEqual({
    lifecycle: { active: one },
    pyramid: { A: one },
    importance: { regular: one },
    effort: { win: one },
    loyalty: { absolute: one },
    rewarded: { yes: one },
    gender: { female: one },
    age: { '35-44': one },
    education: { bachelor: one },
    region: { Beijing: one },
    tier: { WE: one },
    amountFrequency: { '3.4': one },
  })
})

test.each([
  [2026_03_10, 'under18'],
  [2008_03_11, 'under18'],
  [2008_03_10, '18-24'],
  [2001_03_11, '18-24'],
  [2001_03_10, '25-34'],
  [1961_03_11, '55-64'],
  [1961_03_10, 'from65'],
  [1900_01_01, 'from65'],
])('who was born on %i is of the band %s on 10 March 2026', (bornOn, band) => {
  expect(Object.keys(addToFigures(noFigures, [{ ...person, bornOn }], parseDay('2026-03-10')!).by.age)).toEqual([band])
})

test('who was born on 29 February is a year older on the 28th of a common year', () => {
  const bands = (day: string) =>
    Object.keys(addToFigures(noFigures, [{ ...person, bornOn: 2008_02_29 }], parseDay(day)!).by.age)
  expect([bands('2026-02-27'), bands('2026-02-28')]).toEqual([['under18'], ['18-24']])
})

describe('however it is cut into chunks', () => {
  const member = fc.record({
    gender: fc.constantFrom(null, 'female', 'male'),
    region: fc.constantFrom(null, 'Beijing', '__proto__', 'constructor'),
    education: fc.constantFrom(null, 'bachelor', '__proto__'),
    bornOn: fc.constantFrom(null, 1980_01_02, 2000_12_31),
    tier: fc.constantFrom(null, 'WE'),
    balances: fc.constant(person.balances),
    bought: fc.constantFrom(null, buyer.bought),
  })

  test('the figures of all are the same, and each kind has every member once', () => {
    fc.assert(
      fc.property(fc.array(member, { maxLength: 30 }), fc.nat(30), (members, cut) => {
        const whole = addToFigures(noFigures, members, TODAY)
        const first = addToFigures(noFigures, members.slice(0, cut), TODAY)
        const kept = JSON.parse(JSON.stringify(first)) as typeof first
        expect(addToFigures(kept, members.slice(cut), TODAY)).toEqual(whole)
        for (const kind of ['gender', 'age', 'region', 'tier'] as const)
          expect(Object.values(whole.by[kind]).reduce((sum, group) => sum + group.members, 0)).toBe(members.length)
      }),
    )
  })

  test('beyond five hundred regions the rest is counted together', () => {
    const members = Array.from({ length: 510 }, (_, i) => ({ ...person, region: `region ${i}` }))
    const { region } = addToFigures(noFigures, members, TODAY).by
    expect(Object.keys(region)).toHaveLength(501)
    expect(region['others']).toMatchObject({ members: 10 })
  })
})
