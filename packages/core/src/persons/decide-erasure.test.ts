import { describe, expect, test } from 'vitest'
import type { Wallet } from '../ledger/wallet.ts'
import { closeAccounts, decideErasure } from './decide-erasure.ts'

const DAY = 20_000
const lot = (id: number, remaining: number) => ({ id, earnedAt: 0, expiresOn: DAY + id, remaining })
const wallet = (points: number, memberCash: number, prepaid = 0): Wallet => ({
  balances: { points, memberCash, prepaid },
  lots: {
    points: points > 0 ? [lot(1, points - 10), lot(2, 10)] : [],
    memberCash: memberCash > 0 ? [lot(1, memberCash)] : [],
  },
})

describe('the accounts of somebody who is erased', () => {
  test('come to nothing: points and member cash become breakage, whenever they would have expired', () => {
    const decision = decideErasure(wallet(550, 300), DAY)
    if (!decision.accepted) expect.fail(decision.reason)
    const { wallet: after, transfers, moves } = decision.value
    expect(after).toEqual({ balances: { points: 0, memberCash: 0, prepaid: 0 }, lots: { points: [], memberCash: [] } })
    expect(transfers).toEqual([
      { debit: 'member:points', credit: 'program:breakage', unit: 'points', amount: 550 },
      { debit: 'member:memberCash', credit: 'program:breakage', unit: 'memberCash', amount: 300 },
    ])
    expect(moves.map(({ lot: id, unit, delta }) => [id, unit, delta])).toEqual([
      [1, 'points', -540],
      [2, 'points', -10],
      [1, 'memberCash', -300],
    ])
  })

  test('a debt is written off: nobody is there to owe it', () => {
    const decision = decideErasure(wallet(-70, 0), DAY)
    if (!decision.accepted) expect.fail(decision.reason)
    expect(decision.value.wallet.balances.points).toBe(0)
    expect(decision.value.transfers).toEqual([
      { debit: 'program:breakage', credit: 'member:points', unit: 'points', amount: 70 },
    ])
  })

  test('who holds nothing has a transaction that moves nothing', () => {
    const decision = decideErasure(wallet(0, 0), DAY)
    expect(decision.accepted && decision.value.transfers).toEqual([])
  })

  test('prepaid is the member’s own money: it must be paid back first, to the last fen', () => {
    expect(decideErasure(wallet(550, 300, 1), DAY)).toEqual({
      accepted: false,
      reason: 'prepaid_left',
      facts: { prepaid: 1 },
    })
  })

  test('prepaid that is known to have been paid back goes out as a refund would', () => {
    const { wallet: after, transfers } = closeAccounts(wallet(0, 0, 500), DAY)
    expect(after.balances.prepaid).toBe(0)
    expect(transfers).toEqual([{ debit: 'member:prepaid', credit: 'program:topups', unit: 'prepaid', amount: 500 }])
  })
})
