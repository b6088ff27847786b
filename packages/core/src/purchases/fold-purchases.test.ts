import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shanghai, timelineOf } from '../../test/program.ts'
import { newBooks, purchase, receipt, receiptLine, tender } from '../../test/receipts.ts'
import { units } from '../ledger/accounts.ts'
import { postingsOf } from '../ledger/journal.ts'
import { presets } from '../program/presets/presets.ts'
import type { TenderKind } from '../program/rules.schema.ts'
import { decidePurchase, type DecidedPurchase, type MemberBooks } from './decide-purchase.ts'

const HOUR = 3_600_000
const timeline = timelineOf(presets.wanqian, { from: shanghai('2026-11-01 12:00:00'), document: presets.wanqian })

/** A till's receipt, recorded some hours after the one before, some hours late, paid in these ways. */
const anyReceipt = fc.record({
  hoursSince: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_000 })),
  hoursLate: fc.oneof(
    { arbitrary: fc.constant(0), weight: 3 },
    { arbitrary: fc.integer({ min: 0, max: 3_000 }), weight: 1 },
  ),
  lines: fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 4 }),
  paidBy: fc.constantFrom<TenderKind>('memberCash', 'prepaid', 'voucher', 'memberCash'),
  share: fc.constantFrom(0, 0.01, 0.5, 1),
})
type TillReceipt = typeof anyReceipt extends fc.Arbitrary<infer T> ? T : never
const debt = fc.oneof(fc.constant(0), fc.integer({ min: -5_000, max: 0 }))

interface Told {
  readonly before: MemberBooks
  readonly decided: DecidedPurchase
}

/** Feeds the books after each receipt to the next, as one lane of a server does; refusals leave them as they are. */
const fold = (start: MemberBooks, receipts: readonly TillReceipt[]) => {
  const told: Told[] = []
  const refused: string[] = []
  let books = start
  let now = shanghai('2026-10-01 09:00:00')
  for (const [i, { hoursSince, hoursLate, lines, paidBy, share }] of receipts.entries()) {
    now += hoursSince * HOUR
    const total = lines.reduce((sum, line) => sum + line, 0)
    const other = Math.floor(total * share)
    const facts = purchase(
      receipt(total, now - hoursLate * HOUR, {
        lines: lines.map(line => receiptLine(line)),
        tenders: [tender('wechat', total - other), tender(paidBy, other)],
      }),
      { now, transactionId: 2 * i + 1 },
    )
    const decision = decidePurchase(timeline, books, facts)
    if (decision.accepted) {
      told.push({ before: books, decided: decision.value })
      books = decision.value.booksAfter
    } else refused.push(decision.reason)
  }
  return { told, refused, books }
}

const start = newBooks('2026-01-01', { balances: { points: 0, memberCash: 0, prepaid: 2_000_00 } })
const receipts = fc.array(anyReceipt, { maxLength: 25 })

describe('a fold of random receipts', () => {
  it('keeps each balance at the sum of its postings', () => {
    fc.assert(
      fc.property(receipts, debt, debt, (receipts, points, memberCash) => {
        const owing = { ...start, balances: { ...start.balances, points, memberCash } }
        const { told, books } = fold(owing, receipts)
        const postings = told.flatMap(({ decided }) => decided.transactions.flatMap(t => postingsOf(t.transfers)))
        for (const unit of units) {
          const moved = postings
            .filter(p => p.account === `member:${unit}`)
            .reduce((sum, { amount }) => sum + amount, 0)
          expect(books.balances[unit]).toBe(owing.balances[unit] + moved)
          expect(postings.filter(p => p.unit === unit).reduce((sum, { amount }) => sum + amount, 0)).toBe(0)
        }
      }),
    )
  })

  it('moves only whole amounts above zero', () => {
    fc.assert(
      fc.property(receipts, receipts => {
        for (const { decided } of fold(start, receipts).told)
          for (const { amount } of decided.transactions.flatMap(t => t.transfers)) {
            expect(Number.isSafeInteger(amount)).toBe(true)
            expect(amount).toBeGreaterThan(0)
          }
      }),
    )
  })

  it('keeps the lots at the balance, or at nothing while there is a debt; prepaid is never a debt', () => {
    fc.assert(
      fc.property(receipts, debt, (receipts, memberCash) => {
        for (const { decided } of fold({ ...start, balances: { ...start.balances, memberCash } }, receipts).told) {
          const { balances, memberCashLots } = decided.booksAfter
          expect(memberCashLots.reduce((sum, { remaining }) => sum + remaining, 0)).toBe(
            Math.max(0, balances.memberCash),
          )
          expect(memberCashLots.every(({ remaining }) => remaining > 0)).toBe(true)
          expect(balances.prepaid).toBeGreaterThanOrEqual(0)
        }
      }),
    )
  })

  it('refuses for too little in a wallet alone: amounts of everyday are never out of range', () => {
    fc.assert(
      fc.property(receipts, receipts => {
        const { refused } = fold(start, receipts)
        expect(new Set(['insufficient_member_cash', 'insufficient_prepaid', ...refused]).size).toBe(2)
      }),
    )
  })

  it('keeps what the days come to at the sum of the awards and cash parts', () => {
    fc.assert(
      fc.property(receipts, receipts => {
        const { told, books } = fold(start, receipts)
        const sum = (amounts: number[]) => amounts.reduce((sum, amount) => sum + amount, 0)
        expect(sum(books.activity.map(a => a.qualifyingPoints))).toBe(
          sum(told.map(({ decided }) => decided.award.points)),
        )
        expect(sum(books.activity.map(a => a.spendMinor))).toBe(sum(told.map(({ decided }) => decided.facts.cashMinor)))
        const keys = books.activity.map(a => `${a.day} ${a.rulesVersion}`)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('never lowers the tier by a purchase', () => {
    const rank = (tier: string | null) => [null, 'VIP', 'SUPREME'].indexOf(tier)
    fc.assert(
      fc.property(receipts, receipts => {
        for (const { decided } of fold(start, receipts).told)
          expect(rank(decided.tierAfter.tier)).toBeGreaterThanOrEqual(rank(decided.tierBefore.tier))
      }),
    )
  })

  it('spends from lots what was tendered: each lot loses what was drawn, and one opens with what was earned', () => {
    const heldBy = (lots: MemberBooks['memberCashLots'], id: number) => lots.find(lot => lot.id === id)?.remaining ?? 0
    fc.assert(
      fc.property(receipts, receipts => {
        for (const { before, decided } of fold(start, receipts).told) {
          const spent = decided.transactions[0]!.transfers.find(t => t.debit === 'member:memberCash')?.amount ?? 0
          expect(decided.draws.reduce((sum, { amount }) => sum + amount, 0)).toBe(spent)
          const opened = decided.opened.find(({ unit }) => unit === 'memberCash')?.remaining ?? 0
          const after = decided.booksAfter.memberCashLots
          for (const { id, remaining } of before.memberCashLots) {
            const drawn = decided.draws.find(({ lot }) => lot === id)?.amount ?? 0
            expect(heldBy(after, id)).toBe(remaining - drawn)
          }
          const isNew = (id: number) => before.memberCashLots.every(lot => lot.id !== id)
          expect(after.filter(({ id }) => isNew(id)).map(({ remaining }) => remaining)).toEqual(
            opened > 0 ? [opened] : [],
          )
        }
      }),
    )
  })
})
