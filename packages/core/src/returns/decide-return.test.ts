import { describe, expect, it, test } from 'vitest'
import { MemberTill } from '../../test/member-till.ts'
import { compiled, day, shanghai } from '../../test/program.ts'
import { awardFacts, lineFacts, points, tender } from '../../test/receipts.ts'
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
