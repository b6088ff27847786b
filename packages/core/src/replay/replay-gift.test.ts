import { describe, expect, it } from 'vitest'
import { bought, ended, history, redeemed, tookBack, under } from '../../test/histories.ts'
import { presets } from '../program/presets/presets.ts'

const { wangfujing, wanqian, boutique } = presets

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
    const lapsed = under(wanqian, { ...life, events: life.events.slice(0, 3) }, { today: '2026-01-02' }).books
    expect(lapsed.wallet.balances.points).toBe(0)
    expect(lapsed.expiredOf('points', [1])).toBe(100)
    const { books } = under(wanqian, life, { today: '2026-01-03' })
    expect(books.wallet.balances).toEqual({ points: 0, memberCash: 0, prepaid: 0 })
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

  it('that lapses after a rebate that only the draft has comes too late for it', () => {
    const life = history(
      '2026-01-01 09:00:00',
      bought('2026-07-10 10:00:00', 1000_00),
      redeemed('2026-07-11 10:00:00', 600),
      ended('2026-08-10 00:00:00', 2, 'lapsed'),
    )
    const { books } = under(wangfujing, life, { of: boutique, today: '2026-08-10' })
    expect(books.wallet.balances).toEqual({ points: 1000, memberCash: 0, prepaid: 0 })
  })
})
