import type { KeptJob, KeptTransaction } from '@laurel/core'
import type { Database } from '../database.ts'
import type { Bound } from '../statement.ts'
import {
  jobsWithin,
  openingUndosWithin,
  promotionsWithin,
  reversalsWithin,
  tierUndosWithin,
  type MemberRange,
} from '../members/member-range.ts'
import { readWithCards, type MergeRow } from '../members/read-with-cards.ts'
import { goodsKinds, type GoodsKind } from '../insight/goods-text.ts'
import type { KnownCodes } from '../insight/member-goods.repository.ts'
import { grouped, inTurn } from './grouped.ts'
import { giftsOf, giftStatements } from './kept-gifts.ts'
import type { MergedCards } from './merged-cards.ts'
import type { KeptMember } from './kept-member.ts'
import { lookingPromotions, type KnownRevisions } from './verify-promotions.ts'
import {
  adjustmentsWithin,
  basketsWithin,
  daysWithin,
  factsWithin,
  goodsWithin,
  linesWithin,
  lotsWithin,
  membersWithin,
  movesWithin,
  openingsWithin,
  preferencesWithin,
  promotionGiftsWithin,
  purchasesWithin,
  refundsWithin,
  returnGiftsWithin,
  returnLinesWithin,
  returnRefundsWithin,
  returnsWithin,
  standingsWithin,
  tendersWithin,
  tierActsWithin,
  topUpsWithin,
  transactionsWithin,
  transfersWithin,
  type SaleLineRow,
  type SaleRow,
} from './verify.queries.ts'

const jobOf = (entry: KeptJob | undefined): { readonly job?: KeptJob } => (entry ? { job: entry } : {})

/** The journal of a range's cards. */
const journalStatements = (range: MemberRange) =>
  [transactionsWithin(range), transfersWithin(range), movesWithin(range), jobsWithin(range)] as const

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/** The transactions of each card. */
const journalOf = ([transactions, transfers, moves, entries]: Rows<ReturnType<typeof journalStatements>>) => {
  const journal = inTurn(transactions, row => row.memberId)
  const moved = inTurn(transfers, row => row.transactionId)
  const changed = inTurn(moves, row => row.transactionId)
  const jobsBy = new Map(entries.map(entry => [entry.transactionId, entry]))
  return (card: number): readonly KeptTransaction[] =>
    journal(card).map(row => ({
      ...row,
      ...jobOf(jobsBy.get(row.id)),
      transfers: moved(row.id),
      moves: changed(row.id),
    }))
}

/** The journals of a member's cards as one: those of merged cards in their places, before the member's own. */
const asOneJournal = (
  own: readonly KeptTransaction[],
  merged: readonly { readonly placeOffset: number; readonly journal: readonly KeptTransaction[] }[],
): readonly KeptTransaction[] => {
  if (merged.length === 0) return own
  const first = Math.min(...merged.map(({ placeOffset }) => placeOffset))
  return [...merged, { placeOffset: 0, journal: own }]
    .flatMap(({ placeOffset, journal }) => journal.map(entry => ({ ...entry, seq: entry.seq + placeOffset - first })))
    .toSorted((a, b) => a.seq - b.seq)
}

const cardsOf = (
  merges: readonly MergeRow[],
  journals: ReadonlyMap<number, readonly KeptTransaction[]>,
): MergedCards => ({
  merges,
  cardOf: new Map(merges.flatMap(({ fromId }) => journals.get(fromId)!.map(({ id }) => [id, fromId] as const))),
})

/** What else is kept of the members of a range. */
const statements = (range: MemberRange) =>
  [
    membersWithin(range),
    standingsWithin(range),
    daysWithin(range),
    lotsWithin(range),
    purchasesWithin(range),
    linesWithin(range),
    tendersWithin(range),
    topUpsWithin(range),
    reversalsWithin(range),
    refundsWithin(range),
    adjustmentsWithin(range),
    openingsWithin(range),
    tierActsWithin(range),
    openingUndosWithin(range),
    tierUndosWithin(range),
    returnsWithin(range),
    returnLinesWithin(range),
    returnRefundsWithin(range),
    promotionsWithin(range),
    promotionGiftsWithin(range),
    returnGiftsWithin(range),
    factsWithin(range),
    preferencesWithin(range),
    basketsWithin(range),
    goodsWithin(range),
  ] as const

/** Everything that is told of what some receipts sold, once. */
const valuesSold = (
  purchases: readonly SaleRow[],
  lines: readonly SaleLineRow[],
): readonly (readonly [GoodsKind, string])[] =>
  goodsKinds.flatMap(kind => {
    const values = kind === 'store' ? purchases.map(({ store }) => store) : lines.map(line => line[kind])
    return [...new Set(values)].flatMap(value => (value === null ? [] : [[kind, value] as const]))
  })

/** What is read once for all ranges. */
export interface KnownThroughout {
  readonly revisions: KnownRevisions
  readonly codes: KnownCodes
}

/** The members of a range with all that is kept of them, read on one snapshot. */
export const loadMembers = async (
  database: Database,
  range: MemberRange,
  known: KnownThroughout,
): Promise<readonly (KeptMember & { readonly id: number })[]> => {
  const { own, merges, cards } = await readWithCards(
    database,
    range,
    [...journalStatements(range), ...statements(range), known.revisions.later, ...giftStatements(range)],
    journalStatements,
  )
  const [
    transactions,
    transfers,
    moves,
    entries,
    members,
    standings,
    days,
    lots,
    purchases,
    lines,
    tenders,
    topUps,
    reversals,
    refunds,
    adjustments,
    openings,
    tierActs,
    openingUndos,
    tierUndos,
    returns,
    returnLines,
    returnRefunds,
    promotions,
    promotionGifts,
    returnGifts,
    facts,
    preferences,
    baskets,
    goods,
    published,
    ...gifts
  ] = own
  known.revisions.add(published)
  const giftsBy = giftsOf(gifts)
  const standing = grouped(standings, row => row.memberId)
  const daysBy = inTurn(days, row => row.memberId)
  const journal = journalOf([transactions, transfers, moves, entries])
  // In the order of the rows.
  const journals = new Map(members.map(({ id }) => [id, journal(id)]))
  for (const [id, rows] of cards) journals.set(id, journalOf(rows)(id))
  const mergesBy = grouped(merges, row => row.ownerId)
  const lotsBy = grouped(lots, row => row.memberId)
  const receipts = inTurn(purchases, row => row.memberId)
  const linesBy = inTurn(lines, row => row.purchaseId)
  const tendersBy = inTurn(tenders, row => row.purchaseId)
  const topUpsBy = grouped(topUps, row => row.memberId)
  const reversalsBy = grouped(reversals, row => row.memberId)
  const refundsBy = grouped(refunds, row => row.memberId)
  const adjustmentsBy = grouped(adjustments, row => row.memberId)
  const openingsBy = grouped(openings, row => row.memberId)
  const tierActsBy = grouped(tierActs, row => row.memberId)
  const undosBy = grouped([...openingUndos, ...tierUndos], row => row.memberId)
  const promotionsBy = grouped(promotions, row => row.purchaseId)
  const promotionGiftsBy = grouped(promotionGifts, row => row.purchaseId)
  const returnGiftsBy = grouped(returnGifts, row => row.returnId)
  const returnsBy = grouped(returns, row => row.purchaseId)
  const returnLinesBy = grouped(returnLines, row => row.returnId)
  const returnRefundsBy = grouped(returnRefunds, row => row.returnId)
  const factsBy = grouped(facts, row => row.memberId)
  const preferencesBy = grouped(preferences, row => row.memberId)
  const basketsBy = grouped(baskets, row => row.memberId)
  const goodsOf = new Map(goods.map(row => [row.memberId, row.goods]))
  // A value once has one code for good: what was read with the texts has those that they are made of.
  const codes =
    goods.length === 0 ? new Map<string, number>() : await known.codes.of(database, valuesSold(purchases, lines))
  const keptMember = ({ id, status, registeredAt, registeredOn, erasedBy }: (typeof members)[number]) => ({
    ...giftsBy(id),
    id,
    isThere: status === 'active',
    erasedBy,
    registeredAt,
    registeredOn,
    standing: standing(id)[0],
    days: daysBy(id),
    journal: asOneJournal(
      journals.get(id)!,
      mergesBy(id).map(({ fromId, placeOffset }) => ({ placeOffset, journal: journals.get(fromId)! })),
    ),
    cards: cardsOf(mergesBy(id), journals),
    lots: lotsBy(id),
    purchases: receipts(id).map(purchase => ({
      purchase,
      lines: linesBy(purchase.id),
      tenders: tendersBy(purchase.id),
      returns: returnsBy(purchase.id).map(row => ({
        return: row,
        lines: returnLinesBy(row.id),
        refunds: returnRefundsBy(row.id),
      })),
      promotions: lookingPromotions(promotionsBy(purchase.id), known.revisions.byId),
      promotionGifts: {
        given: promotionGiftsBy(purchase.id),
        returned: returnsBy(purchase.id).flatMap(row => returnGiftsBy(row.id)),
      },
    })),
    insight: {
      facts: factsBy(id)[0],
      preferences: preferencesBy(id),
      baskets: basketsBy(id),
      goods: goodsOf.get(id),
      codes,
    },
    acts: {
      topUps: topUpsBy(id),
      reversals: reversalsBy(id),
      refunds: refundsBy(id),
      adjustments: adjustmentsBy(id),
      tierActs: tierActsBy(id),
      openings: openingsBy(id),
      undos: undosBy(id),
    },
  })
  // What was a merged card's is looked at with whose it is by now.
  return members.flatMap(row => {
    const member = keptMember(row)
    return row.mergedInto === null ? [member] : []
  })
}
