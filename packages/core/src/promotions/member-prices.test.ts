import { describe, expect, it, test } from 'vitest'
import { promotion } from '../../test/promotions.ts'
import { compiled, day, shanghai } from '../../test/program.ts'
import { brandSetting } from '../../test/receipts.ts'
import { quoteLine } from '../pricing/quote.ts'
import type { BrandSetting } from '../purchases/receipt.ts'
import { memberPrices } from './member-prices.ts'
import type { PromotionRevision } from './promotion.ts'

const receipt = {
  occurredAt: shanghai('2026-03-10 14:05:00'),
  businessDay: day('2026-03-10'),
  store: 'beijing-1',
  birthday: false,
  tier: 'VIP' as string | null,
}
/** ¥100 of something, as listed. */
const line = {
  sku: 'A1',
  brand: 'a',
  category: 'coats',
  promotional: false,
  quantity: 1,
  unitPriceMinor: 100_00,
  listPriceMinor: 100_00,
}
const priced = (fields: Partial<PromotionRevision>, at: Partial<typeof receipt> = {}, of = line) =>
  memberPrices([promotion(fields)], { ...receipt, ...at }, [of])[0]?.totalMinor ?? null
const off = (rate: number): PromotionRevision['effects'] => [{ kind: 'memberPrice', rate }]

/** What Wanqian's VIP, who has 10 % off, is asked for a line. */
const quoted = (
  effects: PromotionRevision['effects'],
  of: Partial<typeof line> = {},
  brand: BrandSetting | null = null,
) => {
  const asked = { ...line, ...of }
  const [price] = memberPrices([promotion({ effects })], receipt, [asked])
  const { totalMinor, because, promotion: code } = quoteLine(compiled('wanqian'), 'VIP', [], asked, brand, price)
  return [totalMinor, because, code]
}

describe('a member-only price', () => {
  it('is a share off the list price, rounded half up, or so much for each', () => {
    expect(priced({ effects: off(0.2) })).toBe(80_00)
    expect(priced({ effects: off(0.5) }, {}, { ...line, listPriceMinor: 5 })).toBe(3)
    const each: PromotionRevision['effects'] = [{ kind: 'memberPrice', amountMinor: 59_00 }]
    expect(priced({ effects: each }, {}, { ...line, quantity: 3 })).toBe(177_00)
  })

  test.each<[what: string, fields: Partial<PromotionRevision>, at: Partial<typeof receipt>]>([
    ['before its time', {}, { occurredAt: shanghai('2026-02-28 23:59:59') }],
    ['after it', {}, { occurredAt: shanghai('2026-04-01 00:00:00') }],
    ['in another store', { conditions: [{ kind: 'stores', stores: ['beijing-2'] }] }, {}],
    ['for another tier', { conditions: [{ kind: 'tiers', tiers: ['SUPREME'] }] }, {}],
    ['for other goods', { conditions: [{ kind: 'brands', brands: ['b'] }] }, {}],
    ['for fewer pieces', { conditions: [{ kind: 'minimumQuantity', atLeast: 2 }] }, {}],
    [
      'on the eve, for who was not asked',
      { early: { tiers: ['SUPREME'], fromAt: shanghai('2026-02-28 18:00:00') } },
      { occurredAt: shanghai('2026-02-28 20:00:00') },
    ],
  ])('is none %s', (_, fields, at) => {
    expect(priced({ effects: off(0.2), ...fields }, at)).toBeNull()
  })

  it('is there on the eve for the tiers that were asked', () => {
    const early = { tiers: ['SUPREME'], fromAt: shanghai('2026-02-28 18:00:00') }
    const at = { tier: 'SUPREME', occurredAt: shanghai('2026-02-28 18:00:00') }
    expect(priced({ effects: off(0.2), early }, at)).toBe(80_00)
  })

  it('of several promotions is the lowest', () => {
    const two = [promotion({ effects: off(0.2) }), promotion({ id: 2, code: 'lower', effects: off(0.3) })]
    for (const order of [two, two.toReversed()])
      expect(memberPrices(order, receipt, [line])).toEqual([{ code: 'lower', totalMinor: 70_00 }])
    const alike = [promotion({ effects: off(0.2) }), promotion({ id: 2, code: 'later', effects: off(0.2) })]
    expect(memberPrices(alike, receipt, [line])).toEqual([{ code: 'spring', totalMinor: 80_00 }])
  })

  it('is of each line by itself: the lines that no promotion is about have none', () => {
    const lines = [{ ...line, brand: 'b' }, line, { ...line, brand: 'c' }]
    const two = [
      promotion({ conditions: [{ kind: 'brands', brands: ['a'] }], effects: off(0.2) }),
      promotion({ id: 2, code: 'c-week', conditions: [{ kind: 'brands', brands: ['c'] }], effects: off(0.3) }),
    ]
    expect(memberPrices(two, receipt, lines)).toEqual([
      null,
      { code: 'spring', totalMinor: 80_00 },
      { code: 'c-week', totalMinor: 70_00 },
    ])
  })

  it.each([
    ['a piece of it and one of something else', [line, { ...line, brand: 'b' }], [null, null]],
    ['two pieces in a line', [{ ...line, quantity: 2 }], [160_00]],
    ['a piece in each of two lines', [line, line], [80_00, 80_00]],
    [
      'two pieces, and something else beside',
      [
        { ...line, brand: 'b' },
        { ...line, quantity: 2 },
      ],
      [null, 160_00],
    ],
  ])('from two pieces of its goods on: %s', (_, lines, totals) => {
    const conditions: PromotionRevision['conditions'] = [
      { kind: 'brands', brands: ['a'] },
      { kind: 'minimumQuantity', atLeast: 2 },
    ]
    const prices = memberPrices([promotion({ conditions, effects: off(0.2) })], receipt, lines)
    expect(prices.map(price => price?.totalMinor ?? null)).toEqual(totals)
  })

  it('never follows from what is spent, since what is spent would follow from it', () => {
    for (const of of ['cashPart', 'total'] as const)
      expect(priced({ conditions: [{ kind: 'minimumSpend', atLeastMinor: 1, of }], effects: off(0.2) })).toBeNull()
  })

  it('never stacks: the line costs the lower of it, the member discount and the unit price', () => {
    expect(quoted(off(0.2))).toEqual([80_00, 'promotionPrice', 'spring'])
    expect(quoted(off(0.1))).toEqual([90_00, 'memberDiscount', undefined])
    expect(quoted(off(0.05))).toEqual([90_00, 'memberDiscount', undefined])
    expect(quoted(off(0.2), { unitPriceMinor: 80_00 })).toEqual([80_00, 'unitPriceIsLower', undefined])
    expect(quoted([{ kind: 'memberPrice', amountMinor: 200_00 }])).toEqual([90_00, 'memberDiscount', undefined])
  })

  it('is not for promotional lines, nor for brands that take no member discount', () => {
    expect(quoted(off(0.2), { promotional: true })).toEqual([100_00, 'promotionalLine', undefined])
    expect(quoted(off(0.2), {}, brandSetting({ takesMemberDiscount: false }))).toEqual([
      100_00,
      'brandTakesNoDiscount',
      undefined,
    ])
  })
})
