import { describe, expect, it } from 'vitest'
import { atRate, bought, history, ran, redeemed, tookBack, under } from '../../test/histories.ts'
import { day, shanghai } from '../../test/program.ts'
import { promotion } from '../../test/promotions.ts'
import { lineFacts, tender } from '../../test/receipts.ts'
import { presets } from '../program/presets/presets.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import type { Tender } from '../purchases/receipt.ts'

const { wangfujing, wanqian, boutique } = presets

describe('a receipt again', () => {
  it('earns what the draft gives, from the instant at which it holds and before the one at which it ends', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-09 23:59:59', 100_00),
      bought('2026-03-10 00:00:00', 100_00),
      bought('2026-03-19 23:59:59', 100_00),
      bought('2026-03-20 00:00:00', 100_00),
    )
    const { books } = under(atRate(boutique, 10), life, {
      of: boutique,
      from: '2026-03-10 00:00:00',
      to: '2026-03-20 00:00:00',
    })
    expect(books.wallet.lots.points).toEqual(
      [100, 1000, 1000, 100].map((remaining, i) => ({
        id: i + 1,
        earnedAt: life.events[i]!.recordedAt,
        expiresOn: null,
        remaining,
      })),
    )
    expect(books.wallet.balances).toEqual({ points: 2200, memberCash: 0, prepaid: 0 })
    expect(books.issued).toEqual({ points: 2200, memberCash: 0 })
    expect(books.refused).toEqual([])
  })

  it('is judged by the tier that the draft gave just before it, late or not, and raises it again', () => {
    const draft: ProgramRules = {
      ...wanqian,
      tiers: wanqian.tiers.map(tier => ({
        ...tier,
        entry: tier.entry.map(entry => (entry.on === 'threshold' ? { ...entry, atLeast: 10_000_00 } : entry)),
      })),
    }
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-12 10:00:00', 12_000_00),
      bought('2026-03-12 10:00:00', 100_00, { occurredAt: shanghai('2026-03-10 10:00:00') }),
      bought('2026-03-12 11:00:00', 100_00, { occurredAt: shanghai('2026-03-12 09:59:59') }),
      bought('2026-03-12 11:00:00', 100_00),
    )
    const { books, held } = under(draft, life, { of: wanqian, today: '2026-03-12' })
    expect(books.wallet.lots.points.map(lot => lot.remaining)).toEqual([12_000, 100, 100, 200])
    expect(held).toMatchObject({ tier: 'SUPREME', since: day('2026-03-12') })
    expect(books.activity.toSorted((a, b) => a.day - b.day)).toEqual([
      { day: day('2026-03-10'), rulesVersion: 1.5, qualifyingPoints: 100, spendMinor: 100_00 },
      { day: day('2026-03-12'), rulesVersion: 1.5, qualifyingPoints: 12_300, spendMinor: 12_200_00 },
    ])
  })

  it('keeps the birthday and the promotions that it was judged by', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00, { birthday: true }),
      bought('2026-03-11 10:00:00', 100_00, { promotions: [promotion()] }),
    )
    expect(under(wanqian, life).books.issued).toEqual({ points: 400, memberCash: 400 })
  })

  it('gives what its brand had set then under the draft’s own cap, and the plain multiplier where it had set nothing', () => {
    const line = lineFacts({ totalMinor: 100_00, brand: 'acme', brandMultiplier: 80_000 })
    const life = (setting: { multiplier: number; contractRate: number } | null | undefined) =>
      history(
        '2026-01-01 09:00:00',
        bought('2026-03-10 10:00:00', 100_00, { lines: [{ ...line, ...(setting === undefined ? {} : { setting }) }] }),
      )
    const set = { multiplier: 80_000, contractRate: 1_000 }
    const points = (draft: ProgramRules, setting: Parameters<typeof life>[0]) =>
      under(draft, life(setting), { of: wanqian }).books.issued.points
    // At two points a yuan a contract rate of 10 % bears no more than ×5.
    expect(points(atRate(wanqian, 2), set)).toBe(1000)
    expect(points(atRate(wanqian, 2), null)).toBe(200)
    expect(points(atRate(wanqian, 2), undefined)).toBe(1600)
    // A draft that bounds brands as the version did gives the multiplier that was kept.
    expect(points({ ...wanqian, earning: { ...wanqian.earning, grain: 'receipt' } }, null)).toBe(800)
    expect(under(atRate(wanqian, 2), life(null), { of: wanqian, to: '2026-03-01 00:00:00' }).books.issued.points).toBe(
      800,
    )
  })

  it('fills a debt first, and opens no lot where nothing is left', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-01 10:00:00', 100_00),
      redeemed('2026-03-02 10:00:00', 100),
      tookBack('2026-03-03 10:00:00', 1),
      bought('2026-03-04 10:00:00', 100_00),
      bought('2026-03-05 10:00:00', 30_00),
    )
    const { wallet } = under(boutique, life).books
    expect(wallet.balances.points).toBe(30)
    expect(wallet.lots.points.map(({ id, remaining }) => [id, remaining])).toEqual([[5, 30]])
  })

  it('fills a debt of points, and its member cash is a lot all the same', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-01 10:00:00', 100_00),
      redeemed('2026-03-02 10:00:00', 100),
      tookBack('2026-03-03 10:00:00', 1),
      bought('2026-03-04 10:00:00', 60_00),
    )
    const { wallet } = under(wanqian, life, { today: '2026-03-04' }).books
    expect(wallet.balances).toEqual({ points: -40, memberCash: 60, prepaid: 0 })
    expect(wallet.lots.points).toEqual([])
    expect(wallet.lots.memberCash.map(({ id, remaining }) => [id, remaining])).toEqual([[4, 60]])
  })

  it('that comes late is judged by what had been bought before it that day, and by nothing after it', () => {
    const [noon, evening] = ['2026-03-10 12:00:00', '2026-03-10 18:00:00']
    const tierOf = (...before: readonly [when: string, minor: number][]) => {
      const life = history(
        '2026-01-01 09:00:00',
        ...before.map(([when, minor]) => bought(when, minor)),
        bought('2026-03-12 10:00:00', 100_00, { occurredAt: shanghai(noon) }),
      )
      return under(wangfujing, life).books.purchases.get(before.length + 1)!.facts.tier
    }
    expect(tierOf(['2026-03-10 11:00:00', 600_00])).toBe('ME')
    expect(tierOf([noon, 600_00])).toBe('ME')
    expect(tierOf([evening, 600_00])).toBe(null)
    expect(tierOf(['2026-03-10 11:00:00', 600_00], [evening, 600_00])).toBe('ME')
    expect(tierOf(['2026-03-10 11:00:00', 600_00], ['2026-03-11 10:00:00', 600_00])).toBe('ME')
    expect(tierOf(['2026-03-10 11:00:00', 400_00], [evening, 100_00])).toBe(null)
  })

  it('whose points have expired before it came in leaves nothing, and its return owes nothing', () => {
    const life = history(
      '2025-01-01 09:00:00',
      bought('2026-03-01 10:00:00', 100_00, { occurredAt: shanghai('2025-12-31 10:00:00') }),
      bought('2026-03-01 11:00:00', 50_00),
      tookBack('2026-03-02 10:00:00', 1),
    )
    const { wallet, issued } = under(wanqian, life, { today: '2026-03-02' }).books
    expect(wallet.balances).toEqual({ points: 50, memberCash: 50, prepaid: 0 })
    expect(wallet.lots.points.map(({ id, remaining }) => [id, remaining])).toEqual([[2, 50]])
    expect(issued).toEqual({ points: 150, memberCash: 150 })
  })
})

describe('what a receipt was paid with', () => {
  const half: ProgramRules = { ...wanqian, memberCash: { perPoint: { minor: 1, points: 2 } } }
  const paidWith = (...tenders: readonly Tender[]) => bought('2026-03-11 10:00:00', 15_00, { tenders })

  it('comes from the wallet as far as it holds it; the rest was paid in fact, earns nothing, and is told', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 1000_00),
      paidWith(tender('memberCash', 900), tender('cash', 600)),
      tookBack('2026-03-12 10:00:00', 2),
    )
    const paid = under(half, { ...life, events: life.events.slice(0, 2) }, { of: wanqian }).books
    expect(paid.wallet.balances).toEqual({ points: 1006, memberCash: 3, prepaid: 0 })
    expect(paid.short.memberCash).toEqual({ receipts: 1, amountMinor: 400 })
    expect(paid.purchases.get(2)).toMatchObject({
      facts: { cashMinor: 600 },
      tenders: [tender('memberCash', 500), tender('voucher', 400), tender('cash', 600)],
      counted: { points: 6, spendMinor: 600 },
      drawn: [{ lot: 1, amount: 500 }],
    })
    // What no wallet gave, no return gives back.
    const { wallet } = under(half, life, { of: wanqian }).books
    expect(wallet.balances).toEqual({ points: 1000, memberCash: 500, prepaid: 0 })
    expect(wallet.lots.memberCash.map(({ id, remaining }) => [id, remaining])).toEqual([[1, 500]])
  })

  it('is nothing of a purse that is empty: the whole tender was paid in fact', () => {
    const life = history('2026-01-01 09:00:00', paidWith(tender('prepaid', 900), tender('cash', 600)))
    const { purchases } = under(half, life, { of: wanqian }).books
    expect(purchases.get(1)!.tenders).toEqual([tender('voucher', 900), tender('cash', 600)])
  })

  it('is no member cash whose time has come, also where its expiry ran later that day', () => {
    const life = history(
      '2025-01-01 09:00:00',
      bought('2025-12-30 10:00:00', 1000_00),
      bought('2026-01-01 10:00:00', 15_00, { tenders: [tender('memberCash', 500), tender('cash', 1000)] }),
      ran('expiry:2026-01-01'),
    )
    const { books } = under(wanqian, life, { today: '2026-01-01' })
    expect(books.short.memberCash).toEqual({ receipts: 1, amountMinor: 500 })
    expect(books.expiredOf('memberCash', [1])).toBe(1000)
  })

  it.each([
    ['all of it where it is there', [tender('memberCash', 500)], 0, 0, 0],
    ['none where a purse is empty', [tender('prepaid', 300)], 500, 0, 300],
    ['in the order of the tenders', [tender('memberCash', 400), tender('memberCash', 400)], 0, 300, 0],
    ['each purse for itself', [tender('memberCash', 501), tender('prepaid', 1)], 0, 1, 1],
  ] as const)('%s', (_, tenders, left, missing, missingPrepaid) => {
    const life = history('2026-01-01 09:00:00', bought('2026-03-10 10:00:00', 1000_00), paidWith(...tenders))
    const { wallet, short } = under(half, life, { of: wanqian, today: '2026-03-11' }).books
    expect(wallet.balances.memberCash).toBe(left)
    expect(short).toEqual({
      memberCash: { receipts: missing > 0 ? 1 : 0, amountMinor: missing },
      prepaid: { receipts: missingPrepaid > 0 ? 1 : 0, amountMinor: missingPrepaid },
    })
  })
})
