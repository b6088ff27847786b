import type { LotUnit } from '@laurel/core'
import { sql, type Column, type SQL } from 'drizzle-orm'
import { accountOf, kindOf, unitOf } from './ledger-codes.ts'
import { lotMoves, lots, transactions, transfers } from './ledger.tables.ts'

/** A column whose small integers are read as the words that they stand for. */
const worded = <Word>(column: Column, wordOf: (code: number) => Word): SQL<Word> =>
  sql`${column}`.mapWith(wordOf) as SQL<Word>

/** A unit of lots: the others that there are have none. */
const lotUnitOf = (code: number): LotUnit => unitOf(code) as LotUnit

/** What the journal keeps of a transaction, a transfer, a lot and a move, in words. */
export const transactionKind = worded(transactions.kind, kindOf)
export const transferFields = {
  transactionId: transfers.transactionId,
  debit: worded(transfers.debit, accountOf),
  credit: worded(transfers.credit, accountOf),
  unit: worded(transfers.unit, unitOf),
  amount: transfers.amount,
}
export const lotFields = {
  id: lots.transactionId,
  unit: worded(lots.unit, lotUnitOf),
  earnedAt: lots.earnedAt,
  expiresOn: lots.expiresOn,
  amount: lots.amount,
  opened: lots.opened,
}
export const moveFields = {
  transactionId: lotMoves.transactionId,
  lot: lotMoves.lotId,
  unit: worded(lotMoves.unit, lotUnitOf),
  delta: lotMoves.delta,
}
