import { describe, expect, test } from 'vitest'
import { day, shanghai } from '../../test/program.ts'
import { couponStatus, couponValidThrough, type CouponTerms, type IssuedCoupon } from './coupon.ts'
import { decideCouponIssue, type CouponOffer } from './decide-coupon-issue.ts'

const terms: CouponTerms = {
  use: 'discount',
  off: { kind: 'amount', amountMinor: 1000 },
  minimumMinor: null,
  brands: null,
  categories: null,
  stores: null,
  tiers: null,
  regularPriceOnly: false,
  fromAt: shanghai('2026-03-01 00:00:00'),
  untilAt: shanghai('2026-04-01 00:00:00'),
  validDays: null,
  uses: 1,
  perMember: 2,
}
const offer: CouponOffer = { terms, active: true, stock: 5, issued: 4 }
const facts = { taken: 1, at: shanghai('2026-03-10 12:00:00'), timeZone: 'Asia/Shanghai' }

describe('whether a member may be given a coupon', () => {
  test.each<[what: string, offer: Partial<CouponOffer>, facts: Partial<typeof facts>, said: string | null]>([
    ['the last one of the stock and of the limit', {}, {}, null],
    ['one more than the stock', { issued: 5 }, {}, 'out_of_stock'],
    ['no stock to run out of', { stock: null, issued: 1e9 }, {}, null],
    ['one more than the limit', {}, { taken: 2 }, 'per_member_limit'],
    ['no limit', { terms: { ...terms, perMember: null } }, { taken: 1e9 }, null],
    ['not active', { active: false }, {}, 'not_active'],
    ['before its window opens', {}, { at: shanghai('2026-01-01 00:00:00') }, null],
    ['the last instant of its window', {}, { at: shanghai('2026-04-01 00:00:00') - 1 }, null],
    ['the instant its window is over', {}, { at: shanghai('2026-04-01 00:00:00') }, 'window_over'],
  ])('%s', (_, more, changed, said) => {
    const decision = decideCouponIssue({ ...offer, ...more }, { ...facts, ...changed })
    expect(decision.accepted ? null : decision.reason).toBe(said)
  })
})

test.each<[validDays: number | null, untilAt: string | null, through: string | null]>([
  [null, null, null],
  [1, null, '2026-03-10'],
  [30, null, '2026-04-08'],
  [null, '2026-04-01 00:00:00', '2026-03-31'],
  [null, '2026-04-01 00:00:01', '2026-04-01'],
  [30, '2026-04-01 00:00:00', '2026-03-31'],
  [3, '2026-04-01 00:00:00', '2026-03-12'],
])('issued on 10 March for %s days, in a window until %s, it lives through %s', (validDays, until, through) => {
  const untilAt = until === null ? null : shanghai(until)
  expect(couponValidThrough({ validDays, untilAt }, shanghai('2026-03-10 23:59:59'), 'Asia/Shanghai')).toBe(
    through === null ? null : day(through),
  )
})

test('a coupon is used before it is withdrawn, and withdrawn before it is expired', () => {
  const coupon: IssuedCoupon = {
    terms: { ...terms, uses: 2 },
    issuedAt: 0,
    validThrough: day('2026-03-31'),
    byCode: false,
    used: 2,
    withdrawn: true,
  }
  const statusOf = (more: Partial<IssuedCoupon>, on: string) =>
    couponStatus({ ...coupon, ...more }, shanghai(`${on} 12:00:00`), day(on))
  expect(statusOf({}, '2026-05-01')).toBe('used')
  expect(statusOf({ used: 1 }, '2026-05-01')).toBe('withdrawn')
  expect(statusOf({ withdrawn: false, used: 1 }, '2026-04-01')).toBe('expired')
  expect(statusOf({ withdrawn: false, used: 1 }, '2026-03-31')).toBe('available')
})
