import { describe, expect, it, test } from 'vitest'
import { MemberTill } from '../../test/member-till.ts'
import { compiled, day, earningLike, shanghai } from '../../test/program.ts'
import { awardFacts, lineFacts, points, tender } from '../../test/receipts.ts'
import { SCALE } from '../money/scaled.ts'
import { compileRules, type CompiledRules } from '../program/compile.ts'
import { decideReturn, type ReturnFacts } from './decide-return.ts'

const soldAt = shanghai('2026-03-10 12:00:00')
const now = shanghai('2026-03-12 12:00:00')

/** Two pieces for ¥200 in one line, sold on 10 March. */
const sold = () => {
  const till = new MemberTill(compiled('boutique'), day('2026-03-10'))
  const lines = [lineFacts({ totalMinor: 200_00, quantity: 2 })]
  const sale = till.buy({ facts: awardFacts({ lines }), quantities: [2], tenders: [tender('cash', 200_00)] })
  return { till, purchase: till.returnable(sale) }
}
const asked = (fields: Partial<ReturnFacts> = {}): ReturnFacts => ({
  lines: [{ index: 0, quantity: 1 }],
  occurredAt: now,
  now,
  transactionId: 2,
  ...fields,
})

describe('a return is refused', () => {
  test.each<[string, Partial<ReturnFacts>, string, object]>([
    ['from the future', { occurredAt: now + 1 }, 'occurred_in_future', { occurredAt: now + 1, now }],
    ['before its sale', { occurredAt: soldAt - 1 }, 'occurred_before_sale', { occurredAt: soldAt - 1, soldAt }],
    [
      'of a line that the sale does not have',
      { lines: [{ index: 1, quantity: 1 }] },
      'unknown_line',
      { place: 0, index: 1 },
    ],
    [
      'of more than was bought',
      { lines: [{ index: 0, quantity: 3 }] },
      'return_exceeds_purchase',
      { place: 0, index: 0, kept: 2, quantity: 3 },
    ],
    [
      'of more than was bought, in two lines of the request',
      {
        lines: [
          { index: 0, quantity: 1 },
          { index: 0, quantity: 2 },
        ],
      },
      'return_exceeds_purchase',
      { place: 1, index: 0, kept: 1, quantity: 2 },
    ],
  ])('%s', (_, fields, reason, facts) => {
    const { till, purchase } = sold()
    expect(decideReturn(till.timeline, till, purchase, asked(fields))).toEqual({ accepted: false, reason, facts })
  })

  test.each([
    ['at this very instant', { occurredAt: now }],
    ['at the instant of the sale', { occurredAt: soldAt }],
    ['of all that was bought', { lines: [{ index: 0, quantity: 2 }] }],
  ])('but not %s', (_, fields) => {
    const { till, purchase } = sold()
    expect(decideReturn(till.timeline, till, purchase, asked(fields)).accepted).toBe(true)
  })

  it('where an amount leaves the exact integers; any other fault is thrown on', () => {
    const { till, purchase } = sold()
    const spent = points('2026-03-10', 0, { spendMinor: Number.MIN_SAFE_INTEGER })
    const member = { wallet: till.wallet, activity: [spent] }
    expect(decideReturn(till.timeline, member, purchase, asked())).toMatchObject({ reason: 'amount_out_of_range' })
    expect(() => decideReturn(till.timeline, till, { ...purchase, rulesVersion: 7 }, asked())).toThrow(
      'there is no version 7',
    )
  })
})

it('takes from the day and rules version of its sale what the goods counted there, and from no other', () => {
  const { till, purchase } = sold()
  const others = [points('2026-03-10', 50, { rulesVersion: 2 }), points('2026-03-11', 70)]
  const decided = decideReturn(till.timeline, { ...till, activity: [...till.activity, ...others] }, purchase, asked())
  expect(decided.accepted && decided.value.activity).toEqual([points('2026-03-10', 100), ...others])
})

describe('points that the kept goods round to beyond those of the sale', () => {
  // Three lines of a fen, one fen in cash: it counts for the first line of those that are kept, and the second earns tenfold.
  const rules = compileRules(
    {
      ...earningLike('wangfujing', { rate: { points: 1, perMinor: 1 }, multipliers: [{ source: 'brand' }] }),
      expiry: { points: { kind: 'rolling', months: 1 }, memberCash: { kind: 'never' } },
    },
    1,
  )
  const lines = [1, 10, 1].map(times => lineFacts({ brand: 'a', totalMinor: 1, brandMultiplier: times * SCALE }))
  const soldUnder = (rules: CompiledRules) => {
    const till = new MemberTill(rules, day('2026-03-10'))
    till.buy({
      facts: awardFacts({ lines, cashMinor: 1 }),
      quantities: [1, 1, 1],
      tenders: [tender('cash', 1), tender('voucher', 2)],
    })
    return till
  }

  test.each([
    ['are given while what the sale earned would still be good', '2026-04-09', 9],
    ['are worth nothing from the day on which it has expired', '2026-04-10', 0],
    ['nor on any later day', '2026-04-11', 0],
  ])('%s', (_, on, given) => {
    const till = soldUnder(rules)
    expect(till.wallet.balances.points).toBe(1)
    till.until(day(on))
    const before = till.wallet.balances.points
    const { reversals } = till.takeBack(0, [1, 0, 0])
    expect(reversals.points.reversed).toBe(-9)
    expect(till.wallet.balances.points - before).toBe(given)
    expect(till.faults).toEqual([])
  })

  it('are given where what the sale earned never expires', () => {
    const expiry = { ...rules.document.expiry, points: { kind: 'never' } } as const
    const till = soldUnder(compileRules({ ...rules.document, expiry }, 1))
    till.until(day('2027-03-10'))
    till.takeBack(0, [1, 0, 0])
    expect(till.wallet.balances.points).toBe(10)
  })
})
