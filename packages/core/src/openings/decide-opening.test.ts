import { describe, expect, test } from 'vitest'
import { day, shanghai } from '../../test/program.ts'
import { moved, walletOf } from '../../test/wallets.ts'
import { units } from '../ledger/accounts.ts'
import { decideOpening } from './decide-opening.ts'

const on = day('2026-05-06')
const at = shanghai('2026-05-06 22:00:00')
const opened = (unit: (typeof units)[number], amount: number, expiresOn: string | null = null, wallet = walletOf()) => {
  const asked = { unit, amount, expiresOn: expiresOn === null ? null : day(expiresOn), at, on, transactionId: 77 }
  const decision = decideOpening(wallet, asked)
  return decision.accepted ? decision.value : decision.reason
}

describe('an opening balance', () => {
  test.each(units)('of %s is owed against the account of opening balances', unit => {
    const given = opened(unit, 30)
    expect(typeof given === 'object' && moved(given)).toEqual([`30 ${unit} program:opening → member:${unit}`])
  })

  test('opens a lot with the expiry that it had, as long as that lies ahead', () => {
    expect(opened('points', 30, '2026-05-07')).toMatchObject({
      opened: [{ unit: 'points', amount: 30, opened: 30, expiresOn: day('2026-05-07') }],
    })
    expect(opened('points', 30, '2026-05-06')).toBe('already_expired')
  })

  test('fills a debt first', () => {
    expect(opened('points', 30, null, walletOf({ points: -10 }))).toMatchObject({
      wallet: { balances: { points: 20 } },
      opened: [{ amount: 30, opened: 20 }],
    })
  })

  test('may be a debt, but none of prepaid, which is the member’s own money', () => {
    expect(opened('memberCash', -30)).toMatchObject({ wallet: { balances: { memberCash: -30 } }, opened: [] })
    expect(opened('prepaid', -30)).toBe('prepaid_below_zero')
  })

  test('that is a debt is told against the same account, and says when what it should open had gone already', () => {
    const debt = opened('points', -30)
    expect(typeof debt === 'object' && moved(debt)).toEqual(['30 points member:points → program:opening'])
    const asked = { unit: 'points', amount: 30, expiresOn: on - 1, at, on, transactionId: 77 } as const
    expect(decideOpening(walletOf(), asked)).toMatchObject({ accepted: false, facts: { expiresOn: on - 1 } })
  })

  test('that leaves the exact integers is refused', () => {
    expect(opened('prepaid', 1, null, walletOf({ prepaid: Number.MAX_SAFE_INTEGER }))).toBe('amount_out_of_range')
  })
})
