import { and, asc, eq, getTableColumns, sql, type Column } from 'drizzle-orm'
import { adjustments } from '../adjustments/adjustments.tables.ts'
import { benefitClaims, benefitUndos, benefitUses } from '../benefits/benefits.tables.ts'
import { CODE_RANGES } from '../insight/goods-text.ts'
import { memberBaskets, memberFacts, memberGoods, memberPreferences } from '../insight/insight.tables.ts'
import { lotFields, moveFields, transactionKind, transferFields } from '../ledger/journal-fields.ts'
import { lotMoves, lots, transactions, transfers } from '../ledger/ledger.tables.ts'
import { placeInJournal } from '../members/cards-of-member.ts'
import { within, type MemberRange } from '../members/member-range.ts'
import { memberDays, members, standings } from '../members/members.tables.ts'
import { openings } from '../openings/openings.tables.ts'
import { followed } from '../persons/merges.repository.ts'
import { erasures } from '../persons/persons.tables.ts'
import { promotionGifts, returnGifts } from '../promotions/promotions.tables.ts'
import { awardedLineFields, tenderFields } from '../purchases/receipt-fields.ts'
import { purchaseLines, purchases, purchaseTenders } from '../purchases/purchases.tables.ts'
import { returnLines, returnRefunds, returns } from '../returns/returns.tables.ts'
import { redemptionEnds, redemptions, reservations, rewardCounts } from '../rewards/rewards.tables.ts'
import { plainColumns, selectMany } from '../select-many.ts'
import { builder, orNull, select, type RowOf } from '../statement.ts'
import { tierActs } from '../tiers/tier-acts.tables.ts'
import { prepaidRefunds, topUps } from '../topups/topups.tables.ts'

export const membersWithin = selectMany<MemberRange>()(
  {
    id: members.id,
    status: members.status,
    registeredAt: members.registeredAt,
    registeredOn: members.registeredOn,
    mergedInto: members.mergedInto,
    erasedBy: orNull(erasures.id),
  },
  f =>
    builder
      .select(f)
      .from(members)
      .leftJoin(erasures, eq(erasures.memberId, members.id))
      .where(within(members.id))
      .orderBy(asc(members.id)),
)
export const standingsWithin = selectMany<MemberRange>()(getTableColumns(standings), f =>
  builder.select(f).from(standings).where(within(standings.memberId)),
)
export const daysWithin = selectMany<MemberRange>()(getTableColumns(memberDays), f =>
  builder
    .select(f)
    .from(memberDays)
    .where(within(memberDays.memberId))
    .orderBy(asc(memberDays.memberId), asc(memberDays.day), asc(memberDays.rulesVersion)),
)
/** The journal, member by member in its own order, and what moved with it in the same. */
export const transactionsWithin = selectMany<MemberRange>()(
  {
    id: transactions.id,
    memberId: transactions.memberId,
    seq: transactions.seq,
    kind: transactionKind,
    occurredAt: transactions.occurredAt,
    rulesVersion: transactions.rulesVersion,
    causeId: transactions.causeId,
  },
  f =>
    builder
      .select(f)
      .from(transactions)
      .where(within(transactions.memberId))
      .orderBy(asc(transactions.memberId), asc(transactions.seq)),
)
export const transfersWithin = selectMany<MemberRange>()(transferFields, f =>
  builder
    .select(f)
    .from(transactions)
    .crossJoin(transfers)
    .where(and(within(transactions.memberId), eq(transfers.transactionId, transactions.id)))
    .orderBy(asc(transactions.memberId), asc(transactions.seq), asc(transfers.position)),
)
export const movesWithin = selectMany<MemberRange>()(moveFields, f =>
  builder
    .select(f)
    .from(transactions)
    .crossJoin(lotMoves)
    .where(and(within(transactions.memberId), eq(lotMoves.transactionId, transactions.id)))
    .orderBy(asc(transactions.memberId), asc(transactions.seq)),
)
export const lotsWithin = selectMany<MemberRange>()(
  { ...lotFields, memberId: lots.memberId, remaining: lots.remaining },
  f => builder.select(f).from(lots).where(within(lots.memberId)),
)
/** The receipts, member by member, and their lines and tenders in the same order. */
export const purchasesWithin = selectMany<MemberRange>()(
  {
    id: purchases.id,
    memberId: purchases.memberId,
    store: purchases.store,
    occurredAt: purchases.occurredAt,
    occurredOn: purchases.occurredOn,
    totalMinor: purchases.totalMinor,
    cashMinor: purchases.cashMinor,
    points: purchases.points,
    memberCash: purchases.memberCash,
    tier: purchases.tier,
    birthday: purchases.birthday,
    capLimit: purchases.capLimit,
    capRoom: purchases.capRoom,
    /** What undid the import that it came with. */
    undoneBy: sql<number | null>`(SELECT undone_id FROM import_undone WHERE made_id = purchases.id)`.as('undone_by'),
  },
  f =>
    builder
      .select(f)
      .from(purchases)
      .where(within(purchases.memberId))
      .orderBy(asc(purchases.memberId), asc(purchases.occurredAt), asc(purchases.id)),
)
export type SaleRow = RowOf<typeof purchasesWithin>
export const linesWithin = selectMany<MemberRange>()(
  {
    ...awardedLineFields,
    position: purchaseLines.position,
    points: purchaseLines.points,
    size: purchaseLines.size,
    color: purchaseLines.color,
    style: purchaseLines.style,
  },
  f =>
    builder
      .select(f)
      .from(purchases)
      .crossJoin(purchaseLines)
      .where(and(within(purchases.memberId), eq(purchaseLines.purchaseId, purchases.id)))
      .orderBy(asc(purchases.memberId), asc(purchases.occurredAt), asc(purchases.id), asc(purchaseLines.position)),
)
export type SaleLineRow = RowOf<typeof linesWithin>
export const tendersWithin = selectMany<MemberRange>()(tenderFields, f =>
  builder
    .select(f)
    .from(purchases)
    .crossJoin(purchaseTenders)
    .where(and(within(purchases.memberId), eq(purchaseTenders.purchaseId, purchases.id)))
    .orderBy(asc(purchases.memberId), asc(purchases.occurredAt), asc(purchases.id), asc(purchaseTenders.position)),
)
export type SaleTenderRow = RowOf<typeof tendersWithin>
export const promotionGiftsWithin = selectMany<MemberRange>()(getTableColumns(promotionGifts), f =>
  builder
    .select(f)
    .from(purchases)
    .crossJoin(promotionGifts)
    .where(and(within(purchases.memberId), eq(promotionGifts.purchaseId, purchases.id))),
)
export const topUpsWithin = selectMany<MemberRange>()(plainColumns(topUps), f =>
  builder.select(f).from(topUps).where(within(topUps.memberId)),
)
export type TopUpRow = RowOf<typeof topUpsWithin>
export const refundsWithin = selectMany<MemberRange>()(getTableColumns(prepaidRefunds), f =>
  builder.select(f).from(prepaidRefunds).where(within(prepaidRefunds.memberId)),
)
export const adjustmentsWithin = selectMany<MemberRange>()(plainColumns(adjustments), f =>
  builder.select(f).from(adjustments).where(within(adjustments.memberId)),
)
export type AdjustmentRow = RowOf<typeof adjustmentsWithin>
export const openingsWithin = selectMany<MemberRange>()(getTableColumns(openings), f =>
  builder.select(f).from(openings).where(within(openings.memberId)),
)
export const tierActsWithin = selectMany<MemberRange>()(getTableColumns(tierActs), f =>
  builder.select(f).from(tierActs).where(within(tierActs.memberId)),
)

/** What insight has kept of them. */
export const factsWithin = selectMany<MemberRange>()(getTableColumns(memberFacts), f =>
  builder.select(f).from(memberFacts).where(within(memberFacts.memberId)),
)
export const preferencesWithin = selectMany<MemberRange>()(getTableColumns(memberPreferences), f =>
  builder.select(f).from(memberPreferences).where(within(memberPreferences.memberId)),
)
export const basketsWithin = selectMany<MemberRange>()(getTableColumns(memberBaskets), f =>
  builder.select(f).from(memberBaskets).where(within(memberBaskets.memberId)),
)
export const goodsWithin = selectMany<MemberRange>()(getTableColumns(memberGoods), f =>
  builder.select(f).from(memberGoods).where(within(memberGoods.memberId)),
)

const ofReturn = (column: Column) =>
  and(within(purchases.memberId), eq(returns.purchaseId, purchases.id), eq(column, returns.id))

export const returnsWithin = selectMany<MemberRange>()(plainColumns(returns), f =>
  builder
    .select(f)
    .from(purchases)
    .crossJoin(returns)
    .crossJoin(transactions)
    .where(ofReturn(transactions.id))
    .orderBy(asc(placeInJournal)),
)
export type ReturnRow = RowOf<typeof returnsWithin>
export const returnLinesWithin = selectMany<MemberRange>()(getTableColumns(returnLines), f =>
  builder.select(f).from(purchases).crossJoin(returns).crossJoin(returnLines).where(ofReturn(returnLines.returnId)),
)
export const returnRefundsWithin = selectMany<MemberRange>()(getTableColumns(returnRefunds), f =>
  builder.select(f).from(purchases).crossJoin(returns).crossJoin(returnRefunds).where(ofReturn(returnRefunds.returnId)),
)
export const returnGiftsWithin = selectMany<MemberRange>()(getTableColumns(returnGifts), f =>
  builder.select(f).from(purchases).crossJoin(returns).crossJoin(returnGifts).where(ofReturn(returnGifts.returnId)),
)
export const redemptionsWithin = selectMany<MemberRange>()(getTableColumns(redemptions), f =>
  builder.select(f).from(redemptions).where(within(redemptions.memberId)),
)
export const endsWithin = selectMany<MemberRange>()(getTableColumns(redemptionEnds), f =>
  builder
    .select(f)
    .from(redemptions)
    .crossJoin(redemptionEnds)
    .where(and(within(redemptions.memberId), eq(redemptionEnds.redemptionId, redemptions.id))),
)
export const reservationsWithin = selectMany<MemberRange>()(getTableColumns(reservations), f =>
  builder
    .select(f)
    .from(redemptions)
    .crossJoin(reservations)
    .where(
      and(
        within(redemptions.memberId),
        eq(reservations.collectBy, redemptions.collectBy),
        eq(reservations.redemptionId, redemptions.id),
      ),
    ),
)
export const rewardCountsWithin = selectMany<MemberRange>()(getTableColumns(rewardCounts), f =>
  builder.select(f).from(rewardCounts).where(within(rewardCounts.memberId)),
)
export const usesWithin = selectMany<MemberRange>()(getTableColumns(benefitUses), f =>
  builder.select(f).from(benefitUses).where(within(benefitUses.memberId)),
)
export type BenefitUseRow = RowOf<typeof usesWithin>
export const undosWithin = selectMany<MemberRange>()({ useId: benefitUndos.useId, memberId: benefitUses.memberId }, f =>
  builder
    .select(f)
    .from(benefitUses)
    .crossJoin(benefitUndos)
    .where(and(within(benefitUses.memberId), eq(benefitUndos.useId, benefitUses.id))),
)
export const claimsWithin = selectMany<MemberRange>()(getTableColumns(benefitClaims), f =>
  builder
    .select(f)
    .from(benefitUses)
    .crossJoin(benefitClaims)
    .where(and(within(benefitUses.memberId), eq(benefitClaims.useId, benefitUses.id))),
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

/** Whose a transaction is by now. */
const OWNER = '(SELECT coalesce(m.merged_into, m.id) FROM members m WHERE m.id = t.member_id)'

const isCode = CODE_RANGES.map(([first, last]) => `code BETWEEN ${first} AND ${last}`).join(' OR ')

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
      UNION ALL SELECT 'top-ups without a transaction of their member', count(*) FROM top_ups a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.id AND ${OWNER} = a.member_id)
      UNION ALL SELECT 'receipts undone that were not returned', count(*) FROM import_undone u INNER JOIN purchases p ON p.id = u.made_id
        WHERE NOT EXISTS (SELECT 1 FROM returns r WHERE r.id = u.undone_id AND r.purchase_id = p.id)
      UNION ALL SELECT 'rows undone that made something else', count(*) FROM import_undone u
        WHERE NOT EXISTS (SELECT 1 FROM import_made m WHERE m.import_id = u.import_id AND m.row = u.row AND m.made_id = u.made_id)
      UNION ALL SELECT 'reversals without a top-up', count(*) FROM top_up_reversals WHERE top_up_id NOT IN (SELECT id FROM top_ups)
      UNION ALL SELECT 'refunds without a transaction of their member', count(*) FROM prepaid_refunds a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.id AND ${OWNER} = a.member_id)
      UNION ALL SELECT 'adjustments without a transaction of their member', count(*) FROM adjustments a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.id AND ${OWNER} = a.member_id)
      UNION ALL SELECT 'openings without a transaction of their member', count(*) FROM openings a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.id AND ${OWNER} = a.member_id)
      UNION ALL SELECT 'tier acts without a transaction of their member', count(*) FROM tier_acts a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.id AND ${OWNER} = a.member_id)
      UNION ALL SELECT 'reasons without a transaction of their member', count(*) FROM reasons a WHERE NOT EXISTS (SELECT 1 FROM transactions t WHERE t.id = a.transaction_id AND ${OWNER} = a.member_id)
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
      UNION ALL SELECT 'standings without a member', count(*) FROM standings WHERE member_id NOT IN (SELECT id FROM members WHERE merged_into IS NULL)
      UNION ALL SELECT 'members without a standing', count(*) FROM members WHERE status = 'active' AND id NOT IN (SELECT member_id FROM standings)
      UNION ALL SELECT 'erasures without a member who is erased', count(*) FROM erasures WHERE member_id NOT IN (SELECT id FROM members WHERE status = 'erased')
      UNION ALL SELECT 'merged members who lead to nobody', count(*) FROM members WHERE (status = 'merged') <> (merged_into IS NOT NULL)
        OR merged_into NOT IN (SELECT id FROM members WHERE merged_into IS NULL)
      UNION ALL SELECT 'merged members without a merge', count(*) FROM members WHERE status = 'merged' AND id NOT IN (SELECT from_id FROM merges)
      UNION ALL SELECT 'merges without a merged member', count(*) FROM merges WHERE from_id NOT IN (SELECT id FROM members WHERE status = 'merged')
        OR into_id NOT IN (SELECT id FROM members)
      UNION ALL SELECT 'texts of goods without a member', count(*) FROM member_goods WHERE member_id NOT IN (SELECT id FROM members)
      UNION ALL SELECT 'codes of goods that are no codes', count(*) FROM goods_codes WHERE NOT (${isCode})
      UNION ALL SELECT 'things that a merged card has kept', sum(count) FROM (${followed.map(table => `SELECT count(*) AS count FROM ${table} WHERE member_id IN (SELECT id FROM members WHERE status = 'merged')`).join(' UNION ALL ')})`,
      params: [],
    }),
  }),
)

/** The names of the triggers that keep the journal append-only. */
export const listTriggers = select<Record<string, never>>()({ name: sql<string>`name` }, () => ({
  toSQL: () => ({ sql: `SELECT name FROM sqlite_schema WHERE type = 'trigger'`, params: [] }),
}))
