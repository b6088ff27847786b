import { describe, expect, it, test } from 'vitest'
import { promotion } from '../../test/promotions.ts'
import { day, earningLike, shanghai } from '../../test/program.ts'
import { awardFacts, lineFacts } from '../../test/receipts.ts'
import { compileAward } from '../earning/award.ts'
import type { AwardFacts, LineFacts } from '../purchases/receipt.ts'
import type { PromotionCondition } from './conditions/registry.ts'
import { judgePromotions } from './judge-promotions.ts'
import type { PromotionRevision } from './promotion.ts'

/** A point a yuan, floored over the receipt, with nothing of the program's own beside. */
const plain = earningLike('wangfujing', { multipliers: [] })
const awardOf = (promotions: Partial<PromotionRevision>[], facts: Partial<AwardFacts> = {}, rules = plain) =>
  compileAward(rules)(
    awardFacts({
      ...facts,
      promotions: promotions.map((fields, i) => promotion({ id: i + 1, code: `p${i}`, ...fields })),
    }),
  )
/** What ¥100 a line earns by double points under conditions. */
const earned = (conditions: PromotionCondition[], facts: Partial<AwardFacts> = {}) =>
  awardOf([{ conditions }], facts).points
const lines = (...all: Partial<LineFacts>[]) => ({ lines: all.map(lineFacts) })
const at = (text: string) => ({ occurredAt: shanghai(text), businessDay: day(text.slice(0, 10)) })

describe('a condition', () => {
  test.each<[what: string, condition: PromotionCondition, Partial<AwardFacts>, points: number]>([
    ['stores: in one of them', { kind: 'stores', stores: ['beijing-1'] }, {}, 200],
    ['stores: elsewhere', { kind: 'stores', stores: ['beijing-2'] }, {}, 100],
    ['brands: its lines only', { kind: 'brands', brands: ['a'] }, lines({ brand: 'a' }, { brand: 'b' }, {}), 400],
    [
      'categories: its lines only',
      { kind: 'categories', categories: ['coats'] },
      lines({ category: 'coats' }, {}),
      300,
    ],
    ['skus: its lines only', { kind: 'skus', skus: ['X'] }, lines({ sku: 'X' }, { sku: 'x' }), 300],
    ['regularPriceOnly: no promotional line', { kind: 'regularPriceOnly' }, lines({ promotional: true }, {}), 300],
    ['tiers: a holder', { kind: 'tiers', tiers: ['WE'] }, { tier: 'WE' }, 200],
    ['tiers: of another tier', { kind: 'tiers', tiers: ['WE'] }, { tier: 'SVIP' }, 100],
    ['tiers: without a tier', { kind: 'tiers', tiers: ['WE'] }, {}, 100],
    ['tiers: withoutTier lets in who has none', { kind: 'tiers', tiers: ['WE'], withoutTier: true }, {}, 200],
    ['tiers: withoutTier alone lets in no holder', { kind: 'tiers', withoutTier: true }, { tier: 'WE' }, 100],
    ['tiers: withoutTier alone lets in who has none', { kind: 'tiers', withoutTier: true }, {}, 200],
    ['weekdays: a Tuesday', { kind: 'weekdays', weekdays: [2] }, {}, 200],
    ['weekdays: any other day', { kind: 'weekdays', weekdays: [1, 3, 4, 5, 6, 7] }, {}, 100],
    ['birthday: on it', { kind: 'birthday' }, { birthday: true }, 200],
    ['birthday: on no other day', { kind: 'birthday' }, {}, 100],
    ['hours: at the first minute', { kind: 'hours', from: '10:00', until: '14:00' }, at('2026-03-10 10:00:00'), 200],
    ['hours: before it', { kind: 'hours', from: '10:00', until: '14:00' }, at('2026-03-10 09:59:59'), 100],
    ['hours: to the last second', { kind: 'hours', from: '10:00', until: '14:00' }, at('2026-03-10 13:59:59'), 200],
    ['hours: not at the end', { kind: 'hours', from: '10:00', until: '14:00' }, at('2026-03-10 14:00:00'), 100],
    [
      'hours: to the last second before a half',
      { kind: 'hours', from: '10:30', until: '13:30' },
      at('2026-03-10 13:29:59'),
      200,
    ],
    ['hours: not at the half', { kind: 'hours', from: '10:30', until: '13:30' }, at('2026-03-10 13:30:00'), 100],
    [
      'hours: not a second before the half',
      { kind: 'hours', from: '10:30', until: '13:30' },
      at('2026-03-10 10:29:59'),
      100,
    ],
    ['hours: to midnight', { kind: 'hours', from: '18:00', until: '24:00' }, at('2026-03-10 23:59:59'), 200],
    [
      'hours: over midnight, at the first minute',
      { kind: 'hours', from: '22:00', until: '02:00' },
      at('2026-03-10 22:00:00'),
      200,
    ],
    [
      'hours: over midnight, a second too early',
      { kind: 'hours', from: '22:00', until: '02:00' },
      at('2026-03-10 21:59:59'),
      100,
    ],
    ['hours: over midnight, before', { kind: 'hours', from: '22:00', until: '02:00' }, at('2026-03-10 23:00:00'), 200],
    ['hours: over midnight, after', { kind: 'hours', from: '22:00', until: '02:00' }, at('2026-03-11 01:59:59'), 200],
    [
      'hours: over midnight, at its end',
      { kind: 'hours', from: '22:00', until: '02:00' },
      at('2026-03-11 02:00:00'),
      100,
    ],
    ['minimumSpend: a fen below', { kind: 'minimumSpend', atLeastMinor: 100_01, of: 'cashPart' }, {}, 100],
    ['minimumSpend: reached', { kind: 'minimumSpend', atLeastMinor: 100_00, of: 'cashPart' }, {}, 200],
    [
      'minimumSpend: the cash part',
      { kind: 'minimumSpend', atLeastMinor: 100_00, of: 'cashPart' },
      { cashMinor: 99_99 },
      99,
    ],
    ['minimumSpend: the total', { kind: 'minimumSpend', atLeastMinor: 100_00, of: 'total' }, { cashMinor: 50_00 }, 100],
    ['minimumQuantity: a piece below', { kind: 'minimumQuantity', atLeast: 3 }, lines({ quantity: 2 }), 100],
    ['minimumQuantity: reached over lines', { kind: 'minimumQuantity', atLeast: 3 }, lines({ quantity: 2 }, {}), 400],
  ])('%s', (_, condition, facts, points) => {
    expect(earned([condition], facts)).toBe(points)
  })

  it('of a threshold looks at the goods that all conditions of lines let in', () => {
    const conditions: PromotionCondition[] = [
      { kind: 'brands', brands: ['a'] },
      { kind: 'regularPriceOnly' },
      { kind: 'minimumSpend', atLeastMinor: 200_00, of: 'cashPart' },
    ]
    const goods = [{ brand: 'a' }, { brand: 'b', totalMinor: 900_00 }, { brand: 'a', promotional: true }]
    expect(earned(conditions, lines(...goods))).toBe(1100)
    expect(earned(conditions, lines(...goods, { brand: 'a' }))).toBe(1400)
  })

  it('counts nothing of goods that came back: a line of which none is left is no goods', () => {
    expect(
      awardOf([{ effects: [{ kind: 'bonusPoints', points: 9 }] }], lines({ quantity: 0, totalMinor: 0 })).points,
    ).toBe(0)
  })
})

describe('a multiplier of a promotion', () => {
  const program = (combine: 'highest' | 'sum' | 'product') =>
    earningLike('wangfujing', { combine, multipliers: [{ source: 'tier', values: { WE: 3 } }] })
  const considered = (combine: 'highest' | 'sum' | 'product', value: number) =>
    awardOf([{ effects: [{ kind: 'multiplier', value }] }], { tier: 'WE' }, program(combine)).lines[0]!.multiplier

  it('does not stack where the highest counts, and says which did', () => {
    expect(considered('highest', 2)).toMatchObject({ value: 30_000, because: 'tier' })
    expect(considered('highest', 4)).toEqual({
      value: 40_000,
      because: 'promotion',
      considered: [
        { source: 'tier', value: 30_000, applied: false },
        { source: 'promotion', code: 'p0', value: 40_000, applied: true },
      ],
    })
  })

  it('adds or multiplies where the program says so', () => {
    expect(considered('sum', 2).value).toBe(40_000)
    expect(considered('product', 2).value).toBe(60_000)
  })
})

describe('bonus points', () => {
  it('are spread over the promotion’s goods by their cash part, to the point', () => {
    const bonus: Partial<PromotionRevision> = {
      conditions: [{ kind: 'brands', brands: ['a'] }],
      effects: [{ kind: 'bonusPoints', points: 100 }],
    }
    const goods = lines({ brand: 'a', totalMinor: 2 }, { totalMinor: 500 }, { brand: 'a', totalMinor: 1 })
    const award = awardOf([bonus], goods)
    expect(award.lines.map(line => line.bonuses.map(one => one.points))).toEqual([[67], [], [33]])
    expect(award.points).toBe(5 + 100)
  })

  it('follow the cash part where a voucher paid a line, what the goods cost where no cash was paid, else no line more than another', () => {
    const spread = (totals: number[], cashMinor: number) =>
      awardOf([{ effects: [{ kind: 'bonusPoints', points: 90 }] }], {
        ...lines(...totals.map(totalMinor => ({ totalMinor }))),
        cashMinor,
      }).lines.map(line => line.bonuses.reduce((sum, { points }) => sum + points, 0))
    expect(spread([1, 1], 1)).toEqual([90, 0])
    expect(spread([100_00, 200_00], 0)).toEqual([30, 60])
    expect(spread([0, 0, 0], 0)).toEqual([30, 30, 30])
  })

  it('are none at all before the first full amount', () => {
    const perHundred = promotion({ effects: [{ kind: 'bonusPoints', points: 7, perMinor: 100_00 }] })
    const given = (totalMinor: number) => {
      const facts = awardFacts({ ...lines({ totalMinor }), promotions: [perHundred] })
      return judgePromotions(facts, [totalMinor], [true]).map(({ gives }) => gives)
    }
    expect(given(99_99)).toEqual([[]])
    expect(given(100_00)).toEqual([[{ kind: 'bonusPoints', points: 7 }]])
  })

  test.each([
    [199_99, 1],
    [200_00, 2],
    [299_99, 2],
  ])('for every full ¥100 of %i fen come %i times', (totalMinor, times) => {
    const award = awardOf([{ effects: [{ kind: 'bonusPoints', points: 7, perMinor: 100_00 }] }], lines({ totalMinor }))
    expect(award.lines[0]!.bonuses).toEqual([{ code: 'p0', points: 7 * times }])
  })

  it('are earned points: a cap bounds them with the rest', () => {
    const room = { limit: 'day' as const, points: 120 }
    const award = awardOf([{ effects: [{ kind: 'bonusPoints', points: 50 }] }], { room })
    expect([award.points, award.lines[0]!.cap]).toEqual([120, { limit: 'day', uncapped: 150 }])
  })

  it('go to no line that the rules exclude from earning, and its goods count for no threshold', () => {
    const rules = earningLike('wangfujing', { multipliers: [], excluded: { brands: ['gold'] } })
    const conditions: PromotionCondition[] = [{ kind: 'minimumSpend', atLeastMinor: 200_00, of: 'cashPart' }]
    const effects: PromotionRevision['effects'] = [{ kind: 'bonusPoints', points: 50 }]
    const goods = [{ brand: 'gold', totalMinor: 900_00 }, { totalMinor: 199_99 }]
    expect(awardOf([{ conditions, effects }], lines(...goods), rules).points).toBe(199)
    expect(awardOf([{ conditions, effects }], lines(...goods, { totalMinor: 1 }), rules).points).toBe(250)
  })

  it('beyond the exact integers are refused, never rounded', () => {
    const effects: PromotionRevision['effects'] = [{ kind: 'bonusPoints', points: 1_000_000_000, perMinor: 1 }]
    expect(() => awardOf([{ effects }], lines({ totalMinor: Number.MAX_SAFE_INTEGER }))).toThrow(RangeError)
  })
})

describe('the eve of a sale', () => {
  const early = { tiers: ['WE'], fromAt: shanghai('2026-02-28 18:00:00') }
  const eve = (tier: string | null, text: string) => awardOf([{ early }], { tier, ...at(text) }).points

  it('is for the tiers that were asked, to the instant; the day itself for all', () => {
    expect(eve('WE', '2026-02-28 17:59:59')).toBe(100)
    expect(eve('WE', '2026-02-28 18:00:00')).toBe(200)
    expect(eve('SVIP', '2026-02-28 18:00:00')).toBe(100)
    expect(eve(null, '2026-02-28 23:59:59')).toBe(100)
    expect(eve(null, '2026-03-01 00:00:00')).toBe(200)
  })
})
