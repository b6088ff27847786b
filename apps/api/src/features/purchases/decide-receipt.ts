import {
  addSafe,
  decidePurchase,
  nextTierDecisionOn,
  promisedGifts,
  type Award,
  type BrandSetting,
  type DayActivity,
  type MemberBooks,
  type OpenedLot,
  type Receipt,
} from '@laurel/core'
import {
  addBrandIfNew,
  addStoreIfNew,
  appendLot,
  appendMoves,
  appendPurchase,
  appendTransaction,
  putActivity,
  putStanding,
  refindExpiries,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { outOfRange } from './coupon-refusal.ts'
import type { GiftShelf } from './gift-shelf.ts'
import { giveGifts } from './give-gifts.ts'
import { lineTotalMinor, type JudgedPurchase } from './kept-purchase.ts'
import type { PurchaseBody } from './purchases.schemas.ts'

/** A member's books with the place of the last transaction. */
export interface MemberState {
  readonly seq: number
  readonly books: MemberBooks
  /** How many of each thing that promotions give the member holds or has had. */
  readonly taken: ReadonlyMap<string, number>
  /** What was decided on this load, to know which of it a late receipt could not know. */
  readonly decided: readonly { readonly occurredAt: number; readonly activity: DayActivity }[]
}

export interface DecidedReceipt {
  readonly statements: readonly Statement[]
  readonly kept: JudgedPurchase
  readonly award: Award
  readonly state: MemberState
  /** What is left of what promotions may give. */
  readonly shelf: GiftShelf
}

/** The receipt as the rules see it. */
const receiptOf = (body: PurchaseBody, occurredAt: number): Receipt => ({
  store: body.store,
  occurredAt,
  lines: body.lines.map(line => ({
    sku: line.sku,
    brand: line.brand ?? null,
    category: line.category ?? null,
    size: line.size ?? null,
    color: line.color ?? null,
    style: line.style ?? null,
    quantity: line.quantity,
    unitPriceMinor: line.unitPrice,
    listPriceMinor: line.listPrice ?? line.unitPrice,
    totalMinor: lineTotalMinor(line),
    promotional: line.promotional,
  })),
  tenders: body.tenders.map(({ kind, amount }) => ({ kind, amountMinor: amount })),
})

const nameOf = ({ name }: PurchaseBody['lines'][number]): string | null =>
  name === undefined ? null : JSON.stringify(name)

/** The receipt, or a refusal where its amounts leave the exact integers. */
const exactReceipt = (body: PurchaseBody, occurredAt: number): Receipt => {
  try {
    return receiptOf(body, occurredAt)
  } catch (error) {
    if (error instanceof RangeError) throw outOfRange()
    throw error
  }
}

const FIELD: Readonly<Record<string, string>> = {
  occurred_in_future: 'occurredAt',
  tender_mismatch: 'tenders',
  amount_out_of_range: 'lines',
}

/** What a lot that came too late lost at once, as a move of the expiry that came with it. */
const expiredAtOnce = (expiryId: number, memberId: number, lotId: number, lot: OpenedLot): readonly Statement[] =>
  lot.opened > lot.remaining
    ? appendMoves(expiryId, memberId, lot.unit, [{ lot: lotId, delta: lot.remaining - lot.opened }])
    : []

/** Creates the store and brands that no receipt has named yet, as far as this process knows. */
const newCodes = (deps: Deps, program: OpenProgram, receipt: Receipt): readonly Statement[] => [
  ...(deps.knownCodes.has(program.id, 'store', receipt.store) ? [] : [addStoreIfNew({ code: receipt.store })]),
  ...[...new Set(receipt.lines.flatMap(line => line.brand ?? []))]
    .filter(code => !deps.knownCodes.has(program.id, 'brand', code))
    .map(code => addBrandIfNew({ code })),
]

/**
 * Judges one receipt on a member's state and gives the whole batch that keeps it: journal, lots, purchase, days,
 * standing. Throws the refusal as a Problem.
 */
export const decideReceipt = (
  deps: Deps,
  program: OpenProgram,
  memberId: number,
  state: MemberState,
  request: {
    readonly body: PurchaseBody
    readonly bodyHash: Uint8Array
    readonly brands: ReadonlyMap<string, BrandSetting>
    readonly later: readonly DayActivity[]
    readonly shelf: GiftShelf
    readonly isPast: boolean
  },
): DecidedReceipt => {
  const { body, isPast } = request
  const { now, today, timeline } = program
  const receipt = exactReceipt(body, body.occurredAt ?? now)
  const id = deps.ids.next()
  const alsoLater = state.decided.filter(d => d.occurredAt > receipt.occurredAt).map(d => d.activity)
  const decision = decidePurchase(timeline, state.books, {
    receipt,
    brands: receipt.lines.map(line => (line.brand === null ? null : (request.brands.get(line.brand) ?? null))),
    promotions: isPast ? [] : program.promotions.at(receipt.occurredAt),
    later: [...request.later, ...alsoLater],
    now,
    transactionId: id,
    isPast,
  })
  if (!decision.accepted) {
    const path = FIELD[decision.reason]
    throw new Problem(decision.reason, {
      ...(path !== undefined && { errors: [{ path, message: decision.reason.replaceAll('_', ' ') }] }),
    })
  }
  const decided = decision.value
  const after = decided.booksAfter
  const day = after.activity.find(a => a.day === decided.businessDay && a.rulesVersion === decided.rulesVersion)!
  const transactions = decided.transactions.map((transaction, i) => ({
    ...transaction,
    id: i === 0 ? id : deps.ids.next(),
    memberId,
    seq: state.seq + 1 + i,
    recordedAt: now,
    causeId: i === 0 ? null : id,
    actorId: program.actor.id,
  }))
  const to = {
    memberId,
    purchaseId: id,
    tier: decided.facts.tier,
    balances: after.balances,
    seq: addSafe(state.seq, transactions.length),
    taken: state.taken,
  }
  const given = giveGifts(deps, program, to, promisedGifts(decided.award.promotions), request.shelf)
  const { seq, taken, shelf } = given
  const kept: JudgedPurchase = {
    purchase: {
      id,
      memberId,
      externalId: body.externalId ?? null,
      bodyHash: request.bodyHash,
      store: receipt.store,
      occurredAt: receipt.occurredAt,
      occurredOn: decided.businessDay,
      totalMinor: decided.totalMinor,
      cashMinor: decided.facts.cashMinor,
      points: decided.award.points,
      memberCash: decided.award.memberCashMinor,
      tier: decided.facts.tier,
      birthday: decided.facts.birthday,
      capLimit: decided.facts.room?.limit ?? null,
      capRoom: decided.facts.room?.points ?? null,
      tierBefore: decided.tierBefore.tier,
      tierAfter: decided.tierAfter.tier,
      pointsAfter: after.balances.points,
      memberCashAfter: after.balances.memberCash,
      prepaidAfter: after.balances.prepaid,
    },
    lines: receipt.lines.map((line, i) => ({
      ...line,
      brandMultiplier: decided.facts.lines[i]!.brandMultiplier,
      points: decided.award.lines[i]!.points,
      name: nameOf(body.lines[i]!),
    })),
    tenders: receipt.tenders,
    promotions: decided.facts.promotions,
    coupons: [],
    gifts: given.gifts,
    rulesVersion: decided.rulesVersion,
    isPast,
    recordedAt: now,
  }
  const statements = [
    ...transactions.flatMap(appendTransaction),
    ...appendPurchase(kept),
    ...decided.opened.map(lot => appendLot(id, memberId, receipt.occurredAt, lot)),
    ...appendMoves(
      id,
      memberId,
      'memberCash',
      decided.draws.map(({ lot, amount }) => ({ lot, delta: -amount })),
    ),
    ...transactions
      .slice(1)
      .flatMap(expiry => decided.opened.flatMap(lot => expiredAtOnce(expiry.id, memberId, id, lot))),
    ...given.statements,
    putActivity({ memberId, ...day }),
    putStanding({
      memberId,
      seq,
      balances: after.balances,
      held: decided.tierAfter,
      tierAsOf: today,
      tierNextOn: nextTierDecisionOn(timeline, decided.tierAfter, today, after.activity),
    }),
    ...(decided.draws.length > 0 || transactions.length > 1 ? refindExpiries([memberId]) : []),
    ...newCodes(deps, program, receipt),
  ]
  return {
    statements,
    kept,
    award: decided.award,
    state: {
      seq,
      books: after,
      taken,
      decided: [...state.decided, { occurredAt: receipt.occurredAt, activity: decided.activity }],
    },
    shelf,
  }
}
