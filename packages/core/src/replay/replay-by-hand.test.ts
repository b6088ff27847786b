import { describe, expect, it } from 'vitest'
import {
  adjusted,
  atRate,
  bought,
  erased,
  history,
  paidBack,
  setByHand,
  tookBack,
  tookBackTopUp,
  toppedUpBy,
  under,
} from '../../test/histories.ts'
import { day, shanghai } from '../../test/program.ts'
import { tender } from '../../test/receipts.ts'
import { presets } from '../program/presets/presets.ts'
import type { ProgramRules } from '../program/rules.schema.ts'

const { wangfujing, wanqian, boutique } = presets

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
    expect(books.issued).toEqual({ points: 3000, memberCash: 0 })
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
    const none = under(boutique, history('2026-01-01 09:00:00', paidBack('2026-03-11 10:00:00', 1000))).books
    expect(none).toMatchObject({
      wallet: { balances: { prepaid: 0 } },
      refused: [{ kind: 'prepaidRefund', id: 1, reason: 'insufficient_prepaid', unit: 'prepaid', amount: 1000 }],
    })
  })
})

describe('an erasure again', () => {
  const before = [
    toppedUpBy('2026-03-10 10:00:00', 'topup-3000', 300_000, 3000),
    bought('2026-03-11 10:00:00', 100_00),
    paidBack('2026-03-12 10:00:00', 300_000),
  ]
  const gone = { points: 0, memberCash: 0, prepaid: 0 }

  it('leaves nothing of what these rules had given, prepaid included, and what they had issued stays issued', () => {
    const more = { ...boutique.topUpPlans[0]!, code: 'topup-3000', prepaidMinor: 400_000, points: 4000 }
    const life = history('2026-01-01 09:00:00', ...before, erased('2026-03-13 10:00:00'))
    const draft = atRate({ ...boutique, topUpPlans: [more] }, 2)
    const { books } = under(draft, life, { of: boutique })
    expect(books.wallet).toEqual({ balances: gone, lots: { points: [], memberCash: [] } })
    expect(books.issued).toEqual({ points: 4200, memberCash: 0 })
    expect(books.refused).toEqual([])
  })

  it('writes a debt off, and a rebate of a later day finds nothing', () => {
    const owing = history(
      '2026-01-01 09:00:00',
      bought('2026-03-10 10:00:00', 100_00),
      adjusted('2026-03-11 10:00:00', 'points', -60),
      tookBack('2026-03-12 10:00:00', 1),
      erased('2026-03-13 10:00:00'),
    )
    const until = (events: number) =>
      under(boutique, { ...owing, events: owing.events.slice(0, events) }).books.wallet.balances
    expect(until(3)).toEqual({ ...gone, points: -60 })
    expect(until(4)).toEqual(gone)
    const rich = history('2026-01-01 09:00:00', bought('2026-03-10 10:00:00', 2500_00), erased('2026-03-13 10:00:00'))
    expect(under(wangfujing, rich).books).toMatchObject({
      wallet: { balances: gone },
      issued: { points: 2500, memberCash: 0 },
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
