import { describe, expect, it, test } from 'vitest'
import {
  adjusted,
  bought,
  ended,
  history,
  paidBack,
  ran,
  redeemed,
  replayed,
  setByHand,
  tookBack,
  tookBackTopUp,
  toppedUpBy,
} from '../../test/histories.ts'
import { day, shanghai, timelineOf } from '../../test/program.ts'
import { promotion } from '../../test/promotions.ts'
import { lineFacts, tender } from '../../test/receipts.ts'
import { presets } from '../program/presets/presets.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import type { Tender } from '../purchases/receipt.ts'
import type { KeptHistory } from './kept-history.ts'

const { wangfujing, wanqian, boutique } = presets

const atRate = (rules: ProgramRules, points: number, perMinor = rules.earning.rate.perMinor): ProgramRules => ({
  ...rules,
  earning: { ...rules.earning, rate: { points, perMinor } },
})

/** A life under a draft that holds since always, or only in a window; what was in force was the preset. */
const under = (
  draft: ProgramRules,
  life: KeptHistory,
  fields: { readonly of?: ProgramRules; readonly from?: string; readonly to?: string; readonly today?: string } = {},
) =>
  replayed(life, {
    timeline: timelineOf(fields.of ?? draft),
    draft,
    window: {
      from: fields.from ? shanghai(fields.from) : -Infinity,
      to: fields.to ? shanghai(fields.to) : Infinity,
    },
    today: fields.today ?? '2026-12-31',
  })

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
      bought: {
        facts: { cashMinor: 600 },
        tenders: [tender('memberCash', 500), tender('voucher', 400), tender('cash', 600)],
      },
      counted: { points: 6, spendMinor: 600 },
      drawn: [{ lot: 1, amount: 500 }],
    })
    // What no wallet gave, no return gives back.
    const { wallet } = under(half, life, { of: wanqian }).books
    expect(wallet.balances).toEqual({ points: 1000, memberCash: 500, prepaid: 0 })
    expect(wallet.lots.memberCash.map(({ id, remaining }) => [id, remaining])).toEqual([[1, 500]])
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

describe('a return again', () => {
  it('takes back what the sale earned in the replay, from its own lots first, and what it counted on its day', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 300_00, { lines: [lineFacts({ totalMinor: 300_00, quantity: 3 })] }),
      bought('2026-03-10 11:00:00', 50_00),
      tookBack('2026-03-11 10:00:00', 1, { lines: [{ index: 0, quantity: 2 }] }),
      tookBack('2026-03-12 10:00:00', 1),
    )
    const draft = atRate(boutique, 2)
    const some = under(draft, { ...life, events: life.events.slice(0, 3) }, { of: boutique }).books
    expect(some.wallet.lots.points.map(({ id, remaining }) => [id, remaining])).toEqual([
      [1, 200],
      [2, 100],
    ])
    expect(some.activity).toEqual([
      { day: day('2026-03-10'), rulesVersion: 1.5, qualifyingPoints: 300, spendMinor: 150_00 },
    ])
    expect(some.purchases.get(1)).toMatchObject({
      returned: [2],
      returns: [3],
      counted: { points: 200, spendMinor: 100_00 },
    })
    expect(some.issued).toEqual({ points: 300, memberCash: 0 })
    const all = under(draft, life, { of: boutique }).books
    expect(all.wallet.lots.points.map(({ id }) => id)).toEqual([2])
    expect(all.purchases.get(1)).toMatchObject({ returned: [3], counted: { points: 0, spendMinor: 0 } })
  })

  it('owes nothing of what has expired in the replay, in one return or in several', () => {
    const sale = bought('2025-12-31 10:00:00', 200_00, { lines: [lineFacts({ totalMinor: 200_00, quantity: 2 })] })
    const other = bought('2026-01-02 10:00:00', 70_00)
    const once = history(
      '2025-01-01 09:00:00',
      sale,
      other,
      tookBack('2026-01-03 10:00:00', 1, { lines: [{ index: 0, quantity: 2 }] }),
    )
    const twice = history(
      '2025-01-01 09:00:00',
      sale,
      other,
      tookBack('2026-01-03 10:00:00', 1),
      tookBack('2026-01-03 11:00:00', 1),
    )
    for (const life of [once, twice]) {
      const { wallet, purchases } = under(wanqian, life, { today: '2026-01-04' }).books
      expect(wallet.balances).toEqual({ points: 70, memberCash: 70, prepaid: 0 })
      expect(purchases.get(1)!.reversed).toEqual({
        points: { lapsed: 200, spent: 0 },
        memberCash: { lapsed: 200, spent: 0 },
      })
    }
  })

  it('owes what had been spent, and notes it with the purchase', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      redeemed('2026-03-11 10:00:00', 60),
      tookBack('2026-03-12 10:00:00', 1),
    )
    const { wallet, purchases } = under(boutique, life).books
    expect(wallet).toEqual({
      balances: { points: -60, memberCash: 0, prepaid: 0 },
      lots: { points: [], memberCash: [] },
    })
    expect(purchases.get(1)!.reversed.points).toEqual({ lapsed: 0, spent: 60 })
  })

  it('gives member cash back to the lots it came from; where they have expired in the replay, it is gone at once', () => {
    const life = (back: string) =>
      history(
        '2025-01-01 09:00:00',
        bought('2025-12-30 10:00:00', 1000_00),
        bought('2025-12-31 10:00:00', 10_00, { tenders: [tender('memberCash', 1000)] }),
        tookBack(back, 2),
      )
    const inTime = under(wanqian, life('2025-12-31 11:00:00'), { today: '2025-12-31' }).books
    expect(inTime.wallet.lots.memberCash).toMatchObject([{ id: 1, remaining: 1000 }])
    const late = under(wanqian, life('2026-01-01 11:00:00'), { today: '2026-01-01' }).books
    expect(late.wallet.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    expect(late.wallet.lots.memberCash).toEqual([])
    expect(late.expiredOf('memberCash', [1])).toBe(1000)
  })

  it('takes the tier away again that the goods brought, also where it was set by hand before them on their day', () => {
    const life = history(
      '2026-01-01 09:00:00',
      setByHand('2026-03-10 09:00:00', null),
      bought('2026-03-10 10:00:00', 600_00),
      tookBack('2026-03-11 10:00:00', 2),
    )
    const of = { today: '2026-03-12' }
    expect(under(wangfujing, { ...life, events: life.events.slice(0, 2) }, of).held.tier).toBe('ME')
    expect(under(wangfujing, life, of).held.tier).toBe(null)
  })

  it('throws where the journal contradicts itself: goods of no purchase, and more of them than were bought', () => {
    const bare = history('2026-01-01 09:00:00', tookBack('2026-03-11 10:00:00', 7))
    expect(() => under(boutique, bare)).toThrow('return 1 is of no purchase before it')
    const twice = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      tookBack('2026-03-11 10:00:00', 1),
      tookBack('2026-03-12 10:00:00', 1),
    )
    expect(() => under(boutique, twice)).toThrow('return 3 is refused: return_exceeds_purchase')
  })
})

describe('a gift again', () => {
  it('takes its points, and gives them back where the reservation ended without it', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      redeemed('2026-03-11 10:00:00', 20, { quantity: 2 }),
      redeemed('2026-03-11 11:00:00', 15),
      ended('2026-03-12 10:00:00', 2),
    )
    const { books } = under(boutique, life)
    expect(books.wallet.lots.points).toMatchObject([{ id: 1, remaining: 85 }])
    expect(books.issued.points).toBe(100)
    expect(books.refused).toEqual([])
  })

  it('that the points do not reach for is told, and gives nothing back', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      redeemed('2026-03-11 10:00:00', 51, { quantity: 2 }),
      ended('2026-03-12 10:00:00', 2),
    )
    const { books } = under(boutique, life)
    expect(books.wallet.balances.points).toBe(100)
    expect(books.refused).toEqual([
      { kind: 'redemption', id: 2, reason: 'insufficient_points', unit: 'points', amount: 102 },
    ])
  })

  it('is for the tiers that may have it, held on its day in the replay', () => {
    const life = (tiers: readonly string[]) =>
      history(
        '2026-01-01 09:00:00',
        bought('2026-03-10 10:00:00', 600_00),
        redeemed('2026-03-10 11:00:00', 10, { tiers }),
      )
    expect(under(wangfujing, life(['ME'])).books.refused).toEqual([])
    expect(under(wangfujing, life(['WE'])).books.refused).toMatchObject([{ reason: 'tier_required', amount: 10 }])
  })

  it('whose points have expired meanwhile gives nothing back, and a return does not ask for them again', () => {
    const life = history(
      '2025-01-01 09:00:00',
      bought('2025-12-30 10:00:00', 100_00),
      redeemed('2025-12-31 10:00:00', 40),
      ended('2026-01-02 10:00:00', 2),
      tookBack('2026-01-03 10:00:00', 1),
    )
    const { books } = under(wanqian, life, { today: '2026-01-03' })
    expect(books.wallet.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    expect(books.expiredOf('points', [1])).toBe(100)
  })

  it('that lapses gives its points back before anything else of that midnight: a rebate finds them', () => {
    const august = '2026-08-01 00:00:00'
    const life = (end: 'lapsed' | 'cancelled') =>
      history(
        '2026-01-01 09:00:00',
        bought('2026-07-10 10:00:00', 1000_00),
        redeemed('2026-07-11 10:00:00', 600),
        ended(august, 2, end),
      )
    const of = { today: '2026-08-01' }
    expect(under(wangfujing, life('lapsed'), of).books.wallet.balances).toMatchObject({ points: 0, memberCash: 1000 })
    // By hand, the start of the day has gone before.
    expect(under(wangfujing, life('cancelled'), of).books.wallet.balances).toMatchObject({
      points: 1000,
      memberCash: 0,
    })
  })
})

describe('a top-up again', () => {
  const at = '2026-03-10 10:00:00'
  const plans = (prepaidMinor: number, points: number): ProgramRules => ({
    ...boutique,
    topUpPlans: boutique.topUpPlans.map(plan =>
      plan.code === 'topup-3000' ? { ...plan, prepaidMinor, points } : plan,
    ),
  })
  const life = history('2026-01-01 09:00:00', toppedUpBy(at, 'topup-3000', 300_000, 3000))

  it('gives what the draft’s plan gives, and its class', () => {
    const { books, held } = under(plans(400_000, 100), life, { of: boutique })
    expect(books.wallet).toEqual({
      balances: { points: 100, memberCash: 0, prepaid: 400_000 },
      lots: { points: [{ id: 1, earnedAt: shanghai(at), expiresOn: null, remaining: 100 }], memberCash: [] },
    })
    expect(books.issued).toEqual({ points: 100, memberCash: 0 })
    expect(held).toMatchObject({ tier: 'CLASS-90', since: day('2026-03-10'), because: 'topUp' })
  })

  it('by a plan that the draft does not know gives what it gave in fact, to expire by the draft, and no class', () => {
    const expiry = { ...boutique.expiry, points: { kind: 'rolling' as const, months: 12 } }
    const draft = { ...boutique, topUpPlans: [], tiers: [], expiry }
    const { books, held } = under(draft, life, { of: boutique })
    expect(books.wallet).toEqual({
      balances: { points: 3000, memberCash: 0, prepaid: 300_000 },
      lots: {
        points: [{ id: 1, earnedAt: shanghai(at), expiresOn: day('2027-03-10'), remaining: 3000 }],
        memberCash: [],
      },
    })
    expect(books.acts).toEqual([])
    expect(held.tier).toBe(null)
  })

  it('beyond what the draft lets one card hold is told, and its class does not come', () => {
    const draft: ProgramRules = { ...boutique, prepaid: { capMinor: 299_999 } }
    const { books, held } = under(draft, life, { of: boutique })
    expect(books.wallet.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    expect(books.refused).toEqual([
      { kind: 'topUp', id: 1, reason: 'prepaid_cap_exceeded', unit: 'prepaid', amount: 300_000 },
    ])
    expect(held.tier).toBe(null)
    // Nor does its reversal take anything then.
    const taken = history('2026-01-01 09:00:00', toppedUpBy(at, 'topup-3000', 300_000, 3000), tookBackTopUp(at, 1))
    expect(under(draft, taken, { of: boutique }).books).toMatchObject({
      wallet: { balances: { points: 0, prepaid: 0 } },
      refused: [{ kind: 'topUp' }],
    })
  })

  it('taken back takes what it gave in the replay, and its class with it, no other', () => {
    const events = [
      toppedUpBy(at, 'topup-3000', 300_000, 3000),
      toppedUpBy(at, 'topup-5000', 500_000, 5000),
      tookBackTopUp('2026-03-11 10:00:00', 2),
    ]
    const { books, held } = under(plans(1, 1), history('2026-01-01 09:00:00', ...events), { of: boutique })
    expect(books.wallet.balances).toEqual({ points: 1, memberCash: 0, prepaid: 1 })
    expect(books.refused).toEqual([])
    expect(held.tier).toBe('CLASS-90')
  })

  it('that the replay finds spent stands, and is told', () => {
    const spent = history(
      '2026-01-01 09:00:00',
      toppedUpBy(at, 'topup-3000', 300_000, 3000),
      bought(at, 10_00, { tenders: [tender('prepaid', 1000)] }),
      tookBackTopUp('2026-03-11 10:00:00', 1),
    )
    const { books, held } = under(boutique, spent)
    expect(books.wallet.balances.prepaid).toBe(299_000)
    expect(books.refused).toEqual([
      { kind: 'topUpReversal', id: 1, reason: 'topup_spent', unit: 'prepaid', amount: 300_000 },
    ])
    expect(held.tier).toBe('CLASS-90')
  })

  it('is paid back as far as there is some, and the rest is told', () => {
    const refunded = (amount: number) =>
      under(
        plans(1000, 0),
        history(
          '2026-01-01 09:00:00',
          toppedUpBy(at, 'topup-3000', 300_000, 3000),
          paidBack('2026-03-11 10:00:00', amount),
        ),
        { of: boutique },
      ).books
    expect(refunded(1000)).toMatchObject({ wallet: { balances: { prepaid: 0 } }, refused: [] })
    expect(refunded(1001)).toMatchObject({
      wallet: { balances: { prepaid: 0 } },
      refused: [{ kind: 'prepaidRefund', id: 2, reason: 'insufficient_prepaid', unit: 'prepaid', amount: 1 }],
    })
  })
})

describe('what was set by hand again', () => {
  const at = '2026-03-10 10:00:00'
  it('an adjustment gives and takes, and what it gives expires by the draft', () => {
    const life = history('2026-01-01 09:00:00', adjusted(at, 'points', 100), adjusted(at, 'points', -30))
    const { books } = under(wanqian, life)
    expect(books.wallet.lots.points).toEqual([
      { id: 1, earnedAt: shanghai(at), expiresOn: day('2027-01-01'), remaining: 70 },
    ])
    expect(books.issued.points).toBe(0)
    expect(books.refused).toEqual([])
  })

  it('takes what is there, and what is not there is told', () => {
    const life = history('2026-01-01 09:00:00', adjusted(at, 'points', 100), adjusted(at, 'points', -130))
    const { books } = under(wanqian, life)
    expect(books.wallet.balances.points).toBe(0)
    expect(books.refused).toEqual([
      { kind: 'adjustment', id: 2, reason: 'insufficient_points', unit: 'points', amount: 30 },
    ])
  })

  it('gives prepaid even beyond the draft’s cap on it: staff have set it right', () => {
    const draft: ProgramRules = { ...boutique, prepaid: { capMinor: 10 } }
    const { books } = under(draft, history('2026-01-01 09:00:00', adjusted(at, 'prepaid', 11)), { of: boutique })
    expect(books.wallet.balances).toEqual({ points: 0, memberCash: 0, prepaid: 11 })
    expect(books.refused).toEqual([])
  })

  it('a tier holds from then on through its last day, and one that the draft does not know is none', () => {
    const life = history('2026-01-01 09:00:00', setByHand(at, 'CLASS-88', '2026-03-20'))
    const held = (draft: ProgramRules, today: string) => under(draft, life, { of: boutique, today }).held
    expect(held(boutique, '2026-03-20')).toEqual({
      tier: 'CLASS-88',
      from: day('2026-03-10'),
      since: day('2026-03-10'),
      through: day('2026-03-20'),
      because: 'hand',
    })
    expect(held(boutique, '2026-03-21').tier).toBe(null)
    expect(held({ ...boutique, tiers: [] }, '2026-03-20').tier).toBe(null)
  })
})

describe('scheduled work again', () => {
  const rolling = (months: number): ProgramRules => ({
    ...boutique,
    expiry: { ...boutique.expiry, points: { kind: 'rolling', months } },
  })
  const inactivity = (months: number): ProgramRules => ({
    ...wangfujing,
    expiry: { ...wangfujing.expiry, points: { kind: 'inactivity', months } },
  })
  const points = (draft: ProgramRules, life: KeptHistory, today: string, of = draft) =>
    under(draft, life, { of, today }).books.wallet.balances.points

  it('clears what the draft lets expire at the start of its day, and not a day before', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      bought('2026-04-10 10:00:00', 5_00),
    )
    expect(points(rolling(2), life, '2026-05-09', boutique)).toBe(105)
    expect(points(rolling(2), life, '2026-05-10', boutique)).toBe(5)
    expect(points(rolling(2), life, '2026-06-10', boutique)).toBe(0)
  })

  it('clears before what comes in on that day: a gift no longer finds the points', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      redeemed('2026-05-10 00:00:00', 10),
    )
    expect(under(rolling(2), life, { of: boutique }).books.refused).toMatchObject([{ reason: 'insufficient_points' }])
    expect(under(rolling(3), life, { of: boutique }).books.refused).toEqual([])
  })

  it('what the journal has runs at its place there, under the draft, and once', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-07-10 10:00:00', 2500_00),
      ran('rebate:august:2026-08-01'),
      bought('2026-08-01 10:00:00', 1000_00),
    )
    const { wallet } = under(wangfujing, life, { today: '2026-09-01' }).books
    expect(wallet.balances).toEqual({ points: 1500, memberCash: 2000, prepaid: 0 })
    expect(wallet.lots.memberCash).toEqual([
      { id: 2, earnedAt: shanghai('2026-08-01 00:00:00'), expiresOn: null, remaining: 2000 },
    ])
    // A draft without that rebate, or with another day for it, does not give it then.
    const moved = { ...wangfujing, rebates: wangfujing.rebates.map(r => ({ ...r, on: { month: 8, day: 2 } })) }
    expect(under({ ...wangfujing, rebates: [] }, life, { of: wangfujing }).books.issued.memberCash).toBe(0)
    const later = under(moved, life, { of: wangfujing }).books
    expect(later.wallet.balances).toEqual({ points: 500, memberCash: 3000, prepaid: 0 })
    expect(later.wallet.lots.memberCash).toMatchObject([{ id: -1, earnedAt: shanghai('2026-08-02 00:00:00') }])
  })

  it('gives a rebate by the tier held at the start of its day', () => {
    const life = (when: string) => history('2026-01-01 09:00:00', bought(when, 2500_00))
    const rebated = (when: string) => under(wangfujing, life(when), { today: '2026-08-01' }).books.issued.memberCash
    expect(rebated('2026-07-31 23:59:59')).toBe(2000)
    expect(rebated('2026-08-01 00:00:00')).toBe(0)
    const untiered = history(
      '2026-01-01 09:00:00',
      ...[10, 11, 12].map(date => bought(`2026-07-${date} 10:00:00`, 400_00)),
    )
    expect(under(wangfujing, untiered, { today: '2026-08-01' }).books.issued.memberCash).toBe(0)
  })

  it('clears the points of who bought nothing for so many months, counted from the last purchase or the registration', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      bought('2026-04-15 10:00:00', 50_00),
    )
    expect(points(inactivity(3), life, '2026-07-14', wangfujing)).toBe(150)
    expect(points(inactivity(3), life, '2026-07-15', wangfujing)).toBe(0)
    expect(under(inactivity(3), life, { of: wangfujing, today: '2026-07-15' }).books.expiredOf('points', [1, 2])).toBe(
      150,
    )
    const given = history('2026-01-01 09:00:00', adjusted('2026-02-10 10:00:00', 'points', 30))
    expect(points(inactivity(3), given, '2026-05-09', wangfujing)).toBe(30)
    expect(points(inactivity(3), given, '2026-05-10', wangfujing)).toBe(0)
  })

  it('clears for inactivity where the journal did so only of who is inactive in the replay too', () => {
    const name = 'inactivity:points:2026-04-10'
    const quiet = history('2025-12-01 09:00:00', bought('2026-01-10 10:00:00', 100_00), ran(name))
    expect(points(inactivity(3), quiet, '2026-04-10')).toBe(0)
    expect(points(inactivity(4), quiet, '2026-04-10', inactivity(3))).toBe(100)
    expect(points(wangfujing, quiet, '2026-04-10', inactivity(3))).toBe(100)
    const busy = history(
      '2025-12-01 09:00:00',
      bought('2026-01-10 10:00:00', 100_00),
      bought('2026-01-11 10:00:00', 1_00),
      ran(name),
    )
    expect(points(inactivity(3), busy, '2026-04-10')).toBe(101)
    const young = history('2026-01-11 09:00:00', bought('2026-01-11 10:00:00', 1_00, { occurredAt: shanghai('2026-01-10 10:00:00') }), ran(name)) // prettier-ignore
    expect(points(inactivity(3), young, '2026-04-10')).toBe(1)
    const given = history(
      '2025-12-01 09:00:00',
      bought('2026-01-10 10:00:00', 100_00),
      adjusted('2026-01-11 10:00:00', 'points', 5),
      ran(name),
    )
    expect(points(inactivity(3), given, '2026-04-10')).toBe(105)
  })

  it('begins with the registration, or with a receipt that came before it', () => {
    const life = history('2026-09-01 09:00:00', bought('2026-07-10 10:00:00', 2500_00))
    expect(under(wangfujing, life, { today: '2026-08-31' }).books.issued.memberCash).toBe(2000)
    const none = under(wangfujing, history('2026-01-01 09:00:00'), { today: '2026-08-31' })
    expect(none.books.wallet.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
    expect(none.held.tier).toBe(null)
  })
})

test.each([
  ['a receipt', [bought('2026-03-10 10:00:00', 1_000_000_00)]],
  ['a top-up', [toppedUpBy('2026-03-10 10:00:00', 'topup-3000', 1, 1), toppedUpBy('2026-03-10 10:00:00', 'topup-3000', 1, 1)]],
  ['an adjustment', [adjusted('2026-03-10 10:00:00', 'points', 1), adjusted('2026-03-10 10:00:00', 'points', Number.MAX_SAFE_INTEGER)]],
])('%s that leaves the exact integers under a draft throws RangeError', (_, events) => {
  const draft = {
    ...atRate(boutique, 1_000_000, 1),
    topUpPlans: boutique.topUpPlans.map(plan => ({ ...plan, points: Number.MAX_SAFE_INTEGER })),
  }
  const receipts = Array.from({ length: 100 }, () => events[0]!)
  const life = history('2026-01-01 09:00:00', ...(events.length > 1 ? events : receipts))
  expect(() => under(draft, life, { of: boutique })).toThrow(RangeError)
}) // prettier-ignore
