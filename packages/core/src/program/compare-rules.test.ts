import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareRules } from './compare-rules.ts'
import { presets } from './presets/presets.ts'
import type { ProgramRules } from './rules.schema.ts'

const { wangfujing } = presets
const tiersOf = (change: (tiers: ProgramRules['tiers']) => ProgramRules['tiers']): ProgramRules => ({
  ...wangfujing,
  tiers: change(wangfujing.tiers),
})

describe('comparing two rules documents', () => {
  test.each(Object.entries(presets))('%s against itself shows no change', (_, rules) => {
    expect(compareRules(rules, JSON.parse(JSON.stringify(rules)) as ProgramRules)).toEqual([])
  })

  test('a figure that differs is named by its path, before and after', () => {
    const after = tiersOf(tiers => tiers.map(t => (t.code === 'WE' ? { ...t, rank: 20 } : t)))
    expect(compareRules(wangfujing, after)).toEqual([{ path: 'tiers[WE].rank', before: 2, after: 20 }])
  })

  test('a tier put in front changes no tier behind it', () => {
    const [first] = wangfujing.tiers
    const lowest = { ...first!, code: 'GUEST', rank: 4 }
    expect(
      compareRules(
        wangfujing,
        tiersOf(tiers => [lowest, ...tiers]),
      ),
    ).toEqual([{ path: 'tiers[GUEST]', after: lowest }])
  })

  test('what is gone has a before and no after, what is new an after and no before', () => {
    const { renewal, ...without } = wangfujing.tiers[0]!
    const after = tiersOf(tiers => [without, ...tiers.slice(1)])
    expect(compareRules(wangfujing, after)).toEqual([{ path: 'tiers[ME].renewal', before: renewal }])
    expect(compareRules(after, wangfujing)).toEqual([{ path: 'tiers[ME].renewal', after: renewal }])
  })

  test('an order that changes is shown as one change of the list', () => {
    expect(
      compareRules(
        wangfujing,
        tiersOf(tiers => tiers.toReversed()),
      ),
    ).toEqual([{ path: 'tiers', before: ['ME', 'WE', 'SVIP'], after: ['SVIP', 'WE', 'ME'] }])
  })

  test('rules without a name of their own are compared by their place', () => {
    const after = tiersOf(tiers =>
      tiers.map(t => (t.code === 'SVIP' ? { ...t, fall: [{ to: 'WE' }, ...t.fall!.slice(1), { to: null }] } : t)),
    )
    expect(compareRules(wangfujing, after)).toEqual([
      {
        path: 'tiers[SVIP].fall[0].when',
        before: { window: 'validity', measure: 'qualifyingPoints', atLeast: 10_000 },
      },
      { path: 'tiers[SVIP].fall[2]', after: { to: null } },
    ])
  })

  test('a list of words is shown whole, a code with a dot stays one word of the path', () => {
    const earning = (cashTenders: ProgramRules['earning']['cashTenders'], value: number): ProgramRules => ({
      ...wangfujing,
      earning: {
        ...wangfujing.earning,
        cashTenders,
        multipliers: [{ source: 'store', values: { 'bj.1': value } }],
      },
    })
    expect(compareRules(earning(['cash', 'card'], 2), earning(['cash'], 3))).toEqual([
      { path: 'earning.cashTenders', before: ['cash', 'card'], after: ['cash'] },
      { path: 'earning.multipliers[store].values[bj.1]', before: 2, after: 3 },
    ])
  })

  const document = fc.constantFrom(...Object.values(presets)).chain(rules =>
    fc
      .tuple(fc.subarray(rules.tiers), fc.integer({ min: 1, max: 9 }), fc.boolean())
      .map(([tiers, points, cash]): ProgramRules => ({
        ...rules,
        tiers,
        earning: { ...rules.earning, rate: { points, perMinor: 100 } },
        memberCash: cash ? { perPoint: { minor: 1, points: 1 } } : null,
      })),
  )

  test('documents are the same where nothing changes, and only there; the way back swaps before and after', () => {
    fc.assert(
      fc.property(document, document, (one, other) => {
        const there = compareRules(one, other)
        expect(there.length === 0).toBe(JSON.stringify(one) === JSON.stringify(other))
        const back = compareRules(other, one).map(({ path, before, after }) => JSON.stringify([path, after, before]))
        expect(back.toSorted()).toEqual(
          there.map(({ path, before, after }) => JSON.stringify([path, before, after])).toSorted(),
        )
      }),
    )
  })
})
