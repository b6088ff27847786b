import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, shanghai } from '../../test/program.ts'
import type { CouponOff, CouponTerms, IssuedCoupon } from './coupon.ts'
import type { CouponLine, CouponSale } from './coupon-sale.ts'
import { decideCouponDiscount } from './decide-coupon-discount.ts'
import { decideCouponSettlement } from './decide-coupon-settlement.ts'
import { decideCouponUse } from './decide-coupon-use.ts'

const TERMS: CouponTerms = {
  use: 'discount',
  off: { kind: 'amount', amountMinor: 1000 },
  minimumMinor: null,
  brands: null,
  categories: null,
  stores: null,
  tiers: null,
  regularPriceOnly: false,
  fromAt: null,
  untilAt: null,
  validDays: null,
  uses: 1,
  perMember: null,
}
const couponOf = (terms: Partial<CouponTerms>, more: Partial<IssuedCoupon> = {}): IssuedCoupon => ({
  terms: { ...TERMS, ...terms },
  issuedAt: shanghai('2026-03-01 00:00:00'),
  validThrough: null,
  byCode: false,
  used: 0,
  withdrawn: false,
  ...more,
})
const lineOf = (totalMinor: number, more: Partial<CouponLine> = {}): CouponLine => ({
  brand: null,
  category: null,
  promotional: false,
  totalMinor,
  ...more,
})
const AT = shanghai('2026-03-10 12:00:00')
const saleOf = (lines: readonly CouponLine[], more: Partial<CouponSale> = {}): CouponSale => ({
  store: 'beijing-1',
  tier: null,
  at: AT,
  day: day('2026-03-10'),
  lines,
  ...more,
})
const amount = (amountMinor: number): CouponOff => ({ kind: 'amount', amountMinor })
const rate = (scaled: number, mostMinor: number | null = null): CouponOff => ({ kind: 'rate', rate: scaled, mostMinor })

describe('a coupon asks', () => {
  const goods = [lineOf(6000, { brand: 'acme', category: 'coats' }), lineOf(4000, { promotional: true })]

  test.each<
    [what: string, terms: Partial<CouponTerms>, more: Partial<IssuedCoupon>, sale: Partial<CouponSale>, said: unknown]
  >([
    ['nothing', {}, {}, {}, [0, 1]],
    ['for uses that are left', { uses: 2 }, { used: 1 }, {}, [0, 1]],
    ['for uses that are left, of which there are none', { uses: 2 }, { used: 2 }, {}, 'used'],
    ['not to be withdrawn', {}, { withdrawn: true }, {}, 'withdrawn'],
    ['to be issued at that instant', {}, { issuedAt: AT }, {}, [0, 1]],
    ['to be issued, which came an instant later', {}, { issuedAt: AT + 1 }, {}, 'not_yet_issued'],
    ['to be issued, which its own code does', {}, { issuedAt: AT + 1, byCode: true }, {}, [0, 1]],
    ['for its last day', {}, { validThrough: day('2026-03-10') }, {}, [0, 1]],
    ['for its last day, which was the day before', {}, { validThrough: day('2026-03-09') }, {}, 'expired'],
    ['for its last instant', { untilAt: AT + 1 }, {}, {}, [0, 1]],
    ['for an instant before its end', { untilAt: AT }, {}, {}, 'expired'],
    ['for its first instant', { fromAt: AT }, {}, {}, [0, 1]],
    ['for its first instant, which is the next', { fromAt: AT + 1 }, {}, {}, 'not_yet_valid'],
    ['for a tier', { tiers: ['WE'] }, {}, { tier: 'WE' }, [0, 1]],
    ['for another tier', { tiers: ['WE'] }, {}, { tier: 'ME' }, 'tier_required'],
    ['for a tier where none is held', { tiers: ['WE'] }, {}, {}, 'tier_required'],
    ['for a store', { stores: ['beijing-1'] }, {}, {}, [0, 1]],
    ['for another store', { stores: ['beijing-2'] }, {}, {}, 'other_store'],
    ['for a brand', { brands: ['acme'] }, {}, {}, [0]],
    ['for a category', { categories: ['coats'] }, {}, {}, [0]],
    ['for regular prices', { regularPriceOnly: true }, {}, {}, [0]],
    ['for goods that are not there', { brands: ['other'] }, {}, {}, 'no_such_goods'],
    ['for goods that are another line’s', { categories: ['coats'], brands: ['other'] }, {}, {}, 'no_such_goods'],
    ['for a minimum, reached exactly', { minimumMinor: 10000 }, {}, {}, [0, 1]],
    ['for a minimum, missed by one', { minimumMinor: 10001 }, {}, {}, 'minimum_not_reached'],
    ['for a minimum of its own goods', { minimumMinor: 6001, brands: ['acme'] }, {}, {}, 'minimum_not_reached'],
  ])('%s', (_, terms, more, sale, said) => {
    const decision = decideCouponUse(couponOf(terms, more), saleOf(goods, sale))
    expect(decision.accepted ? decision.value : decision.reason).toEqual(said)
  })
})

describe('what coupons take off', () => {
  const takes = (offs: readonly Partial<CouponTerms>[], ...totals: readonly number[]) =>
    decideCouponDiscount(
      offs.map(terms => couponOf(terms)),
      saleOf(totals.map(total => lineOf(total))),
    )

  test.each<[what: string, off: CouponOff, totals: number[], taken: number[]]>([
    ['an amount, in proportion', amount(1000), [3000, 1000], [750, 250]],
    ['an amount, largest remainder first', amount(1000), [1000, 1000, 1000], [334, 333, 333]],
    ['an amount, never below nothing', amount(5000), [3000, 1000], [3000, 1000]],
    ['a share, rounded for each line, half up', rate(1000), [5, 14, 25], [1, 1, 3]],
    ['a share of at most so much', rate(5000, 100), [300, 100], [75, 25]],
    ['a share of at most so much, which is not reached', rate(5000, 200), [300, 100], [150, 50]],
    ['all', rate(10000), [1, 2], [1, 2]],
    ['nothing off a line that costs nothing', amount(10), [0, 20], [0, 10]],
  ])('%s', (_, off, totals, taken) => {
    expect(takes([{ off }], ...totals)).toEqual([
      { use: 'discount', because: null, linesMinor: taken, amountMinor: taken.reduce((sum, n) => sum + n, 0) },
    ])
  })

  test('each on what the ones before have left; what finds nothing is not used up', () => {
    const answer = takes([{ off: amount(6000) }, { off: rate(5000) }, { off: amount(9000) }, { off: amount(1) }], 10000)
    expect(answer.map(take => [take.amountMinor, take.because])).toEqual([
      [6000, null],
      [2000, null],
      [2000, null],
      [0, 'nothing_left'],
    ])
  })

  test('a minimum spend is looked at before any coupon', () => {
    const [, second] = takes([{ off: amount(6000) }, { minimumMinor: 10000 }], 10000)
    expect(second).toMatchObject({ because: null, amountMinor: 1000 })
  })

  const off = fc.oneof(
    fc.integer({ min: 1, max: 1e9 }).map(amount),
    fc
      .tuple(fc.integer({ min: 1, max: 10000 }), fc.option(fc.integer({ min: 1, max: 1e6 })))
      .map(([r, m]) => rate(r, m)),
  )
  const total = fc.oneof(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e12 }))

  test('however many coupons: the parts of each sum to it exactly, and no line falls below nothing', () => {
    fc.assert(
      fc.property(fc.array(off, { maxLength: 5 }), fc.array(total, { minLength: 1, maxLength: 9 }), (offs, totals) => {
        const answer = takes(
          offs.map(one => ({ off: one })),
          ...totals,
        )
        for (const { linesMinor, amountMinor } of answer)
          expect(linesMinor.reduce((sum, n) => sum + n, 0)).toBe(amountMinor)
        for (const [place, before] of totals.entries()) {
          const taken = answer.map(({ linesMinor }) => linesMinor[place]!)
          expect(Math.min(0, ...taken)).toBe(0)
          expect(taken.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(before)
        }
      }),
    )
  })
})

describe('what the till charged', () => {
  const takes = decideCouponDiscount(
    [couponOf({ off: amount(1000) }), couponOf({ off: amount(500) }), couponOf({ use: 'voucher', off: amount(2000) })],
    saleOf([lineOf(10000)]),
  )
  const settle = (lineMinor: number, voucherMinor: number) => {
    const decision = decideCouponSettlement(takes, { beforeMinor: [10000], linesMinor: [lineMinor], voucherMinor })
    return decision.accepted ? decision.value : [decision.reason, decision.facts]
  }

  test.each<[what: string, lineMinor: number, voucherMinor: number, said: unknown]>([
    ['what was quoted', 8500, 2000, [1000, 500, 2000]],
    ['less off than allowed, the first coupon first', 8999, 2000, [1000, 1, 2000]],
    ['nothing for the second coupon', 9000, 2000, ['nothing_taken', { place: 1 }]],
    ['more off than allowed: the rest is the till’s own', 7000, 1, [1000, 500, 1]],
    ['more than before', 10001, 2000, ['nothing_taken', { place: 0 }]],
    ['no voucher', 8500, 0, ['nothing_taken', { place: 2 }]],
    ['vouchers beyond their worth', 8500, 2001, ['voucher_exceeds_coupons', { worth: 2000, tendered: 2001 }]],
  ])('%s', (_, lineMinor, voucherMinor, said) => {
    expect(settle(lineMinor, voucherMinor)).toEqual(said)
  })

  test('vouchers where no coupon is one are the shop’s own paper', () => {
    const charge = { beforeMinor: [10000], linesMinor: [9000], voucherMinor: 9000 }
    expect(decideCouponSettlement(takes.slice(0, 1), charge)).toEqual({ accepted: true, value: [1000] })
  })
})
