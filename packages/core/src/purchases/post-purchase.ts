import type { Day, Instant } from '../calendar/day.ts'
import type { Award } from '../earning/award.ts'
import { lotExpiresOn } from '../expiry/lot-expiry.ts'
import { memberAccount } from '../ledger/accounts.ts'
import { transfer, type DecidedTransaction, type Transfer } from '../ledger/journal.ts'
import { drawLots, remainingAfterDebt, type LotDraw, type OpenedLot, type OpenLot } from '../ledger/lots.ts'
import { addSafe } from '../money/safe.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { Balances, MemberBooks } from './member-books.ts'

/** A judged receipt, as far as the books care. */
export interface JudgedReceipt {
  readonly rules: CompiledRules
  readonly award: Award
  /** What its own tenders take from the member's wallets. */
  readonly spent: { readonly memberCash: number; readonly prepaid: number }
  readonly occurredAt: Instant
  readonly businessDay: Day
  readonly now: Instant
  readonly today: Day
  readonly transactionId: number
}

/** What moves in the books, and how they stand afterwards. */
export interface PostedPurchase {
  readonly transactions: readonly DecidedTransaction[]
  readonly opened: readonly OpenedLot[]
  readonly draws: readonly LotDraw[]
  readonly balances: Balances
  readonly memberCashLots: readonly OpenLot[]
}

/** An earning as it comes into the books: it fills a debt first, and what is late expires as it is posted. */
const earning = (
  { rules, businessDay, today }: JudgedReceipt,
  unit: OpenedLot['unit'],
  amount: number,
  balance: number,
): { readonly lot: OpenedLot; readonly expired: number; readonly balance: number } => {
  const expiresOn = lotExpiresOn(rules.document.expiry[unit], businessDay)
  const left = remainingAfterDebt(balance, amount)
  const expired = expiresOn !== null && expiresOn <= today ? left : 0
  return {
    lot: { unit, amount, opened: left, remaining: left - expired, expiresOn },
    expired,
    balance: addSafe(balance, amount) - expired,
  }
}

/**
 * Posts a judged receipt. Member cash is spent before what the receipt brings: a receipt does not pay for itself. A late
 * one whose lots have expired meanwhile is posted and expires together (DOMAIN "For every program").
 */
export const postPurchase = (
  books: Pick<MemberBooks, 'balances' | 'memberCashLots'>,
  judged: JudgedReceipt,
): PostedPurchase => {
  const { award, spent, rules, occurredAt } = judged
  const drawn = spent.memberCash > 0 ? drawLots(books.memberCashLots, spent.memberCash, judged.businessDay) : null
  const points = earning(judged, 'points', award.points, books.balances.points)
  const memberCash = earning(judged, 'memberCash', award.memberCashMinor, books.balances.memberCash - spent.memberCash)
  const earned = [points, memberCash].filter(({ lot }) => lot.amount > 0)
  const transfers: Transfer[] = []
  for (const { lot } of earned)
    transfers.push({ debit: 'program:issuance', credit: memberAccount(lot.unit), unit: lot.unit, amount: lot.amount })
  transfers.push(
    ...transfer('member:memberCash', 'program:sales', 'memberCash', spent.memberCash),
    ...transfer('member:prepaid', 'program:sales', 'prepaid', spent.prepaid),
  )
  const kind = earned.length === 0 && transfers.length > 0 ? 'spend' : 'earn'
  const breakage = earned.flatMap(({ lot, expired }) =>
    transfer(memberAccount(lot.unit), 'program:breakage', lot.unit, expired),
  )
  const opensMemberCash = memberCash.lot.remaining > 0
  return {
    transactions: [
      { kind, occurredAt, rulesVersion: rules.version, transfers },
      ...(breakage.length > 0
        ? [{ kind: 'expire' as const, occurredAt: judged.now, rulesVersion: rules.version, transfers: breakage }]
        : []),
    ],
    opened: earned.map(({ lot }) => lot),
    draws: drawn?.draws ?? [],
    balances: {
      points: points.balance,
      memberCash: memberCash.balance,
      prepaid: books.balances.prepaid - spent.prepaid,
    },
    memberCashLots: [
      ...(drawn?.left ?? books.memberCashLots),
      ...(opensMemberCash
        ? [
            {
              id: judged.transactionId,
              earnedAt: occurredAt,
              expiresOn: memberCash.lot.expiresOn,
              remaining: memberCash.lot.remaining,
            },
          ]
        : []),
    ],
  }
}

/** Takes a receipt of an old system into the journal: what it gave was given there, and what it was paid with taken there. */
export const postNothing = (
  { balances, memberCashLots }: Pick<MemberBooks, 'balances' | 'memberCashLots'>,
  { rules, occurredAt }: Pick<JudgedReceipt, 'rules' | 'occurredAt'>,
): PostedPurchase => ({
  transactions: [{ kind: 'past', occurredAt, rulesVersion: rules.version, transfers: [] }],
  opened: [],
  draws: [],
  balances,
  memberCashLots,
})
