import type { Instant } from '../calendar/day.ts'
import type { Account, Unit } from './accounts.ts'

/** What a transaction is the effect of. Fixed words, since clients see them. */
export const transactionKinds = [
  'earn',
  'return',
  'spend',
  'redeem',
  'topup',
  'rebate',
  'expire',
  'adjust',
  'reverse',
  'transfer',
  'refund',
  'tier',
  'opening',
  'past',
] as const
export type TransactionKind = (typeof transactionKinds)[number]

/** Value that moves from one account to another: balanced by construction. `amount` > 0. */
export interface Transfer {
  readonly debit: Account
  readonly credit: Account
  readonly unit: Unit
  readonly amount: number
}

/** One side of a transfer as a reader of the books sees it; what is credited to a member is positive there. */
export interface Posting {
  readonly account: Account
  readonly unit: Unit
  readonly amount: number
}

/** A transaction that a rule has decided, before it has an id. */
export interface DecidedTransaction {
  readonly kind: TransactionKind
  readonly occurredAt: Instant
  readonly rulesVersion: number
  readonly transfers: readonly Transfer[]
}

/** A transfer's two postings; they sum to zero. */
export const postingsOf = (transfers: readonly Transfer[]): readonly Posting[] =>
  transfers.flatMap(({ debit, credit, unit, amount }) => [
    { account: credit, unit, amount },
    { account: debit, unit, amount: -amount },
  ])

/** A transfer of a positive amount, or none where nothing moves. */
export const transfer = (debit: Account, credit: Account, unit: Unit, amount: number): readonly Transfer[] =>
  amount > 0 ? [{ debit, credit, unit, amount }] : []
