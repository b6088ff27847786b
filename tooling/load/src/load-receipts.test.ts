import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cdnowReceipts } from './cdnow-receipt.ts'
import { lanesOf } from './load-receipts.ts'

const days = ['1997-01-01', '1997-01-02', '1997-02-03']

it('every receipt is in one lane, all of a customer in the same lane and in their order', () => {
  const anyRow = fc.record({ customer: fc.stringMatching(/^\d{4}$/), day: fc.constantFrom(...days) })
  fc.assert(
    fc.property(fc.array(anyRow), fc.integer({ min: 1, max: 8 }), (rows, lanes) => {
      const receipts = cdnowReceipts(rows.map((row, i) => ({ ...row, line: i + 1, quantity: 1, cents: 100 })))
      const shares = lanesOf(receipts, lanes)
      expect(shares.flat()).toHaveLength(receipts.length)
      for (const customer of new Set(rows.map(row => row.customer))) {
        const ofCustomer = receipts.filter(receipt => receipt.row.customer === customer)
        expect(
          shares
            .map(share => share.filter(receipt => receipt.row.customer === customer))
            .filter(found => found.length > 0),
        ).toEqual([ofCustomer])
      }
    }),
  )
})
