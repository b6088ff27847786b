import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { compiled } from '../../test/program.ts'
import { brandSetting } from '../../test/receipts.ts'
import type { PresetName } from '../program/presets/presets.ts'
import type { BrandSetting } from '../purchases/receipt.ts'
import { quoteLine, quoteTotalMinor, type QuoteLine } from './quote.ts'

const MAX = Number.MAX_SAFE_INTEGER
const line = (fields: Partial<QuoteLine> = {}): QuoteLine => ({
  brand: null,
  quantity: 1,
  unitPriceMinor: 100_00,
  listPriceMinor: 100_00,
  promotional: false,
  ...fields,
})
const quote = (
  preset: PresetName,
  tier: string | null,
  of: QuoteLine,
  brand: BrandSetting | null = null,
  cards: readonly string[] = [],
) => quoteLine(compiled(preset), tier, cards, of, brand)

describe('quotes of S2 and S3', () => {
  const fixed = brandSetting({ takesMemberDiscount: false })
  const promotional = line({ unitPriceMinor: 50_00, promotional: true })

  test.each([
    ['wanqian', 'VIP', line({ quantity: 2 }), null, 180_00, 'memberDiscount'],
    ['wanqian', 'SUPREME', line({ quantity: 2 }), null, 170_00, 'memberDiscount'],
    ['wanqian', 'VIP', promotional, null, 50_00, 'promotionalLine'],
    ['wanqian', 'SUPREME', promotional, null, 50_00, 'promotionalLine'],
    ['wanqian', 'VIP', line(), fixed, 100_00, 'brandTakesNoDiscount'],
    ['wanqian', 'SUPREME', line(), fixed, 100_00, 'brandTakesNoDiscount'],
    ['wanqian', null, line(), null, 100_00, 'noDiscount'],
    ['boutique', null, line(), null, 100_00, 'noDiscount'],
    ['boutique', 'CLASS-90', line(), null, 90_00, 'memberDiscount'],
    ['boutique', 'CLASS-88', line(), null, 88_00, 'memberDiscount'],
    ['boutique', 'CLASS-88', line({ unitPriceMinor: 80_00, promotional: true }), null, 80_00, 'promotionalLine'],
    ['wangfujing', 'SVIP', line(), null, 100_00, 'noDiscount'],
  ] as const)('%s, %s: %j', (preset, tier, of, brand, total, because) => {
    expect(quote(preset, tier, of, brand)).toEqual({
      listTotalMinor: of.listPriceMinor * of.quantity,
      discountMinor: of.listPriceMinor * of.quantity - total,
      totalMinor: total,
      because,
    })
  })

  test.each([
    ['below the discounted list price', 89_99, 89_99, 'unitPriceIsLower'],
    ['equal to it', 90_00, 90_00, 'unitPriceIsLower'],
    ['above it', 90_01, 90_00, 'memberDiscount'],
    ['above the list price', 120_00, 90_00, 'memberDiscount'],
  ])('the lower of unit price and discounted list price counts: %s', (_, unitPriceMinor, total, because) => {
    expect(quote('boutique', 'CLASS-90', line({ unitPriceMinor }))).toMatchObject({ totalMinor: total, because })
  })

  test.each([
    [1, 1, 1],
    [4, 1, 4],
    [5, 1, 5],
    [6, 1, 5],
    [14, 1, 13],
    [15, 1, 14],
    [16, 1, 14],
    [5, 2, 9],
    [5, 3, 14],
    [99, 1, 89],
    [95, 1, 86],
  ])('10 %% off %d fen × %d is %d: rounded half up, once for the line', (price, quantity, total) => {
    expect(
      quote('boutique', 'CLASS-90', line({ unitPriceMinor: price, listPriceMinor: price, quantity })).totalMinor,
    ).toBe(total)
  })

  it('no discount is below nothing where a line is dearer than its list price', () => {
    expect(quote('wangfujing', null, line({ unitPriceMinor: 120_00 }))).toMatchObject({
      totalMinor: 120_00,
      discountMinor: 0,
    })
  })
})

describe('the discount that a counter gives its own VIPs (S1)', () => {
  const counter = brandSetting({ tierDiscount: { tiers: ['WE', 'SVIP'], rate: 2_000 } })
  const acme = line({ brand: 'acme' })

  test.each([
    ['WE', [], 80_00, 'brandDiscount'],
    ['SVIP', [], 80_00, 'brandDiscount'],
    ['ME', [], 100_00, 'noDiscount'],
    [null, [], 100_00, 'noDiscount'],
    ['ME', ['acme'], 80_00, 'brandDiscount'],
    [null, ['acme'], 80_00, 'brandDiscount'],
    ['ME', ['other'], 100_00, 'noDiscount'],
    ['WE', ['acme'], 80_00, 'brandDiscount'],
  ])('%s with counter cards %j pays %d fen of 10,000', (tier, cards, total, because) => {
    expect(quote('wangfujing', tier, acme, counter, cards)).toMatchObject({ totalMinor: total, because })
  })

  test.each([
    [2_000, 80_00, 'brandDiscount'],
    [1_200, 88_00, 'memberDiscount'],
    [500, 88_00, 'memberDiscount'],
  ])(
    'never stacks with the member’s own: of a counter’s %d ten-thousandths and 12 %% the better counts',
    (rate, total, because) => {
      const brand = brandSetting({ tierDiscount: { tiers: ['CLASS-88'], rate } })
      expect(quote('boutique', 'CLASS-88', acme, brand)).toMatchObject({ totalMinor: total, because })
    },
  )

  it('is the counter’s to give, though the brand takes no member discount', () => {
    expect(
      quote(
        'wanqian',
        'VIP',
        acme,
        brandSetting({ takesMemberDiscount: false, tierDiscount: { tiers: ['VIP'], rate: 500 } }),
      ),
    ).toMatchObject({
      totalMinor: 95_00,
      because: 'brandDiscount',
    })
  })

  it('is none on a promotional line', () => {
    expect(quote('wangfujing', 'WE', { ...acme, promotional: true }, counter, ['acme'])).toMatchObject({
      totalMinor: 100_00,
      because: 'promotionalLine',
    })
  })
})

describe('every quote', () => {
  const anyLine: fc.Arbitrary<QuoteLine> = fc.record({
    brand: fc.constantFrom(null, 'acme'),
    quantity: fc.integer({ min: 1, max: 1_000 }),
    unitPriceMinor: fc.integer({ min: 0, max: 1_000_000 }),
    listPriceMinor: fc.integer({ min: 0, max: 1_000_000 }),
    promotional: fc.boolean(),
  })
  const anyBrand = fc.option(
    fc
      .record({ takesMemberDiscount: fc.boolean(), rate: fc.integer({ min: 0, max: 10_000 }) })
      .map(({ takesMemberDiscount, rate }) =>
        brandSetting({ takesMemberDiscount, tierDiscount: { tiers: ['SUPREME'], rate } }),
      ),
  )

  it('is never above what the line would cost without the card, so never above a promotional price', () => {
    fc.assert(
      fc.property(anyLine, anyBrand, fc.constantFrom(null, 'VIP', 'SUPREME'), (of, brand, tier) => {
        const { totalMinor, listTotalMinor, discountMinor } = quote('wanqian', tier, of, brand, ['acme'])
        expect(totalMinor).toBeLessThanOrEqual(of.unitPriceMinor * of.quantity)
        if (of.promotional) expect(totalMinor).toBe(of.unitPriceMinor * of.quantity)
        expect(discountMinor).toBe(Math.max(0, listTotalMinor - totalMinor))
      }),
    )
  })

  it('is no dearer for Supreme than for VIP, nor for VIP than for nobody', () => {
    fc.assert(
      fc.property(anyLine, of => {
        const [nobody, vip, supreme] = [null, 'VIP', 'SUPREME'].map(tier => quote('wanqian', tier, of).totalMinor)
        expect(vip!).toBeLessThanOrEqual(nobody!)
        expect(supreme!).toBeLessThanOrEqual(vip!)
      }),
    )
  })

  it('adds up, exactly, and is a RangeError beyond 2^53 − 1', () => {
    const all = quote('wangfujing', null, line({ unitPriceMinor: MAX, listPriceMinor: MAX }))
    expect(quoteTotalMinor([all])).toBe(MAX)
    expect(quoteTotalMinor([])).toBe(0)
    expect(() => quoteTotalMinor([all, quote('wangfujing', null, line({ unitPriceMinor: 1 }))])).toThrow(RangeError)
    expect(() => quote('wangfujing', null, line({ unitPriceMinor: MAX, quantity: 2 }))).toThrow(RangeError)
  })

  it('is exact for large amounts, where floating point is not', () => {
    const price = MAX - 6
    const exact = (BigInt(price) * 8_800n + 5_000n) / 10_000n
    expect(quote('boutique', 'CLASS-88', line({ unitPriceMinor: price, listPriceMinor: price })).totalMinor).toBe(
      Number(exact),
    )
  })
})
