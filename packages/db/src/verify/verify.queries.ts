import { asc, eq, getTableColumns, gt, sql } from 'drizzle-orm'
import { jobEntries, jobOccurrences } from '../jobs/jobs.tables.ts'
import { lotMoves, lots, transactions, transfers } from '../ledger/ledger.tables.ts'
import { memberDays, members, standings } from '../members/members.tables.ts'
import { promotionGifts, purchasePromotions, returnGifts } from '../promotions/promotions.tables.ts'
import { purchaseLines, purchases, purchaseTenders } from '../purchases/purchases.tables.ts'
import { returnLines, returnRefunds, returns } from '../returns/returns.tables.ts'
import { benefitClaims, benefitUndos, benefitUses } from '../benefits/benefits.tables.ts'
import { redemptionEnds, redemptions, reservations, rewardCounts } from '../rewards/rewards.tables.ts'
import { $, builder, select } from '../statement.ts'
import { adjustments } from '../adjustments/adjustments.tables.ts'
import { tierActs } from '../tiers/tier-acts.tables.ts'
import { prepaidRefunds, topUpReversals, topUps } from '../topups/topups.tables.ts'

/** The next members after one, in the order of their ids. */
export const nextMembers = select<{ after: number; limit: number }>()(
  { id: members.id, registeredAt: members.registeredAt, registeredOn: members.registeredOn },
  f =>
    builder
      .select(f)
      .from(members)
      .where(gt(members.id, $('after')))
      .orderBy(asc(members.id))
      .limit($('limit')),
)

const among = (column: Parameters<typeof eq>[0]) => sql`${column} IN (SELECT value FROM json_each(${$('ids')}))`

/** Everything of the members whose ids stand in a JSON array. */
export const standingsOf = select<{ ids: string }>()(getTableColumns(standings), f =>
  builder.select(f).from(standings).where(among(standings.memberId)),
)
export const daysOf = select<{ ids: string }>()(getTableColumns(memberDays), f =>
  builder
    .select(f)
    .from(memberDays)
    .where(among(memberDays.memberId))
    .orderBy(asc(memberDays.day), asc(memberDays.rulesVersion)),
)
export const transactionsOf = select<{ ids: string }>()(getTableColumns(transactions), f =>
  builder.select(f).from(transactions).where(among(transactions.memberId)).orderBy(asc(transactions.seq)),
)
export const transfersOf = select<{ ids: string }>()(getTableColumns(transfers), f =>
  builder
    .select(f)
    .from(transfers)
    .innerJoin(transactions, eq(transactions.id, transfers.transactionId))
    .where(among(transactions.memberId))
    .orderBy(asc(transfers.transactionId), asc(transfers.position)),
)
export const movesOf = select<{ ids: string }>()(getTableColumns(lotMoves), f =>
  builder
    .select(f)
    .from(lotMoves)
    .innerJoin(transactions, eq(transactions.id, lotMoves.transactionId))
    .where(among(transactions.memberId)),
)
export const lotsOf = select<{ ids: string }>()(getTableColumns(lots), f =>
  builder.select(f).from(lots).where(among(lots.memberId)).orderBy(asc(lots.transactionId), asc(lots.unit)),
)
export const jobsOf = select<{ ids: string }>()(
  {
    memberId: jobEntries.memberId,
    transactionId: jobEntries.transactionId,
    tier: jobEntries.tier,
    name: jobOccurrences.name,
    kind: jobOccurrences.kind,
    code: jobOccurrences.code,
    day: jobOccurrences.day,
    at: jobOccurrences.at,
  },
  f =>
    builder
      .select(f)
      .from(jobEntries)
      .innerJoin(transactions, eq(transactions.id, jobEntries.transactionId))
      .innerJoin(jobOccurrences, eq(jobOccurrences.id, jobEntries.occurrenceId))
      .where(among(transactions.memberId)),
)
export const purchasesOf = select<{ ids: string }>()(getTableColumns(purchases), f =>
  builder.select(f).from(purchases).where(among(purchases.memberId)),
)
export const linesOf = select<{ ids: string }>()(getTableColumns(purchaseLines), f =>
  builder
    .select(f)
    .from(purchaseLines)
    .innerJoin(purchases, eq(purchases.id, purchaseLines.purchaseId))
    .where(among(purchases.memberId))
    .orderBy(asc(purchaseLines.purchaseId), asc(purchaseLines.position)),
)
export const tendersOf = select<{ ids: string }>()(getTableColumns(purchaseTenders), f =>
  builder
    .select(f)
    .from(purchaseTenders)
    .innerJoin(purchases, eq(purchases.id, purchaseTenders.purchaseId))
    .where(among(purchases.memberId))
    .orderBy(asc(purchaseTenders.purchaseId), asc(purchaseTenders.position)),
)

export const promotionsOf = select<{ ids: string }>()(getTableColumns(purchasePromotions), f =>
  builder
    .select(f)
    .from(purchasePromotions)
    .innerJoin(purchases, eq(purchases.id, purchasePromotions.purchaseId))
    .where(among(purchases.memberId))
    .orderBy(asc(purchasePromotions.purchaseId), asc(purchasePromotions.revisionId)),
)
export const promotionGiftsOf = select<{ ids: string }>()(getTableColumns(promotionGifts), f =>
  builder
    .select(f)
    .from(promotionGifts)
    .innerJoin(purchases, eq(purchases.id, promotionGifts.purchaseId))
    .where(among(purchases.memberId)),
)
export const returnGiftsOf = select<{ ids: string }>()(getTableColumns(returnGifts), f =>
  builder
    .select(f)
    .from(returnGifts)
    .innerJoin(returns, eq(returns.id, returnGifts.returnId))
    .innerJoin(purchases, eq(purchases.id, returns.purchaseId))
    .where(among(purchases.memberId)),
)
export const topUpsOf = select<{ ids: string }>()(getTableColumns(topUps), f =>
  builder.select(f).from(topUps).where(among(topUps.memberId)),
)
export const reversalsOf = select<{ ids: string }>()(
  { ...getTableColumns(topUpReversals), memberId: topUps.memberId },
  f =>
    builder
      .select(f)
      .from(topUpReversals)
      .innerJoin(topUps, eq(topUps.id, topUpReversals.topUpId))
      .where(among(topUps.memberId)),
)
export const refundsOf = select<{ ids: string }>()(getTableColumns(prepaidRefunds), f =>
  builder.select(f).from(prepaidRefunds).where(among(prepaidRefunds.memberId)),
)
export const adjustmentsOf = select<{ ids: string }>()(getTableColumns(adjustments), f =>
  builder.select(f).from(adjustments).where(among(adjustments.memberId)),
)
export const tierActsOf = select<{ ids: string }>()(getTableColumns(tierActs), f =>
  builder.select(f).from(tierActs).where(among(tierActs.memberId)),
)
export const returnsOf = select<{ ids: string }>()(getTableColumns(returns), f =>
  builder
    .select(f)
    .from(returns)
    .innerJoin(purchases, eq(purchases.id, returns.purchaseId))
    .innerJoin(transactions, eq(transactions.id, returns.id))
    .where(among(purchases.memberId))
    .orderBy(asc(transactions.seq)),
)
export const returnLinesOf = select<{ ids: string }>()(getTableColumns(returnLines), f =>
  builder
    .select(f)
    .from(returnLines)
    .innerJoin(returns, eq(returns.id, returnLines.returnId))
    .innerJoin(purchases, eq(purchases.id, returns.purchaseId))
    .where(among(purchases.memberId)),
)
export const returnRefundsOf = select<{ ids: string }>()(getTableColumns(returnRefunds), f =>
  builder
    .select(f)
    .from(returnRefunds)
    .innerJoin(returns, eq(returns.id, returnRefunds.returnId))
    .innerJoin(purchases, eq(purchases.id, returns.purchaseId))
    .where(among(purchases.memberId)),
)
export const redemptionsOf = select<{ ids: string }>()(getTableColumns(redemptions), f =>
  builder.select(f).from(redemptions).where(among(redemptions.memberId)),
)
export const endsOf = select<{ ids: string }>()(getTableColumns(redemptionEnds), f =>
  builder
    .select(f)
    .from(redemptionEnds)
    .innerJoin(redemptions, eq(redemptions.id, redemptionEnds.redemptionId))
    .where(among(redemptions.memberId)),
)
export const reservationsOf = select<{ ids: string }>()(getTableColumns(reservations), f =>
  builder
    .select(f)
    .from(reservations)
    .innerJoin(redemptions, eq(redemptions.id, reservations.redemptionId))
    .where(among(redemptions.memberId)),
)
export const rewardCountsOf = select<{ ids: string }>()(getTableColumns(rewardCounts), f =>
  builder.select(f).from(rewardCounts).where(among(rewardCounts.memberId)),
)
export const usesOf = select<{ ids: string }>()(getTableColumns(benefitUses), f =>
  builder.select(f).from(benefitUses).where(among(benefitUses.memberId)),
)
export const undosOf = select<{ ids: string }>()({ useId: benefitUndos.useId, memberId: benefitUses.memberId }, f =>
  builder
    .select(f)
    .from(benefitUndos)
    .innerJoin(benefitUses, eq(benefitUses.id, benefitUndos.useId))
    .where(among(benefitUses.memberId)),
)
export const claimsOf = select<{ ids: string }>()(getTableColumns(benefitClaims), f =>
  builder
    .select(f)
    .from(benefitClaims)
    .innerJoin(benefitUses, eq(benefitUses.id, benefitClaims.useId))
    .where(among(benefitUses.memberId)),
)

/** Gifts whose count of pieces is not what their redemptions come to, by code. */
export const miscountedRewards = select<Record<string, never>>()(
  { code: sql<string>`code`, taken: sql<number>`taken`, redeemed: sql<number>`redeemed` },
  () => ({
    toSQL: () => ({
      sql: `SELECT code, taken, redeemed FROM (SELECT rewards.code, rewards.taken, (
          SELECT coalesce(sum(quantity), 0) FROM redemptions LEFT JOIN redemption_ends ON redemption_id = redemptions.id
          WHERE reward = rewards.code AND coalesce("end", 'collected') = 'collected') AS redeemed
        FROM rewards) WHERE taken <> redeemed`,
      params: [],
    }),
  }),
)

/** Rows that no member leads to: each kind with how many there are. */
export const countStrays = select<Record<string, never>>()(
  { kind: sql<string>`kind`, count: sql<number>`count` },
  () => ({
    toSQL: () => ({
      sql: `SELECT 'transactions without a member' AS kind, count(*) AS count FROM transactions WHERE member_id NOT IN (SELECT id FROM members)
      UNION ALL SELECT 'transfers without a transaction', count(*) FROM transfers WHERE transaction_id NOT IN (SELECT id FROM transactions)
      UNION ALL SELECT 'lots without a transaction', count(*) FROM lots WHERE transaction_id NOT IN (SELECT id FROM transactions)
      UNION ALL SELECT 'moves without a transaction', count(*) FROM lot_moves WHERE transaction_id NOT IN (SELECT id FROM transactions)
      UNION ALL SELECT 'entries of scheduled work without a transaction of the member', count(*) FROM job_entries e WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = e.transaction_id AND t.member_id = e.member_id)
      UNION ALL SELECT 'entries of scheduled work without an occurrence', count(*) FROM job_entries WHERE occurrence_id NOT IN (SELECT id FROM job_occurrences)
      UNION ALL SELECT 'purchases without a transaction', count(*) FROM purchases WHERE id NOT IN (SELECT id FROM transactions)
      UNION ALL SELECT 'lines without a purchase', count(*) FROM purchase_lines WHERE purchase_id NOT IN (SELECT id FROM purchases)
      UNION ALL SELECT 'tenders without a purchase', count(*) FROM purchase_tenders WHERE purchase_id NOT IN (SELECT id FROM purchases)
      UNION ALL SELECT 'promotions of no purchase', count(*) FROM purchase_promotions WHERE purchase_id NOT IN (SELECT id FROM purchases)
      UNION ALL SELECT 'gifts with no purchase', count(*) FROM promotion_gifts WHERE purchase_id NOT IN (SELECT id FROM purchases)
      UNION ALL SELECT 'gifts of no return', count(*) FROM return_gifts WHERE return_id NOT IN (SELECT id FROM returns)
      UNION ALL SELECT 'top-ups without a transaction of their member', count(*) FROM top_ups a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.id AND t.member_id = a.member_id)
      UNION ALL SELECT 'reversals without a top-up', count(*) FROM top_up_reversals WHERE top_up_id NOT IN (SELECT id FROM top_ups)
      UNION ALL SELECT 'refunds without a transaction of their member', count(*) FROM prepaid_refunds a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.id AND t.member_id = a.member_id)
      UNION ALL SELECT 'adjustments without a transaction of their member', count(*) FROM adjustments a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.id AND t.member_id = a.member_id)
      UNION ALL SELECT 'tier acts without a transaction of their member', count(*) FROM tier_acts a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.id AND t.member_id = a.member_id)
      UNION ALL SELECT 'reasons without a transaction of their member', count(*) FROM reasons a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.transaction_id AND t.member_id = a.member_id)
      UNION ALL SELECT 'returns without a transaction', count(*) FROM returns WHERE id NOT IN (SELECT id FROM transactions)
      UNION ALL SELECT 'returns without a purchase', count(*) FROM returns WHERE purchase_id NOT IN (SELECT id FROM purchases)
      UNION ALL SELECT 'returned lines without a return', count(*) FROM return_lines WHERE return_id NOT IN (SELECT id FROM returns)
      UNION ALL SELECT 'refunds without a return', count(*) FROM return_refunds WHERE return_id NOT IN (SELECT id FROM returns)
      UNION ALL SELECT 'redemptions without a transaction', count(*) FROM redemptions WHERE id NOT IN (SELECT id FROM transactions)
      UNION ALL SELECT 'redemptions without a gift', count(*) FROM redemptions WHERE reward NOT IN (SELECT code FROM rewards)
      UNION ALL SELECT 'ends without a redemption', count(*) FROM redemption_ends WHERE redemption_id NOT IN (SELECT id FROM redemptions)
      UNION ALL SELECT 'reservations without a redemption', count(*) FROM reservations WHERE redemption_id NOT IN (SELECT id FROM redemptions)
      UNION ALL SELECT 'uses without a member', count(*) FROM benefit_uses WHERE member_id NOT IN (SELECT id FROM members)
      UNION ALL SELECT 'undos without a use', count(*) FROM benefit_undos WHERE use_id NOT IN (SELECT id FROM benefit_uses)
      UNION ALL SELECT 'claims without a use', count(*) FROM benefit_claims WHERE use_id NOT IN (SELECT id FROM benefit_uses)
      UNION ALL SELECT 'coupons without a member', count(*) FROM member_coupons WHERE member_id NOT IN (SELECT id FROM members)
      UNION ALL SELECT 'coupons without the terms of their issue', count(*) FROM member_coupons c WHERE NOT EXISTS (SELECT 1 FROM coupon_terms t WHERE t.coupon = c.coupon AND t.revision = c.revision)
      UNION ALL SELECT 'coupons without the purchase of their member that brought them', count(*) FROM member_coupons c WHERE c.purchase_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM purchases p WHERE p.id = c.purchase_id AND p.member_id = c.member_id)
      UNION ALL SELECT 'withdrawals without a coupon', count(*) FROM coupon_withdrawals WHERE coupon_id NOT IN (SELECT id FROM member_coupons)
      UNION ALL SELECT 'uses of coupons without a purchase of their member', count(*) FROM coupon_uses u WHERE NOT EXISTS (SELECT 1 FROM purchases p JOIN member_coupons c ON c.member_id = p.member_id WHERE p.id = u.purchase_id AND c.id = u.coupon_id)
      UNION ALL SELECT 'uses given back that there never were', count(*) FROM coupon_give_backs g WHERE NOT EXISTS (SELECT 1 FROM coupon_uses u WHERE u.coupon_id = g.coupon_id AND u.number = g.number)
      UNION ALL SELECT 'lines before coupons without a line', count(*) FROM lines_before_coupons b WHERE NOT EXISTS (SELECT 1 FROM purchase_lines l WHERE l.purchase_id = b.purchase_id AND l.position = b.position)
      UNION ALL SELECT 'coupons taken back by no return of their purchase', count(*) FROM coupon_withdrawals w JOIN member_coupons c ON c.id = w.coupon_id WHERE w.return_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM returns r WHERE r.id = w.return_id AND r.purchase_id = c.purchase_id)
      UNION ALL SELECT 'standings without a member', count(*) FROM standings WHERE member_id NOT IN (SELECT id FROM members)
      UNION ALL SELECT 'members without a standing', count(*) FROM members WHERE id NOT IN (SELECT member_id FROM standings)`,
      params: [],
    }),
  }),
)

/** The names of the triggers that keep the journal append-only. */
export const listTriggers = select<Record<string, never>>()({ name: sql<string>`name` }, () => ({
  toSQL: () => ({ sql: `SELECT name FROM sqlite_schema WHERE type = 'trigger'`, params: [] }),
}))
