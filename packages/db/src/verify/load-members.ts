import type { KeptJob, KeptTransaction } from '@laurel/core'
import type { Database } from '../database.ts'
import { jobsWithin, promotionsWithin, reversalsWithin, type MemberRange } from '../members/member-range.ts'
import { readAll } from '../statement.ts'
import { grouped, inTurn } from './grouped.ts'
import { giftsOf, giftStatements } from './kept-gifts.ts'
import type { KeptMember } from './verify-member.ts'
import { lookingPromotions, type KnownRevisions } from './verify-promotions.ts'
import {
  adjustmentsWithin,
  basketsWithin,
  daysWithin,
  factsWithin,
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
} from './verify.queries.ts'

const jobOf = (entry: KeptJob | undefined): { readonly job?: KeptJob } => (entry ? { job: entry } : {})

/** The members of a range with all that is kept of them, read on one snapshot. */
export const loadMembers = async (
  database: Database,
  range: MemberRange,
  revisions: KnownRevisions,
): Promise<readonly (KeptMember & { readonly id: number })[]> => {
  const [
    members,
    standings,
    days,
    transactions,
    transfers,
    moves,
    lots,
    entries,
    purchases,
    lines,
    tenders,
    topUps,
    reversals,
    refunds,
    adjustments,
    openings,
    tierActs,
    returns,
    returnLines,
    returnRefunds,
    promotions,
    promotionGifts,
    returnGifts,
    facts,
    preferences,
    baskets,
    published,
    ...gifts
  ] = await readAll(database, [
    membersWithin(range),
    standingsWithin(range),
    daysWithin(range),
    transactionsWithin(range),
    transfersWithin(range),
    movesWithin(range),
    lotsWithin(range),
    jobsWithin(range),
    purchasesWithin(range),
    linesWithin(range),
    tendersWithin(range),
    topUpsWithin(range),
    reversalsWithin(range),
    refundsWithin(range),
    adjustmentsWithin(range),
    openingsWithin(range),
    tierActsWithin(range),
    returnsWithin(range),
    returnLinesWithin(range),
    returnRefundsWithin(range),
    promotionsWithin(range),
    promotionGiftsWithin(range),
    returnGiftsWithin(range),
    factsWithin(range),
    preferencesWithin(range),
    basketsWithin(range),
    revisions.later,
    ...giftStatements(range),
  ])
  revisions.add(published)
  const giftsBy = giftsOf(gifts)
  const standing = grouped(standings, row => row.memberId)
  const daysBy = inTurn(days, row => row.memberId)
  const journal = inTurn(transactions, row => row.memberId)
  const moved = inTurn(transfers, row => row.transactionId)
  const changed = inTurn(moves, row => row.transactionId)
  const jobsBy = new Map(entries.map(entry => [entry.transactionId, entry]))
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
  const promotionsBy = grouped(promotions, row => row.purchaseId)
  const promotionGiftsBy = grouped(promotionGifts, row => row.purchaseId)
  const returnGiftsBy = grouped(returnGifts, row => row.returnId)
  const returnsBy = grouped(returns, row => row.purchaseId)
  const returnLinesBy = grouped(returnLines, row => row.returnId)
  const returnRefundsBy = grouped(returnRefunds, row => row.returnId)
  const factsBy = grouped(facts, row => row.memberId)
  const preferencesBy = grouped(preferences, row => row.memberId)
  const basketsBy = grouped(baskets, row => row.memberId)
  const kept = (row: (typeof transactions)[number]): KeptTransaction => ({
    ...row,
    ...jobOf(jobsBy.get(row.id)),
    transfers: moved(row.id),
    moves: changed(row.id),
  })
  return members.map(({ id, status, registeredAt, registeredOn, erasedBy }) => ({
    ...giftsBy(id),
    id,
    isThere: status === 'active',
    erasedBy,
    registeredAt,
    registeredOn,
    standing: standing(id)[0],
    days: daysBy(id),
    journal: journal(id).map(kept),
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
      promotions: lookingPromotions(promotionsBy(purchase.id), revisions.byId),
      promotionGifts: {
        given: promotionGiftsBy(purchase.id),
        returned: returnsBy(purchase.id).flatMap(row => returnGiftsBy(row.id)),
      },
    })),
    insight: { facts: factsBy(id)[0], preferences: preferencesBy(id), baskets: basketsBy(id) },
    acts: {
      topUps: topUpsBy(id),
      reversals: reversalsBy(id),
      refunds: refundsBy(id),
      adjustments: adjustmentsBy(id),
      tierActs: tierActsBy(id),
      openings: openingsBy(id),
    },
  }))
}
