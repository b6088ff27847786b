import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { earningLike } from '../../test/program.ts'
import { promotion } from '../../test/promotions.ts'
import { awardFacts, lineFacts } from '../../test/receipts.ts'
import { presets } from '../program/presets/presets.ts'
import type { AwardFacts, LineFacts } from '../purchases/receipt.ts'
import { compileAward } from './award.ts'

const MAX = Number.MAX_SAFE_INTEGER
const X = 10_000
const { wangfujing, wanqian, boutique } = presets
const oneLine = (totalMinor: number, fields: Partial<LineFacts> = {}): Pick<AwardFacts, 'lines'> => ({
  lines: [lineFacts({ totalMinor, ...fields })],
})
const lines = (...totals: number[]): Pick<AwardFacts, 'lines'> => ({
  lines: totals.map(totalMinor => lineFacts({ totalMinor })),
})
const pointsOf = (rules: Parameters<typeof compileAward>[0], facts: Partial<AwardFacts>) =>
  compileAward(rules)(awardFacts(facts)).points
const byLine = (rules: Parameters<typeof compileAward>[0], facts: Partial<AwardFacts>) =>
  compileAward(rules)(awardFacts(facts)).lines.map(line => line.points)

describe('S1: 1 point per yuan of the cash part, rounded down per receipt', () => {
  test.each([
    [0, 0],
    [99, 0],
    [100, 1],
    [101, 1],
    [199_99, 199],
    [200_00, 200],
    [500_00, 500],
    [5_999_99, 5_999],
    [6_000_00, 6_000],
    [30_000_00, 30_000],
  ])('%d fen earn %d points, whatever the tier', (fen, points) => {
    for (const tier of [null, 'ME', 'WE', 'SVIP']) expect(pointsOf(wangfujing, { tier, ...oneLine(fen) })).toBe(points)
  })

  test.each([
    ['ten lines of ¥0.99 come to ¥9.90', Array.from({ length: 10 }, () => 99), 9],
    ['two lines of ¥0.50 come to ¥1', [50, 50], 1],
    ['¥0.99 and ¥0.01 come to ¥1', [99, 1], 1],
    ['¥1.99 and ¥1.99 come to ¥3.98', [199, 199], 3],
  ])('lines add up before they are rounded: %s', (_, totals, points) => {
    expect(pointsOf(wangfujing, lines(...totals))).toBe(points)
  })

  it('gives each line its whole points, and what is left to the largest fractions, the first of equals', () => {
    expect(byLine(wangfujing, lines(150, 150, 199))).toEqual([1, 1, 2])
    expect(byLine(wangfujing, lines(150, 150))).toEqual([2, 1])
    expect(byLine(wangfujing, lines(99, 99, 99))).toEqual([1, 1, 0])
  })

  it('a birthday changes nothing, and there is no member cash', () => {
    expect(compileAward(wangfujing)(awardFacts({ tier: 'SVIP', birthday: true }))).toMatchObject({
      points: 100,
      memberCashMinor: 0,
    })
  })
})

describe('S2: 1 point per yuan of the cash part, rounded down per line, and 1 fen of member cash with each', () => {
  test.each([
    ['two lines of ¥0.99', [99, 99], 0],
    ['two lines of ¥1', [100, 100], 2],
    ['¥1.99 and ¥1.01', [199, 101], 2],
  ])('lines are rounded one by one: %s earn %d', (_, totals, points) => {
    expect(pointsOf(wanqian, { tier: 'VIP', ...lines(...totals) })).toBe(points)
  })

  test.each([
    ['VIP', false, X, 100],
    ['VIP', true, X, 200],
    ['SUPREME', false, X, 200],
    ['SUPREME', true, X, 300],
    ['VIP', false, 25 * X, 2_500],
    ['VIP', true, 25 * X, 2_500],
    ['SUPREME', false, 25 * X, 2_500],
    ['SUPREME', true, 25 * X, 2_500],
    ['VIP', true, 15_000, 200],
    ['SUPREME', false, 15_000, 200],
    ['SUPREME', true, 25_000, 300],
    ['SUPREME', true, 30_001, 300],
    ['VIP', false, 5_000, 100],
    ['VIP', false, 0, 100],
  ])('%s, birthday %s, brand at %d ten-thousandths: ¥100 earn %d', (tier, birthday, brandMultiplier, points) => {
    const award = compileAward(wanqian)(
      awardFacts({ tier, birthday, ...oneLine(100_00, { brand: 'lumiere', brandMultiplier }) }),
    )
    expect([award.points, award.memberCashMinor]).toEqual([points, points])
  })

  test.each([
    [99_99, 25 * X, 2_499],
    [3, 25 * X, 0],
    [4, 25 * X, 1],
    [1_00, 15_000, 1],
    [1_33, 15_000, 1],
    [1_34, 15_000, 2],
  ])('is rounded once, after the multiplier: %d fen at %d ten-thousandths earn %d', (fen, brandMultiplier, points) => {
    expect(pointsOf(wanqian, { tier: 'VIP', ...oneLine(fen, { brandMultiplier }) })).toBe(points)
  })

  it('promotional goods and brands without member discount earn like any other', () => {
    const facts = { tier: 'VIP', ...oneLine(100_00, { promotional: true, brand: 'fixed', category: 'gold' }) }
    expect(pointsOf(wanqian, facts)).toBe(100)
  })
})

describe('S3: purchases earn 1 point per yuan of the cash part', () => {
  test.each([
    [100_00, 100],
    [50_50, 50],
    [0, 0],
  ])('of ¥100, %d fen in cash earn %d points', (cashMinor, points) => {
    expect(pointsOf(boutique, { tier: 'CLASS-90', cashMinor })).toBe(points)
  })
})

describe('the cash part', () => {
  it('is spread over the lines in proportion, to the fen, the largest fraction first', () => {
    const award = compileAward(wangfujing)(awardFacts({ ...lines(100_00, 100_00, 100_00), cashMinor: 100_00 }))
    expect(award.lines.map(line => line.cashMinor)).toEqual([33_34, 33_33, 33_33])
  })

  it('of nothing earns nothing, and says so line by line', () => {
    const award = compileAward(wanqian)(awardFacts({ tier: 'VIP', ...lines(100_00, 0), cashMinor: 0 }))
    expect(award).toMatchObject({ points: 0, memberCashMinor: 0 })
    expect(award.lines.map(line => [line.cashMinor, line.points])).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  it('leaves a free line without a share', () => {
    expect(byLine(wangfujing, lines(0, 100_00))).toEqual([0, 100])
  })

  it('that falls on an excluded line earns nothing: a mixed receipt earns for the rest alone', () => {
    const rules = earningLike('wangfujing', {
      excluded: { promotional: true, brands: ['fixed'], categories: ['gold'] },
    })
    const mixed = [
      lineFacts({ promotional: true }),
      lineFacts({ brand: 'fixed' }),
      lineFacts({ category: 'gold' }),
      lineFacts({ brand: 'other', category: 'coats' }),
    ]
    const award = compileAward(rules)(awardFacts({ lines: mixed, cashMinor: 200_00 }))
    expect(award.lines.map(line => [line.eligible, line.cashMinor, line.points])).toEqual([
      [false, 50_00, 0],
      [false, 50_00, 0],
      [false, 50_00, 0],
      [true, 50_00, 50],
    ])
  })

  it('counts promotional lines where the rules exclude only brands or categories', () => {
    const rules = earningLike('wangfujing', { excluded: { brands: ['fixed'] } })
    expect(pointsOf(rules, oneLine(100_00, { promotional: true }))).toBe(100)
    expect(
      pointsOf(earningLike('wangfujing', { excluded: { promotional: false } }), oneLine(100_00, { promotional: true })),
    ).toBe(100)
  })
})

describe('rounding', () => {
  const rate = { points: 1, perMinor: 1_000 }
  const rounding = (rounding: 'floor' | 'halfUp' | 'ceil', grain: 'receipt' | 'line') =>
    earningLike('wangfujing', { rate, rounding, grain })

  test.each([
    ['floor', 'receipt', [499, 499], [0, 0]],
    ['floor', 'receipt', [501, 499], [1, 0]],
    ['halfUp', 'receipt', [499], [0]],
    ['halfUp', 'receipt', [500], [1]],
    ['halfUp', 'receipt', [500, 500], [1, 0]],
    ['halfUp', 'receipt', [749, 750], [0, 1]],
    ['halfUp', 'receipt', [750, 750], [1, 1]],
    ['ceil', 'receipt', [1], [1]],
    ['ceil', 'receipt', [1, 1], [1, 0]],
    ['ceil', 'receipt', [1, 1_000], [1, 1]],
    ['floor', 'line', [501, 499], [0, 0]],
    ['halfUp', 'line', [500, 500], [1, 1]],
    ['halfUp', 'line', [499, 500], [0, 1]],
    ['ceil', 'line', [1, 1], [1, 1]],
    ['ceil', 'line', [0, 1], [0, 1]],
  ] as const)('%s per %s: %j fen at ¥10 a point give %j', (mode, grain, totals, points) => {
    expect(byLine(rounding(mode, grain), lines(...totals))).toEqual(points)
  })

  it('happens once even under a product: its factors keep every decimal until then', () => {
    const rules = earningLike('wangfujing', {
      combine: 'product',
      multipliers: [{ source: 'brand' }, { source: 'store', values: { 'beijing-1': 1.125 } }],
    })
    const award = compileAward(rules)(awardFacts(oneLine(100_000_00, { brandMultiplier: 11_250 })))
    // 100,000 × 1.265625; ×1.2656 would lose 2 points.
    expect(award.points).toBe(126_562)
    expect(award.lines[0]!.multiplier).toMatchObject({ value: 12_656, because: 'product' })
  })
})

describe('caps', () => {
  const capped = earningLike('wangfujing', { caps: { receiptPoints: 100 } })

  test.each([
    [99_99, 99],
    [100_00, 100],
    [100_99, 100],
    [101_00, 100],
  ])('a receipt of %d fen under a cap of 100 earns %d', (fen, points) => {
    expect(pointsOf(capped, oneLine(fen))).toBe(points)
  })

  it('cut the lines in proportion, and tell what each would have earned', () => {
    const award = compileAward(capped)(awardFacts(lines(150_00, 50_00)))
    expect(award.lines.map(({ points, cap }) => ({ points, cap }))).toEqual([
      { points: 75, cap: { limit: 'receipt', uncapped: 150 } },
      { points: 25, cap: { limit: 'receipt', uncapped: 50 } },
    ])
  })

  it('are not named on a line that they did not cut', () => {
    const award = compileAward(capped)(awardFacts(lines(100_99, 0)))
    expect(award.lines.map(line => line.cap)).toEqual([null, null])
    expect(compileAward(capped)(awardFacts(lines(100_00, 1_00, 1))).lines.map(line => line.cap?.uncapped)).toEqual([
      100,
      undefined,
      undefined,
    ])
  })

  test.each([
    [{ limit: 'day', points: 40 } as const, 40, 'day'],
    [{ limit: 'month', points: 0 } as const, 0, 'month'],
    [{ limit: 'membershipYear', points: 99 } as const, 99, 'membershipYear'],
    [{ limit: 'day', points: 100 } as const, 100, 'receipt'],
    [{ limit: 'day', points: 5_000 } as const, 100, 'receipt'],
  ])('the tightest binds: a room of %j leaves %d, because of the %s', (room, points, limit) => {
    const award = compileAward(capped)(awardFacts({ ...oneLine(200_00), room }))
    expect([award.points, award.lines[0]!.cap?.limit]).toEqual([points, limit])
  })

  it('cut the member cash with the points', () => {
    const rules = { ...wanqian, earning: { ...wanqian.earning, caps: { receiptPoints: 60 } } }
    expect(compileAward(rules)(awardFacts({ tier: 'VIP' }))).toMatchObject({ points: 60, memberCashMinor: 60 })
  })
})

describe('member cash', () => {
  test.each([
    [{ minor: 1, points: 1 }, 100, 100],
    [{ minor: 1, points: 3 }, 100, 33],
    [{ minor: 5, points: 2 }, 101, 252],
    [{ minor: 1, points: 101 }, 100, 0],
  ])('at %j, %d points bring %d fen: rounded down', (perPoint, points, memberCash) => {
    const rules = { ...wangfujing, memberCash: { perPoint } }
    expect(compileAward(rules)(awardFacts(oneLine(points * 100))).memberCashMinor).toBe(memberCash)
  })
})

describe('large amounts', () => {
  it('are exact up to 2^53 − 1 fen', () => {
    expect(pointsOf(wangfujing, oneLine(MAX))).toBe(90_071_992_547_409)
    expect(byLine(wangfujing, lines(MAX - 1, 1))).toEqual([90_071_992_547_409, 0])
  })

  it('with a multiplier are exact too, where floating point is not', () => {
    const exact = (BigInt(MAX) * 123_457n) / (100n * 10_000n)
    expect(pointsOf(wanqian, { tier: 'VIP', ...oneLine(MAX, { brandMultiplier: 123_457 }) })).toBe(Number(exact))
    const perReceipt = earningLike('wangfujing', { multipliers: [{ source: 'brand' }] })
    const both = [lineFacts({ totalMinor: MAX - 7, brandMultiplier: 123_457 }), lineFacts({ totalMinor: 7 })]
    expect(pointsOf(perReceipt, { lines: both })).toBe(Number((BigInt(MAX - 7) * 123_457n + 70_000n) / 1_000_000n))
  })

  it('are rounded once over a receipt of any size', () => {
    const rules = earningLike('wangfujing', { multipliers: [{ source: 'brand' }], combine: 'sum' })
    const line = fc.record({
      totalMinor: fc.oneof(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 1e14 })),
      brandMultiplier: fc.integer({ min: 0, max: 250_000 }),
    })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), all => {
        const exact = all.reduce((sum, one) => sum + BigInt(one.totalMinor) * BigInt(one.brandMultiplier), 0n)
        const award = compileAward(rules)(awardFacts({ lines: all.map(lineFacts) }))
        expect(BigInt(award.points)).toBe(exact / 1_000_000n)
        expect(award.lines.reduce((sum, { points }) => sum + BigInt(points), 0n)).toBe(exact / 1_000_000n)
      }),
    )
  })

  it('that would earn more than 2^53 − 1 points are a RangeError, per line, per receipt and in sum', () => {
    const tenfold = { rate: { points: 10, perMinor: 1 } }
    const byReceipt = earningLike('wangfujing', tenfold)
    const byLine = earningLike('wangfujing', { ...tenfold, grain: 'line' })
    const tenth = Math.floor(MAX / 10)
    expect(pointsOf(byReceipt, oneLine(tenth))).toBe(tenth * 10)
    expect(pointsOf(byLine, lines(tenth - 1, 1))).toBe(tenth * 10)
    for (const rules of [byReceipt, byLine])
      for (const facts of [oneLine(tenth + 1), lines(tenth, 1), lines(tenth + 1, 0)])
        expect(() => pointsOf(rules, facts)).toThrow(RangeError)
  })

  it('under a product of thousands are exact or a RangeError, never rounded in between', () => {
    const rules = (grain: 'receipt' | 'line') =>
      earningLike('wangfujing', {
        grain,
        combine: 'product',
        multipliers: [
          { source: 'brand' },
          { source: 'store', values: { 'beijing-1': 999.9999 } },
          { source: 'category', values: { coats: 999.9999 } },
        ],
      })
    const facts = (totalMinor: number) => ({
      lines: [lineFacts({ totalMinor, category: 'coats', brandMultiplier: 999_9999 }), lineFacts({ totalMinor: 0 })],
    })
    for (const grain of ['receipt', 'line'] as const) {
      expect(pointsOf(rules(grain), facts(123_45))).toBe(Number((12_345n * 999_9999n ** 3n) / (100n * 10_000n ** 3n)))
      expect(() => pointsOf(rules(grain), facts(MAX))).toThrow(RangeError)
    }
  })

  test.each([-1, 0.5, Number.NaN, Infinity, MAX + 1])('%d fen is no amount', fen => {
    expect(() => pointsOf(wangfujing, { ...oneLine(fen), cashMinor: fen })).toThrow(RangeError)
    expect(() => pointsOf(wangfujing, { ...lines(fen, 100), cashMinor: 100 })).toThrow(RangeError)
  })
})

describe('several ways at once', () => {
  it('a product takes each line by its own factors, however many speak for the others', () => {
    const rules = earningLike('wangfujing', {
      combine: 'product',
      grain: 'line',
      multipliers: [{ source: 'brand' }, { source: 'tier', values: { WE: 1.5 } }],
    })
    const two = [lineFacts({ brandMultiplier: 2 * X }), lineFacts()]
    expect(byLine(rules, { tier: 'WE', lines: two })).toEqual([300, 150])
    expect(byLine(rules, { tier: null, lines: two })).toEqual([200, 100])
  })

  it('member cash is rounded down to the minor unit', () => {
    const rules = { ...wanqian, memberCash: { perPoint: { minor: 1, points: 2 } } }
    expect(compileAward(rules)(awardFacts(oneLine(99_00)))).toMatchObject({ points: 99, memberCashMinor: 49 })
  })

  it('a promotion gives though another one beside it is not fulfilled, and none gives where none is', () => {
    const double = promotion()
    const unfulfilled = promotion({
      id: 2,
      code: 'more',
      conditions: [{ kind: 'minimumSpend', atLeastMinor: 1_000_00, of: 'total' }],
    })
    const award = (...promotions: AwardFacts['promotions']) => compileAward(wangfujing)(awardFacts({ promotions }))
    expect(award(double, unfulfilled)).toMatchObject({ points: 200, promotions: [{ gives: [{}] }, { gives: [] }] })
    expect(award(unfulfilled)).toMatchObject({ points: 100, lines: [{ multiplier: { because: 'none' } }] })
  })
})
