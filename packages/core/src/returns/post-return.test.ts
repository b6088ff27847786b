import { describe, expect, it, test } from 'vitest'
import { day, shanghai } from '../../test/program.ts'
import { moved, walletOf } from '../../test/wallets.ts'
import type { OpenLot } from '../ledger/lots.ts'
import type { Wallet } from '../ledger/wallet.ts'
import { compileRules } from '../program/compile.ts'
import { presets } from '../program/presets/presets.ts'
import { postReturn, type JudgedReturn, type PaidLot } from './post-return.ts'

/** Points last a month, member cash two. */
const expiry = { points: { kind: 'rolling', months: 1 }, memberCash: { kind: 'rolling', months: 2 } } as const
const rules = compileRules({ ...presets.wangfujing, expiry }, 1)
const PURCHASE = 5
const now = shanghai('2026-03-20 12:00:00')
const nothing = { reversed: 0, lapsed: 0, spent: 0 }

/** A return on 20 March in which nothing moves unless told. */
const judged = (fields: Partial<JudgedReturn> = {}): JudgedReturn => ({
  rules,
  reversals: { points: nothing, memberCash: nothing },
  paid: { memberCash: { before: 0, after: 0 }, prepaid: { before: 0, after: 0 } },
  paidLots: [],
  ownLots: [PURCHASE],
  transactionId: 9,
  now,
  today: day('2026-03-20'),
  ...fields,
})
const paidByMemberCash = (before: number, after: number): JudgedReturn['paid'] => ({
  memberCash: { before, after },
  prepaid: { before: 0, after: 0 },
})
const lot = (id: number, remaining: number, expiresOn: string | null = null): OpenLot => ({
  id,
  earnedAt: id,
  expiresOn: expiresOn === null ? null : day(expiresOn),
  remaining,
})
const paidLot = (id: number, taken: number, expiresOn: string | null = null, remaining = 0): PaidLot => ({
  ...lot(id, remaining, expiresOn),
  taken,
})
const holding = (unit: 'points' | 'memberCash', ...lots: readonly OpenLot[]): Wallet =>
  walletOf({ [unit]: lots.reduce((sum, { remaining }) => sum + remaining, 0) }, { [unit]: lots })
const left = (wallet: Wallet, unit: 'points' | 'memberCash') =>
  Object.fromEntries(wallet.lots[unit].map(({ id, remaining }) => [id, remaining]))

describe('member cash that a purchase was paid with', () => {
  // ¥100: 30 from the lot that ends in April, 70 from the one that never does.
  const paidLots = [paidLot(2, 70), paidLot(1, 30, '2026-04-30')]

  test.each([
    ['all of it to both lots, when all comes back', 100, 0, { 1: 30, 2: 70 }],
    ['to the lot that was drawn last, when the sooner one would have paid for what is kept', 100, 30, { 2: 70 }],
    ['a part to the lot that was drawn last', 100, 40, { 2: 60 }],
    ['to both, when less is kept than the sooner one paid', 100, 10, { 1: 20, 2: 70 }],
    ['what an earlier return has left of it', 40, 10, { 1: 20, 2: 10 }],
    ['nothing, when as much is kept as before', 40, 40, {}],
  ])('goes back where it came from: %s', (_, before, after, lots) => {
    const { returned, expired } = postReturn(walletOf(), judged({ paid: paidByMemberCash(before, after), paidLots }))
    expect(left(returned.wallet, 'memberCash')).toEqual(lots)
    const amount = before - after
    expect(returned.wallet.balances.memberCash).toBe(amount)
    expect(moved(returned)).toEqual(amount > 0 ? [`${amount} memberCash program:sales → member:memberCash`] : [])
    expect(expired).toBeNull()
  })

  it('expires at once where its lot has ended meanwhile, and what is good stays', () => {
    const lots = [paidLot(1, 30, '2026-03-20'), paidLot(2, 70, '2026-03-21')]
    const { returned, expired } = postReturn(walletOf(), judged({ paid: paidByMemberCash(100, 0), paidLots: lots }))
    expect(moved(returned)).toEqual(['100 memberCash program:sales → member:memberCash'])
    expect(moved(expired!)).toEqual(['30 memberCash member:memberCash → program:breakage'])
    expect(left(expired!.wallet, 'memberCash')).toEqual({ 2: 70 })
    expect(expired!.wallet.balances.memberCash).toBe(70)
  })

  it('makes nothing expire where it does not come back to a lot that has ended', () => {
    const lots = [paidLot(1, 30, '2026-03-20'), paidLot(2, 70)]
    const { returned, expired } = postReturn(walletOf(), judged({ paid: paidByMemberCash(100, 30), paidLots: lots }))
    expect(left(returned.wallet, 'memberCash')).toEqual({ 2: 70 })
    expect(expired).toBeNull()
  })

  it('expires from its own lot, not from another that has ended and waits for its posting', () => {
    const wallet = holding('memberCash', lot(3, 40, '2026-03-01'))
    const lots = [paidLot(1, 30, '2026-03-20')]
    const { expired } = postReturn(wallet, judged({ paid: paidByMemberCash(30, 0), paidLots: lots }))
    expect(left(expired!.wallet, 'memberCash')).toEqual({ 3: 40 })
  })

  it('pays no debt where it has expired: the member owes as much as before', () => {
    const debt = walletOf({ memberCash: -20 })
    const lots = [paidLot(1, 30, '2026-03-20')]
    const { returned, expired } = postReturn(debt, judged({ paid: paidByMemberCash(30, 0), paidLots: lots }))
    expect(returned.wallet.balances.memberCash).toBe(10)
    expect(moved(expired!)).toEqual(['30 memberCash member:memberCash → program:breakage'])
    expect(expired!.wallet).toEqual(debt)
  })
})

describe('prepaid money that a purchase was paid with', () => {
  it('is the member’s own again', () => {
    const paid = { memberCash: { before: 0, after: 0 }, prepaid: { before: 80, after: 25 } }
    const { returned, expired } = postReturn(walletOf({ prepaid: 10 }), judged({ paid }))
    expect(moved(returned)).toEqual(['55 prepaid program:sales → member:prepaid'])
    expect([returned.wallet.balances.prepaid, returned.opened, expired]).toEqual([65, [], null])
  })
})

describe('what a purchase had earned', () => {
  const points = (reversed: number, fields: { lapsed?: number; spent?: number } = {}) => ({
    reversals: { points: { ...nothing, reversed, ...fields }, memberCash: nothing },
  })

  it('is taken from its own lots, although others end sooner', () => {
    const wallet = holding('points', lot(PURCHASE, 50), lot(1, 50, '2026-03-25'))
    const { returned } = postReturn(wallet, judged(points(30)))
    expect(moved(returned)).toEqual(['30 points member:points → program:issuance'])
    expect(left(returned.wallet, 'points')).toEqual({ [PURCHASE]: 20, 1: 50 })
  })

  it('is taken from what else there is, then owed, where it was spent', () => {
    const { returned } = postReturn(holding('points', lot(1, 20)), judged(points(30, { spent: 30 })))
    expect(returned.wallet).toEqual(walletOf({ points: -10 }))
  })

  it('is not owed where it has expired', () => {
    const { returned } = postReturn(holding('points', lot(1, 20)), judged(points(30, { lapsed: 30 })))
    expect([returned.transfers, returned.moves]).toEqual([[], []])
  })

  test.each([
    ['a lot of its own that lasts from today', 0, 5, 5],
    ['less a debt, which it fills first', -2, 3, 3],
    ['to nothing where all of it is owed', -5, 0, 0],
    ['and leaves what is owed beyond it', -7, -2, 0],
  ])('is given where the kept goods round to more: %s', (_, before, after, opened) => {
    const { returned } = postReturn(walletOf({ points: before }), judged(points(-5)))
    expect(moved(returned)).toEqual(['5 points program:issuance → member:points'])
    expect(returned.wallet.balances.points).toBe(after)
    const expiresOn = day('2026-04-20')
    expect(returned.opened).toEqual([{ unit: 'points', amount: 5, opened, remaining: opened, expiresOn }])
    expect(returned.wallet.lots.points).toEqual(
      opened === 0 ? [] : [{ id: 9, earnedAt: now, expiresOn, remaining: opened }],
    )
  })
})

describe('member cash that goes both ways in one return', () => {
  const both = (reversed: number, lots: readonly PaidLot[]) =>
    judged({
      reversals: { points: nothing, memberCash: { ...nothing, reversed } },
      paid: paidByMemberCash(50, 0),
      paidLots: lots,
    })

  it('leaves no move of a lot that got back as much as was taken of it', () => {
    const { returned } = postReturn(walletOf(), both(50, [paidLot(1, 50)]))
    expect(returned.wallet).toEqual(walletOf())
    expect(returned.moves).toEqual([])
    expect(moved(returned)).toEqual([
      '50 memberCash program:sales → member:memberCash',
      '50 memberCash member:memberCash → program:issuance',
    ])
  })

  it('is one move of each lot: what came back less what was taken', () => {
    const { returned } = postReturn(walletOf(), both(20, [paidLot(1, 50)]))
    expect(returned.moves).toEqual([{ lot: 1, unit: 'memberCash', delta: 30 }])
  })

  it('is one transfer each way, whatever came back to lots that have ended and to others', () => {
    const lots = [paidLot(1, 20, '2026-03-01'), paidLot(2, 30)]
    const { returned } = postReturn(walletOf(), both(10, lots))
    expect(moved(returned)).toEqual([
      '50 memberCash program:sales → member:memberCash',
      '10 memberCash member:memberCash → program:issuance',
    ])
  })

  it('takes what is owed from what has come back and is still good, never from what expires', () => {
    const lots = [paidLot(1, 20, '2026-03-01'), paidLot(2, 30)]
    const { returned, expired } = postReturn(walletOf(), both(10, lots))
    expect(left(returned.wallet, 'memberCash')).toEqual({ 1: 20, 2: 20 })
    expect(moved(expired!)).toEqual(['20 memberCash member:memberCash → program:breakage'])
    expect(left(expired!.wallet, 'memberCash')).toEqual({ 2: 20 })
  })

  it('gives what the kept goods round to once, and to the debt before anything comes back', () => {
    const { returned } = postReturn(walletOf({ memberCash: -4 }), both(-4, [paidLot(1, 50)]))
    expect(returned.wallet.balances.memberCash).toBe(50)
    expect(left(returned.wallet, 'memberCash')).toEqual({ 1: 50 })
    expect(moved(returned)).toEqual([
      '4 memberCash program:issuance → member:memberCash',
      '50 memberCash program:sales → member:memberCash',
    ])
  })
})
