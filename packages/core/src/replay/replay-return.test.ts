import { describe, expect, it } from 'vitest'
import { atRate, bought, history, redeemed, setByHand, tookBack, under } from '../../test/histories.ts'
import { day } from '../../test/program.ts'
import { lineFacts, tender } from '../../test/receipts.ts'
import { presets } from '../program/presets/presets.ts'

const { wangfujing, wanqian, boutique } = presets

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
      broughtBack: { returned: [2], returns: [3] },
      counted: { points: 200, spendMinor: 100_00 },
    })
    expect(some.issued).toEqual({ points: 300, memberCash: 0 })
    const all = under(draft, life, { of: boutique }).books
    expect(all.wallet.lots.points.map(({ id }) => id)).toEqual([2])
    expect(all.purchases.get(1)).toMatchObject({
      broughtBack: { returned: [3] },
      counted: { points: 0, spendMinor: 0 },
    })
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
      expect(purchases.get(1)!.broughtBack?.reversed).toEqual({
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
    expect(purchases.get(1)!.broughtBack?.reversed.points).toEqual({ lapsed: 0, spent: 60 })
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

  it('owes points that a rebate has turned into member cash: they were spent, and the member cash stays', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-07-10 10:00:00', 1000_00),
      tookBack('2026-08-02 10:00:00', 1),
    )
    const { wallet, purchases } = under(wangfujing, life, { today: '2026-08-02' }).books
    expect(wallet.balances).toEqual({ points: -1000, memberCash: 1000, prepaid: 0 })
    expect(purchases.get(1)!.broughtBack?.reversed.points).toEqual({ lapsed: 0, spent: 1000 })
  })

  it('brings no tier back that was taken by hand between the goods of a day', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 09:00:00', 600_00),
      setByHand('2026-03-10 10:00:00', null),
      bought('2026-03-10 11:00:00', 100_00),
      tookBack('2026-03-11 10:00:00', 3),
    )
    expect(under(wangfujing, life, { today: '2026-03-12' }).held.tier).toBe(null)
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
