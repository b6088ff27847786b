import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { memberAccount, programAccounts, units, type Account } from './accounts.ts'
import { postingsOf, transfer, type Transfer } from './journal.ts'

const accounts: readonly Account[] = [
  ...units.map(memberAccount),
  ...programAccounts.map(name => `program:${name}` as const),
]
const transfers: fc.Arbitrary<Transfer[]> = fc.array(
  fc.record({
    debit: fc.constantFrom(...accounts),
    credit: fc.constantFrom(...accounts),
    unit: fc.constantFrom(...units),
    amount: fc.integer({ min: 1, max: 1_000_000 }),
  }),
)

describe('postings', () => {
  it('credit the one account and debit the other: what a member earns is positive there', () => {
    expect(postingsOf(transfer('program:issuance', 'member:points', 'points', 100))).toEqual([
      { account: 'member:points', unit: 'points', amount: 100 },
      { account: 'program:issuance', unit: 'points', amount: -100 },
    ])
  })

  it('sum to zero per unit, whatever the transfers', () => {
    fc.assert(
      fc.property(transfers, transfers => {
        for (const unit of units) {
          const amounts = postingsOf(transfers).flatMap(posting => (posting.unit === unit ? [posting.amount] : []))
          expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(0)
        }
      }),
    )
  })

  test.each([0, -1])('a transfer of %d is none', amount => {
    expect(transfer('program:issuance', 'member:points', 'points', amount)).toEqual([])
  })
})
