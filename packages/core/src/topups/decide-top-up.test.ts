import { describe, expect, test } from 'vitest'
import { compiled, copyOf, day, shanghai } from '../../test/program.ts'
import { moved, walletOf } from '../../test/wallets.ts'
import { compileRules } from '../program/compile.ts'
import { presets } from '../program/presets/presets.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import { decidePrepaidRefund, decideTopUp, decideTopUpReversal } from './decide-top-up.ts'

const on = day('2026-05-06')
const paid = (plan: string) => ({ plan, at: shanghai('2026-05-06 22:00:00'), on, transactionId: 77 })
const boutique = compiled('boutique')
const boutiqueLike = (fields: Partial<ProgramRules>) => compileRules({ ...copyOf(presets.boutique), ...fields }, 1)
const accepted = <Value>(decision: { accepted: boolean; value?: Value; reason?: string }): Value => {
  if (!decision.accepted) throw new Error(decision.reason)
  return decision.value!
}

describe('a top-up (S3)', () => {
  test.each([
    ['topup-3000', 300_000, 3_000],
    ['topup-5000', 500_000, 5_000],
  ])('gives what its plan says: %s', (plan, prepaid, points) => {
    const { movement } = accepted(decideTopUp(boutique, walletOf(), paid(plan)))
    expect(moved(movement)).toEqual([
      `${prepaid} prepaid program:topups → member:prepaid`,
      `${points} points program:issuance → member:points`,
    ])
    expect(movement.wallet.balances).toEqual({ points, memberCash: 0, prepaid })
    expect(movement.wallet.lots.points).toEqual([
      { id: 77, earnedAt: paid(plan).at, expiresOn: null, remaining: points },
    ])
  })

  test('gives points that expire by the rules, and prepaid that never does', () => {
    const rules = boutiqueLike({ expiry: { points: { kind: 'rolling', months: 12 }, memberCash: { kind: 'never' } } })
    const { movement } = accepted(decideTopUp(rules, walletOf(), paid('topup-3000')))
    expect(movement.opened.map(({ unit, expiresOn }) => [unit, expiresOn])).toEqual([['points', day('2027-05-06')]])
  })

  test('fills a debt of points first', () => {
    const { movement } = accepted(decideTopUp(boutique, walletOf({ points: -100 }), paid('topup-3000')))
    expect(movement.wallet.balances.points).toBe(2_900)
    expect(movement.opened).toMatchObject([{ amount: 3_000, opened: 2_900 }])
  })

  test('by a plan that the rules have not is refused', () => {
    expect(decideTopUp(boutique, walletOf(), paid('topup-1'))).toMatchObject({ reason: 'unknown_plan' })
  })

  test.each([
    [199_999, true],
    [200_000, true],
    [200_001, false],
  ])('may fill the cap on prepaid and not go beyond it: %i of 500,000 held', (held, taken) => {
    const rules = boutiqueLike({ prepaid: { capMinor: 500_000 } })
    const decision = decideTopUp(rules, walletOf({ prepaid: held }), paid('topup-3000'))
    expect(decision).toMatchObject(taken ? { accepted: true } : { accepted: false, reason: 'prepaid_cap_exceeded' })
  })

  test('that is refused says what there is and what it would take', () => {
    const rules = boutiqueLike({ prepaid: { capMinor: 500_000 } })
    expect(decideTopUp(rules, walletOf({ prepaid: 200_001 }), paid('topup-3000'))).toMatchObject({
      facts: { balance: 200_001, prepaid: 300_000, cap: 500_000 },
    })
    expect(decideTopUp(boutique, walletOf(), paid('topup-1'))).toMatchObject({ facts: { plan: 'topup-1' } })
    expect(
      decideTopUpReversal(walletOf({ prepaid: 299_999 }), { id: 1, prepaidMinor: 300_000, points: 5 }, on),
    ).toMatchObject({
      facts: { prepaidLeft: 299_999, pointsLeft: 0 },
    })
    expect(decidePrepaidRefund(walletOf({ prepaid: 50 }), 51, on)).toMatchObject({
      facts: { available: 50, required: 51 },
    })
  })

  test('that would leave the exact integers is refused, never rounded', () => {
    const full = walletOf({ prepaid: Number.MAX_SAFE_INTEGER })
    expect(decideTopUp(boutique, full, paid('topup-3000'))).toMatchObject({ reason: 'amount_out_of_range' })
  })
})

describe('taking a top-up back', () => {
  const given = { id: 77, prepaidMinor: 300_000, points: 3_000 }
  const lot = (remaining: number, fields: object = {}) => ({
    id: 77,
    earnedAt: 0,
    expiresOn: null,
    remaining,
    ...fields,
  })
  const other = { id: 5, earnedAt: 0, expiresOn: day('2026-06-01'), remaining: 900 }

  test('takes its own prepaid and its own points, though others expire sooner', () => {
    const wallet = walletOf({ points: 3_900, prepaid: 300_001 }, { points: [other, lot(3_000)] })
    const movement = accepted(decideTopUpReversal(wallet, given, on))
    expect(moved(movement)).toEqual([
      '300000 prepaid member:prepaid → program:topups',
      '3000 points member:points → program:issuance',
    ])
    expect(movement.wallet).toEqual({
      balances: { points: 900, memberCash: 0, prepaid: 1 },
      lots: { points: [other], memberCash: [] },
    })
  })

  test.each([
    ['a fen of its prepaid', walletOf({ points: 3_000, prepaid: 299_999 }, { points: [lot(3_000)] })],
    ['one of its points', walletOf({ points: 3_899, prepaid: 300_000 }, { points: [other, lot(2_999)] })],
    ['all of its points, for a debt', walletOf({ points: 900, prepaid: 300_000 }, { points: [other] })],
    ['its points, by time', walletOf({ points: 3_000, prepaid: 300_000 }, { points: [lot(3_000, { expiresOn: on })] })],
  ])('is refused once something is gone: %s', (_, wallet) => {
    expect(decideTopUpReversal(wallet, given, on)).toMatchObject({ accepted: false, reason: 'topup_spent' })
  })

  test('of a plan without points needs its prepaid only', () => {
    const movement = accepted(decideTopUpReversal(walletOf({ prepaid: 300_000 }), { ...given, points: 0 }, on))
    expect(moved(movement)).toEqual(['300000 prepaid member:prepaid → program:topups'])
  })
})

describe('paying prepaid back', () => {
  test.each([
    [1, true],
    [50, true],
    [51, false],
  ])('goes to the last fen and not below zero: %i of 50', (amount, taken) => {
    const decision = decidePrepaidRefund(walletOf({ prepaid: 50 }), amount, on)
    expect(decision.accepted ? decision.value.wallet.balances.prepaid : decision.reason).toBe(
      taken ? 50 - amount : 'insufficient_prepaid',
    )
  })

  test('goes against what top-ups brought', () => {
    const movement = accepted(decidePrepaidRefund(walletOf({ prepaid: 50 }), 20, on))
    expect(moved(movement)).toEqual(['20 prepaid member:prepaid → program:topups'])
  })
})
