import { describe, expect, test } from 'vitest'
import { compiled, copyOf, day, shanghai } from '../../test/program.ts'
import { moved, walletOf } from '../../test/wallets.ts'
import { compileRules } from '../program/compile.ts'
import { presets } from '../program/presets/presets.ts'
import { units } from '../ledger/accounts.ts'
import { decideAdjustment } from './decide-adjustment.ts'

const on = day('2026-05-06')
const at = shanghai('2026-05-06 22:00:00')
const wanqian = compiled('wanqian')
const adjusted = (unit: (typeof units)[number], amount: number, wallet = walletOf(), rules = wanqian) => {
  const decision = decideAdjustment(rules, wallet, { unit, amount, at, on, transactionId: 77 })
  return decision.accepted ? decision.value : decision.reason
}

describe('an adjustment', () => {
  test.each(units)('gives and takes %s against the account of adjustments', unit => {
    const given = adjusted(unit, 30)
    expect(typeof given === 'object' && moved(given)).toEqual([`30 ${unit} program:adjustment → member:${unit}`])
    const taken = adjusted(unit, -30, walletOf({ [unit]: 30 }))
    expect(typeof taken === 'object' && moved(taken)).toEqual([`30 ${unit} member:${unit} → program:adjustment`])
  })

  test.each([
    ['points', 'insufficient_points'],
    ['memberCash', 'insufficient_member_cash'],
    ['prepaid', 'insufficient_prepaid'],
  ] as const)('takes the last of %s and never makes a debt', (unit, reason) => {
    expect(adjusted(unit, -30, walletOf({ [unit]: 30 }))).toBeTypeOf('object')
    expect(adjusted(unit, -31, walletOf({ [unit]: 30 }))).toBe(reason)
    expect(adjusted(unit, -1, walletOf({ [unit]: 0 }))).toBe(reason)
  })

  test('takes nothing of what has expired, soonest expiry first of the rest', () => {
    const lots = [
      { id: 1, earnedAt: 0, expiresOn: on, remaining: 100 },
      { id: 2, earnedAt: 0, expiresOn: on + 9, remaining: 5 },
      { id: 3, earnedAt: 0, expiresOn: on + 1, remaining: 5 },
    ]
    const wallet = walletOf({ points: 110 }, { points: lots })
    const taken = adjusted('points', -6, wallet)
    expect(typeof taken === 'object' && taken.moves).toEqual([
      { lot: 3, unit: 'points', delta: -5 },
      { lot: 2, unit: 'points', delta: -1 },
    ])
    expect(adjusted('points', -11, wallet)).toBe('insufficient_points')
  })

  test('gives what expires by the rules', () => {
    const given = adjusted('memberCash', 30)
    expect(typeof given === 'object' && given.opened).toMatchObject([{ opened: 30, expiresOn: day('2027-01-01') }])
  })

  test('keeps to the cap on prepaid', () => {
    const rules = compileRules({ ...copyOf(presets.boutique), prepaid: { capMinor: 500_000 } }, 1)
    expect(adjusted('prepaid', 1, walletOf({ prepaid: 499_999 }), rules)).toBeTypeOf('object')
    expect(adjusted('prepaid', 1, walletOf({ prepaid: 500_000 }), rules)).toBe('prepaid_cap_exceeded')
  })

  test('of points and member cash has no cap, however much prepaid there is', () => {
    const rules = compileRules({ ...copyOf(presets.boutique), prepaid: { capMinor: 500_000 } }, 1)
    for (const unit of ['points', 'memberCash'] as const)
      expect(adjusted(unit, 600_000, walletOf({ prepaid: 500_000 }), rules)).toBeTypeOf('object')
  })

  test('that is refused says how much there is and how much was asked for', () => {
    const ask = { unit: 'points', amount: -31, at, on, transactionId: 77 } as const
    expect(decideAdjustment(wanqian, walletOf({ points: 30 }), ask)).toEqual({
      accepted: false,
      reason: 'insufficient_points',
      facts: { available: 30, required: 31 },
    })
    const rules = compileRules({ ...copyOf(presets.boutique), prepaid: { capMinor: 500_000 } }, 1)
    const held = walletOf({ prepaid: 499_999 })
    expect(decideAdjustment(rules, held, { ...ask, unit: 'prepaid', amount: 2 })).toMatchObject({
      facts: { balance: 499_999, cap: 500_000 },
    })
  })

  test('that would leave the exact integers is refused, never rounded', () => {
    expect(adjusted('points', 1, walletOf({ points: Number.MAX_SAFE_INTEGER }))).toBe('amount_out_of_range')
  })
})
