import {
  dayOf,
  keptGoods,
  lotExpiresOn,
  memberAccount,
  nothingOwed,
  splitReversal,
  type AwardFacts,
  type KeptGoods,
  type KeptLot,
  type KeptTransaction,
  type LotUnit,
  type Reversal,
  type RulesTimeline,
  type Tender,
  type Transfer,
} from '@laurel/core'
import type { ReturnLineRow, ReturnRefundRow } from '../returns/returns.repository.ts'
import type { ReturnRow } from './verify.queries.ts'
import { differ, sumOf } from './differ.ts'

/** A return as it stands in the tables. */
export interface StoredReturn {
  readonly return: ReturnRow
  readonly lines: readonly ReturnLineRow[]
  readonly refunds: readonly ReturnRefundRow[]
}

/** A purchase with everything that its returns are checked against. */
export interface ReturnedPurchase {
  readonly transaction: KeptTransaction
  readonly facts: AwardFacts
  readonly quantities: readonly number[]
  readonly tenders: readonly Tender[]
  /** In the order of the journal. */
  readonly returns: readonly StoredReturn[]
}

/** A member's journal and lots, as a check of one thing looks at them. */
export interface VerifiedBooks {
  readonly timeline: RulesTimeline
  readonly byId: ReadonlyMap<number, KeptTransaction>
  /** The member's journal in its own order. */
  readonly journal: readonly KeptTransaction[]
  readonly lots: readonly KeptLot[]
}

const UNITS: readonly LotUnit[] = ['points', 'memberCash']

const moved = (transfers: readonly Transfer[], debit: string, credit: string): number =>
  sumOf(transfers.filter(t => t.debit === debit && t.credit === credit).map(t => t.amount))

/** What a unit's reversal of a return says, as it is kept. */
const keptReversal = (row: ReturnRow, unit: LotUnit): Reversal =>
  unit === 'points'
    ? { reversed: row.pointsReversed, lapsed: row.pointsLapsed, spent: row.pointsSpent }
    : { reversed: row.memberCashReversed, lapsed: row.memberCashLapsed, spent: row.memberCashSpent }

/** What the lots of what the purchase earned held and had lost by expiry just before a transaction. */
const ownLots = ({ lots, journal }: VerifiedBooks, ids: readonly number[], unit: LotUnit, beforeSeq: number) => {
  const own = lots.filter(lot => lot.unit === unit && ids.includes(lot.id))
  const moves = journal
    .filter(transaction => transaction.seq < beforeSeq)
    .flatMap(({ kind, moves }) => moves.map(move => ({ ...move, kind })))
    .filter(move => move.unit === unit && ids.includes(move.lot))
  return {
    remaining: sumOf(own.map(lot => lot.opened)) + sumOf(moves.map(move => move.delta)),
    expired: -sumOf(moves.filter(move => move.kind === 'expire').map(move => move.delta)),
  }
}

/** What a return took back of a unit, worked out from the journal before it. */
const verifyReversal = (
  books: VerifiedBooks,
  purchase: ReturnedPurchase,
  place: number,
  unit: LotUnit,
  earned: { readonly before: number; readonly after: number },
): string[] => {
  const { return: row } = purchase.returns[place]!
  const transaction = books.byId.get(row.id)!
  const kept = keptReversal(row, unit)
  const earlier = purchase.returns.slice(0, place).map(({ return: one }) => one)
  const reversals = earlier.map(one => keptReversal(one, unit))
  const expiresOn = lotExpiresOn(
    books.timeline.version(purchase.transaction.rulesVersion).document.expiry[unit],
    purchase.facts.businessDay,
  )
  const own = ownLots(books, [purchase.transaction.id, ...earlier.map(one => one.id)], unit, transaction.seq)
  const reversed = earned.before - earned.after
  const said =
    purchase.transaction.kind === 'past'
      ? nothingOwed(reversed)
      : splitReversal(reversed, {
          ...own,
          lapsed: sumOf(reversals.map(one => one.lapsed)),
          spent: sumOf(reversals.map(one => one.spent)),
          // Which day it was in the program then is known by the return only; it matters only where a return gives.
          hasLapsed: expiresOn !== null && kept.lapsed < 0,
        })
  const account = memberAccount(unit)
  return [
    ...differ(`${unit} taken back`, said.reversed, kept.reversed),
    ...differ(`${unit} taken back that had expired`, said.lapsed, kept.lapsed),
    ...differ(`${unit} taken back that had been spent`, said.spent, kept.spent),
    ...differ(
      `${unit} taken back, in the journal`,
      kept.reversed - kept.lapsed,
      moved(transaction.transfers, account, 'program:issuance') -
        moved(transaction.transfers, 'program:issuance', account),
    ),
  ]
}

/** What went back by each tender, in the table and in the journal. */
const verifyRefunds = (
  purchase: ReturnedPurchase,
  { return: row, refunds }: StoredReturn,
  transaction: KeptTransaction,
  before: KeptGoods,
  after: KeptGoods,
): string[] => {
  const said = before.tendersMinor.map((amount, i) => amount - after.tendersMinor[i]!)
  const refunded = (kind: Tender['kind']): number =>
    sumOf(said.filter((_, position) => purchase.tenders[position]!.kind === kind))
  return [
    ...said.flatMap((amount, position) =>
      differ(`refund of tender ${position}`, amount, refunds.find(r => r.position === position)?.amountMinor ?? 0),
    ),
    ...differ('spend taken back', before.cashMinor - after.cashMinor, row.cashMinor),
    ...(['memberCash', 'prepaid'] as const).flatMap(kind =>
      differ(
        `refund of ${kind}, in the journal`,
        refunded(kind),
        moved(transaction.transfers, 'program:sales', memberAccount(kind)),
      ),
    ),
  ]
}

/** The returns of a purchase, each made again from what was kept before and after it. */
export const verifyReturns = (books: VerifiedBooks, purchase: ReturnedPurchase): string[] => {
  const { facts, quantities, tenders, returns } = purchase
  const { id, rulesVersion } = purchase.transaction
  const rules = books.timeline.version(rulesVersion)
  let kept = [...quantities]
  return returns.flatMap((stored, place) => {
    const { return: row, lines } = stored
    const before = keptGoods(rules, { facts, quantities, tenders }, kept)
    const left = kept.map((quantity, i) => quantity - sumOf(lines.filter(l => l.position === i).map(l => l.quantity)))
    const fault = (text: string) => `return ${row.id}, ${text}`
    const transaction = books.byId.get(row.id)
    if (transaction?.kind !== 'return') return [fault('has no transaction')]
    if (left.some(quantity => quantity < 0) || lines.some(line => line.position >= kept.length))
      return [fault('takes back more than was bought')]
    kept = left
    const after = keptGoods(rules, { facts, quantities, tenders }, kept)
    const earned = {
      points: { before: before.points, after: after.points },
      memberCash: { before: before.memberCashMinor, after: after.memberCashMinor },
    }
    return [
      ...differ('cause of its transaction', id, transaction.causeId),
      ...differ('rules version of its transaction', rulesVersion, transaction.rulesVersion),
      ...UNITS.flatMap(unit => verifyReversal(books, purchase, place, unit, earned[unit])),
      ...verifyRefunds(purchase, stored, transaction, before, after),
    ].map(fault)
  })
}

/**
 * An expiry that came with a return: no more than the member cash that went back, out of lots that had lapsed. Gives
 * nothing for any other transaction.
 */
export const verifyExpiryOfReturn = ({ timeline, byId, lots }: VerifiedBooks, expiry: KeptTransaction): string[] => {
  const cause = expiry.causeId === null ? undefined : byId.get(expiry.causeId)
  if (expiry.kind !== 'expire' || cause?.kind !== 'return') return []
  const on = dayOf(expiry.occurredAt, timeline.timeZone)
  const lapsed = new Set(
    lots.filter(lot => lot.unit === 'memberCash' && lot.expiresOn !== null && lot.expiresOn <= on).map(lot => lot.id),
  )
  const amount = moved(expiry.transfers, 'member:memberCash', 'program:breakage')
  const refunded = moved(cause.transfers, 'program:sales', 'member:memberCash')
  const place = `the expiry ${expiry.seq} of return ${cause.id}`
  return [
    ...(amount > refunded ? [`${place} takes ${amount} where ${refunded} came back`] : []),
    ...expiry.moves.flatMap(move =>
      move.unit === 'memberCash' && lapsed.has(move.lot) ? [] : [`${place} takes from lot ${move.lot}, still good`],
    ),
  ]
}
