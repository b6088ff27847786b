import { describe, expect, it, test } from 'vitest'
import { promotion } from '../../test/promotions.ts'
import { day, shanghai } from '../../test/program.ts'
import type { MissingGoods, PromotedGoods } from './condition.ts'
import type { PromotionCondition } from './conditions/registry.ts'

const spend = (atLeastMinor: number, of: 'cashPart' | 'total' = 'cashPart'): PromotionCondition => ({
  kind: 'minimumSpend',
  atLeastMinor,
  of,
})
const pieces = (atLeast: number): PromotionCondition => ({ kind: 'minimumQuantity', atLeast })

describe('what the goods of a promotion still miss', () => {
  const goods: PromotedGoods = { spendMinor: 60_00, totalMinor: 80_00, quantity: 2 }
  test.each<[what: string, conditions: PromotionCondition[], missing: MissingGoods | null]>([
    ['nothing without a threshold', [], null],
    ['a fen of the cash part', [spend(60_01)], { spendMinor: 1 }],
    ['nothing of a cash part that is reached', [spend(60_00)], null],
    ['a fen of the total, however it was paid', [spend(80_01, 'total')], { spendMinor: 1 }],
    ['nothing of a total that is reached', [spend(80_00, 'total')], null],
    ['a piece', [pieces(3)], { quantity: 1 }],
    ['nothing of pieces that are there', [pieces(2)], null],
    ['money and pieces together', [spend(100_00), pieces(5)], { spendMinor: 40_00, quantity: 3 }],
    ['pieces and money together', [pieces(5), spend(100_00)], { spendMinor: 40_00, quantity: 3 }],
    ['the more of two amounts, the lower first', [spend(70_00), spend(100_00, 'total')], { spendMinor: 20_00 }],
    ['the more of two amounts, the higher first', [spend(100_00), spend(90_00, 'total')], { spendMinor: 40_00 }],
    ['the more of two numbers of pieces', [pieces(9), pieces(4)], { quantity: 7 }],
    ['the more of two numbers of pieces, the lower first', [pieces(4), pieces(9)], { quantity: 7 }],
    ['what one threshold asks where the other is reached', [spend(60_00), pieces(3)], { quantity: 1 }],
    ['what the first asks where the second is reached', [spend(61_00), pieces(2)], { spendMinor: 1_00 }],
  ])('is %s', (_, conditions, missing) => {
    expect(promotion({ conditions }).missing(goods)).toEqual(missing)
  })
})

describe('a promotion is open', () => {
  const eve = shanghai('2026-02-28 20:00:00')
  const first = shanghai('2026-03-01 00:00:00')
  const early = { tiers: ['WE'], fromAt: shanghai('2026-02-28 18:00:00') }
  test.each<[what: string, early: { tiers: string[]; fromAt: number } | null, string | null, number, boolean]>([
    ['to nobody on the eve, where none was asked', null, 'WE', eve, false],
    ['to nobody without a tier on the eve, where none was asked', null, null, eve, false],
    ['on the eve to a tier that was asked', early, 'WE', eve, true],
    ['on the eve to no other tier', early, 'SVIP', eve, false],
    ['on the eve to nobody without a tier', early, null, eve, false],
    ['from its first instant on to everybody', early, null, first, true],
  ])('%s', (_, early, tier, occurredAt, open) => {
    expect(promotion({ early }).isOpen(tier, occurredAt)).toBe(open)
  })

  it('from the earlier of its two beginnings on, also where the eve was set after the day', () => {
    expect(promotion({ early }).opensAt).toBe(early.fromAt)
    expect(promotion({ early: { ...early, fromAt: first + 1 } }).opensAt).toBe(first)
  })
})

describe('the prices of a promotion', () => {
  const receipt = {
    occurredAt: shanghai('2026-03-10 14:05:00'),
    businessDay: day('2026-03-10'),
    store: 'beijing-1',
    birthday: false,
  }
  const line = { sku: 'A1', brand: null, category: null, promotional: false, listPriceMinor: 100_00, quantity: 2 }
  const price = { kind: 'memberPrice', amountMinor: 70_00 } as const
  const share = { kind: 'memberPrice', rate: 0.2 } as const

  it('are none where it only gives points', () => {
    const points = promotion()
    expect([points.isPriced, points.priceOf(line), points.looksAt(receipt, [line])]).toEqual([false, null, true])
  })

  it('alone give nothing with a purchase, so that it looks at no receipt', () => {
    const prices = promotion({ effects: [price] })
    expect([prices.isPriced, prices.priceOf(line), prices.looksAt(receipt, [line])]).toEqual([true, 140_00, false])
  })

  it('stand beside points', () => {
    const both = promotion({ effects: [price, { kind: 'bonusPoints', points: 1 }] })
    expect([both.isPriced, both.priceOf(line), both.looksAt(receipt, [line])]).toEqual([true, 140_00, true])
  })

  test.each([
    ['first', [price, share]],
    ['last', [share, price]],
  ])('count as the lowest of them, where that is named %s', (_, effects) => {
    expect(promotion({ effects }).priceOf(line)).toBe(140_00)
  })
})
