import { describe, expect, it, test } from 'vitest'
import { compiled, day, earningLike, timelineOf } from '../../test/program.ts'
import { awardFacts, brandSetting, lineFacts, newBooks, purchase, receipt, receiptLine } from '../../test/receipts.ts'
import { shanghai } from '../../test/program.ts'
import type { Birthday } from '../calendar/birthday.ts'
import { presets } from '../program/presets/presets.ts'
import type { MultiplierRule, ProgramRules } from '../program/rules.schema.ts'
import type { AwardFacts, LineFacts } from '../purchases/receipt.ts'
import { decidePurchase } from '../purchases/decide-purchase.ts'
import { compileMultipliers } from './multipliers.ts'

const judge = (
  multipliers: MultiplierRule[],
  facts: Partial<AwardFacts> = {},
  line: Partial<LineFacts> = {},
  combine: ProgramRules['earning']['combine'] = 'highest',
) => compileMultipliers({ multipliers, combine })(awardFacts({ ...facts, lines: [lineFacts(line)] }))[0]!
const valueOf = (...of: Parameters<typeof judge>) => judge(...of).value / 10_000

describe('each source of a multiplier', () => {
  const campaign = (fields: Partial<Extract<MultiplierRule, { source: 'campaign' }>> = {}): MultiplierRule => ({
    source: 'campaign',
    code: 'spring',
    fromOn: '2026-03-01',
    throughOn: '2026-03-31',
    value: 3,
    ...fields,
  })

  test.each<[string, MultiplierRule, Partial<AwardFacts>, Partial<LineFacts>, number]>([
    ['brand: what the brand set', { source: 'brand' }, {}, { brandMultiplier: 25_000 }, 2.5],
    ['brand: none set', { source: 'brand' }, {}, {}, 1],
    ['category', { source: 'category', values: { coats: 2 } }, {}, { category: 'coats' }, 2],
    ['another category', { source: 'category', values: { coats: 2 } }, {}, { category: 'shoes' }, 1],
    ['no category', { source: 'category', values: { coats: 2 } }, {}, { category: null }, 1],
    ['store', { source: 'store', values: { 'beijing-1': 2 } }, {}, {}, 2],
    ['another store', { source: 'store', values: { 'beijing-2': 2 } }, {}, {}, 1],
    ['a store with the name of an object’s method', { source: 'store', values: {} }, { store: 'constructor' }, {}, 1],
    ['weekday: Tuesday', { source: 'weekday', values: { '2': 2 } }, { businessDay: day('2026-03-10') }, {}, 2],
    ['weekday: not Monday', { source: 'weekday', values: { '2': 2 } }, { businessDay: day('2026-03-09') }, {}, 1],
    [
      'weekday: Sunday is the seventh',
      { source: 'weekday', values: { '7': 2 } },
      { businessDay: day('2026-03-15') },
      {},
      2,
    ],
    ['tier', { source: 'tier', values: { WE: 2 } }, { tier: 'WE' }, {}, 2],
    ['another tier', { source: 'tier', values: { WE: 2 } }, { tier: 'ME' }, {}, 1],
    ['nobody has no tier', { source: 'tier', values: { WE: 2 } }, { tier: null }, {}, 1],
    ['birthday', { source: 'birthday', values: { WE: 2 } }, { tier: 'WE', birthday: true }, {}, 2],
    ['any other day', { source: 'birthday', values: { WE: 2 } }, { tier: 'WE', birthday: false }, {}, 1],
    ['the birthday of another tier', { source: 'birthday', values: { WE: 2 } }, { tier: 'ME', birthday: true }, {}, 1],
    ['the birthday of nobody', { source: 'birthday', values: { WE: 2 } }, { tier: null, birthday: true }, {}, 1],
    [
      'nobody’s own',
      { source: 'birthday', values: { WE: 2 }, withoutTier: 1.5 },
      { tier: null, birthday: true },
      {},
      1.5,
    ],
    [
      'nobody’s own is no tier’s',
      { source: 'birthday', values: {}, withoutTier: 1.5 },
      { tier: 'WE', birthday: true },
      {},
      1,
    ],
    ['campaign', campaign(), {}, {}, 3],
    ['campaign on its first day', campaign(), { businessDay: day('2026-03-01') }, {}, 3],
    ['campaign on its last day', campaign(), { businessDay: day('2026-03-31') }, {}, 3],
    ['campaign on its eve', campaign(), { businessDay: day('2026-02-28') }, {}, 1],
    ['campaign the day after', campaign(), { businessDay: day('2026-04-01') }, {}, 1],
    ['campaign of this store', campaign({ stores: ['beijing-1', 'x'] }), {}, {}, 3],
    ['campaign of another store', campaign({ stores: ['x'] }), {}, {}, 1],
    ['campaign of this brand', campaign({ brands: ['acme'] }), {}, { brand: 'acme' }, 3],
    ['campaign of a brand, for a line without', campaign({ brands: ['acme'] }), {}, { brand: null }, 1],
    ['campaign of this category', campaign({ categories: ['coats'] }), {}, { category: 'coats' }, 3],
    ['campaign of another category', campaign({ categories: ['coats'] }), {}, { category: 'shoes' }, 1],
    ['campaign of this tier', campaign({ tiers: ['WE'] }), { tier: 'WE' }, {}, 3],
    ['campaign of a tier, for nobody', campaign({ tiers: ['WE'] }), { tier: null }, {}, 1],
    [
      'campaign of all of these',
      campaign({ stores: ['beijing-1'], brands: ['acme'], tiers: ['WE'] }),
      { tier: 'WE' },
      { brand: 'acme' },
      3,
    ],
    [
      'campaign of all but one of these',
      campaign({ stores: ['beijing-1'], brands: ['acme'], tiers: ['WE'] }),
      { tier: 'WE' },
      { brand: 'x' },
      1,
    ],
  ])('%s', (_, rule, facts, line, value) => {
    expect(valueOf([rule], facts, line)).toBe(value)
  })

  it('names the campaign that spoke', () => {
    expect(judge([campaign()]).considered).toEqual([
      { source: 'campaign', code: 'spring', value: 30_000, applied: true },
    ])
  })

  it('is kept exactly: ×1.1 is 11,000 ten-thousandths, ×0.0001 is one', () => {
    expect(judge([campaign({ value: 1.1 })]).value).toBe(11_000)
    expect(judge([campaign({ value: 0.0001 })], {}, {}, 'product').value).toBe(1)
  })
})

describe('how multipliers combine', () => {
  const rules = (...values: number[]): MultiplierRule[] =>
    values.map((value, i) => ({
      source: 'campaign',
      code: `c${i}`,
      fromOn: '2026-03-01',
      throughOn: '2026-03-31',
      value,
    }))

  test.each([
    ['highest', [2, 3, 2.5], 3],
    ['highest', [0.5], 1],
    ['highest', [0, 2], 2],
    ['highest', [], 1],
    ['sum', [2, 3], 4],
    ['sum', [1.5], 1.5],
    ['sum', [0.5, 0.5], 0],
    ['sum', [0, 0, 0], 0],
    ['sum', [0, 3], 2],
    ['sum', [], 1],
    ['product', [2, 3], 6],
    ['product', [0.5, 0.5], 0.25],
    ['product', [0, 3], 0],
    ['product', [1.1, 1.1, 1.1], 1.331],
    ['product', [], 1],
  ] as const)('%s of %j is ×%d', (combine, values, value) => {
    expect(valueOf(rules(...values), {}, {}, combine)).toBe(value)
  })

  it('of two equal ones the first of the document applies', () => {
    const judged = judge(rules(2, 2))
    expect(judged.considered.map(one => one.applied)).toEqual([true, false])
  })

  it('tells what was considered though none reached ×1', () => {
    expect(judge(rules(0.5))).toEqual({
      value: 10_000,
      because: 'none',
      considered: [{ source: 'campaign', code: 'c0', value: 5_000, applied: false }],
    })
  })

  it('shows a product rounded down to a ten-thousandth, in whatever order its factors stand', () => {
    expect(judge(rules(1.3333, 1.5, 1.0001), {}, {}, 'product').value).toBe(20_001)
    expect(judge(rules(1.0001, 1.3333, 1.5), {}, {}, 'product').value).toBe(20_001)
  })
})

describe('a birthday multiplies on the day it is kept (S2, S8)', () => {
  const timeline = timelineOf(presets.wanqian)
  const earned = (birthday: Birthday, at: string) => {
    const decision = decidePurchase(
      timeline,
      newBooks('2020-01-01', { birthday }),
      purchase(receipt(100_00, shanghai(at))),
    )
    return decision.accepted ? decision.value.award.points : decision.reason
  }
  const solar = (month: number, dayOfMonth: number): Birthday => ({ kind: 'solar', year: 1990, month, day: dayOfMonth })

  test.each([
    ['18 June', solar(6, 18), '2026-06-17 23:59:59', 100],
    ['18 June', solar(6, 18), '2026-06-18 00:00:00', 200],
    ['18 June', solar(6, 18), '2026-06-18 23:59:59', 200],
    ['18 June', solar(6, 18), '2026-06-19 00:00:00', 100],
    ['29 February in a common year', solar(2, 29), '2026-02-28 12:00:00', 200],
    ['29 February in a common year', solar(2, 29), '2026-03-01 12:00:00', 100],
    ['29 February in a leap year', solar(2, 29), '2028-02-29 12:00:00', 200],
    ['29 February in a leap year', solar(2, 29), '2028-02-28 12:00:00', 100],
    ['the lunar 15th of the 8th month', { kind: 'lunar', month: 8, day: 15, leap: false }, '2026-09-25 12:00:00', 200],
    ['the lunar 15th of the 8th month', { kind: 'lunar', month: 8, day: 15, leap: false }, '2026-08-15 12:00:00', 100],
    ['leap month 6 in a year that has it', { kind: 'lunar', month: 6, day: 1, leap: true }, '2025-07-25 12:00:00', 200],
    ['leap month 6 in a year that has it', { kind: 'lunar', month: 6, day: 1, leap: true }, '2025-06-25 12:00:00', 100],
    ['leap month 6 in a year without it', { kind: 'lunar', month: 6, day: 1, leap: true }, '2026-07-14 12:00:00', 200],
  ] as const)('%s, at %s', (_, birthday, at, points) => {
    expect(earned(birthday, at)).toBe(points)
  })

  it('who has told none has none', () => {
    const decision = decidePurchase(
      timeline,
      newBooks('2020-01-01'),
      purchase(receipt(100_00, shanghai('2026-06-18 12:00:00'))),
    )
    expect(decision).toMatchObject({ value: { facts: { birthday: false }, award: { points: 100 } } })
  })
})

describe('a brand’s setting counts within the cap of the rules in force (S2)', () => {
  const facts = (multiplier: number, contractRate: number | null) =>
    purchase(receipt(100_00, shanghai('2026-03-10 12:00:00'), { lines: [receiptLine(100_00, { brand: 'lumiere' })] }), {
      brands: [brandSetting({ multiplier, contractRate })],
    })

  test.each([
    [250_000, 2_500, 2_500],
    [260_000, 2_500, 2_500],
    [250_000, null, 100],
    [5_000, 2_500, 100],
  ])('set at %d ten-thousandths with a contract rate of %s: ¥100 earn %d', (multiplier, contractRate, points) => {
    expect(
      decidePurchase(timelineOf(presets.wanqian), newBooks('2020-01-01'), facts(multiplier, contractRate)),
    ).toMatchObject({
      value: { award: { points } },
    })
  })

  it('nothing bounds it in a program that caps no brand', () => {
    const free = earningLike('wanqian', { brandCap: 'none' })
    expect(decidePurchase(timelineOf(free), newBooks('2020-01-01'), facts(26_0000, null))).toMatchObject({
      value: { award: { points: 2_600 } },
    })
    expect(compiled('wanqian').document.earning.brandCap).toBe('contractRate')
  })
})

describe('what spoke for a line is named', () => {
  test.each<[MultiplierRule['source'], MultiplierRule, Partial<AwardFacts>, Partial<LineFacts>]>([
    ['brand', { source: 'brand' }, {}, { brandMultiplier: 20_000 }],
    ['category', { source: 'category', values: { coats: 2 } }, {}, { category: 'coats' }],
    ['store', { source: 'store', values: { 'beijing-1': 2 } }, {}, {}],
    ['weekday', { source: 'weekday', values: { '2': 2 } }, {}, {}],
    ['tier', { source: 'tier', values: { WE: 2 } }, { tier: 'WE' }, {}],
    ['birthday', { source: 'birthday', values: { WE: 2 } }, { tier: 'WE', birthday: true }, {}],
  ])('%s', (source, rule, facts, line) => {
    expect(judge([rule], facts, line)).toEqual({
      value: 20_000,
      because: source,
      considered: [{ source, value: 20_000, applied: true }],
    })
  })

  it.each(['highest', 'sum', 'product'] as const)('and where nothing spoke, nothing is: %s', combine => {
    const nothing = { value: 10_000, because: 'none', considered: [] }
    expect(judge([{ source: 'brand' }], {}, {}, combine)).toEqual(nothing)
    expect(compileMultipliers({ multipliers: [], combine })(awardFacts({ lines: [lineFacts()] }), () => [])).toEqual([
      nothing,
    ])
  })

  it('a product beyond the exact integers is a RangeError', () => {
    const rules = ['a', 'b', 'c', 'd', 'e', 'f'].map((code): MultiplierRule => ({
      source: 'campaign',
      code,
      fromOn: '2026-03-01',
      throughOn: '2026-03-31',
      value: 1000,
    }))
    expect(() => judge(rules, {}, {}, 'product')).toThrow('a multiplier beyond the exact integers')
    expect(judge(rules.slice(0, 3), {}, {}, 'product').value).toBe(1000 ** 3 * 10_000)
  })

  it('a rule that is no decimal of four places is refused', () => {
    expect(() => judge([{ source: 'tier', values: { WE: 1.23456 } }])).toThrow('not a multiplier: 1.23456')
  })
})
