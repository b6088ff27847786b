import type { Unit } from '@laurel/core'
import { and, asc, eq, getTableColumns, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import { adjustments } from '../adjustments/adjustments.tables.ts'
import { brandSettings } from '../brands/brands.tables.ts'
import { transactionKind } from '../ledger/journal-fields.ts'
import { accountCode, unitCode } from '../ledger/ledger-codes.ts'
import { transactions, transfers } from '../ledger/ledger.tables.ts'
import { memberDays, members, standings } from '../members/members.tables.ts'
import { awardedLineFields, tenderFields } from '../purchases/receipt-fields.ts'
import { purchaseLines, purchases, purchaseTenders } from '../purchases/purchases.tables.ts'
import { returnLines, returns } from '../returns/returns.tables.ts'
import { openings } from '../openings/openings.tables.ts'
import { erasures } from '../persons/persons.tables.ts'
import { redemptionEnds, redemptions, rewards } from '../rewards/rewards.tables.ts'
import { placeInJournal } from '../members/cards-of-member.ts'
import { within, type MemberRange } from '../members/member-range.ts'
import { selectColumns } from '../select-columns.ts'
import { $, builder, orNull, select } from '../statement.ts'
import { tierActs } from '../tiers/tier-acts.tables.ts'
import { prepaidRefunds, topUps } from '../topups/topups.tables.ts'

/** The account that the program gives from by itself. */
const ISSUANCE = sql.raw(String(accountCode('program:issuance')))

/** How many members there are. */
export const countMembers = select<Record<string, never>>()({ count: sql<number>`count(*)`.as('count') }, f =>
  builder.select(f).from(members).where(isNull(members.mergedInto)),
)

/** Of a card that others were merged into, when it was registered itself. */
const own = (column: 'registered_on' | 'registered_at') =>
  sql<number>`coalesce((SELECT ${sql.raw(column)} FROM merges WHERE into_id = members.id ORDER BY id LIMIT 1), ${sql.raw(`members.${column}`)})`

export const membersWithin = select<MemberRange>()(
  {
    id: members.id,
    mergedInto: members.mergedInto,
    registeredOn: own('registered_on').as('own_registered_on'),
    registeredAt: own('registered_at').as('own_registered_at'),
  },
  f => builder.select(f).from(members).where(within(members.id)).orderBy(asc(members.id)),
)

/** Who is gone has none. */
export const standingsWithin = select<MemberRange>()(
  {
    memberId: standings.memberId,
    points: standings.points,
    memberCash: standings.memberCash,
    prepaid: standings.prepaid,
    tier: standings.tier,
    tierAsOf: standings.tierAsOf,
    tierNextOn: standings.tierNextOn,
  },
  f => builder.select(f).from(standings).where(within(standings.memberId)),
)

/** The days of those whose kept tier is older than a day on which time alone may have changed it. */
export const daysOfStale = select<MemberRange & { asOf: number }>()(getTableColumns(memberDays), f =>
  builder
    .select(f)
    .from(memberDays)
    .innerJoin(standings, eq(standings.memberId, memberDays.memberId))
    .where(and(within(memberDays.memberId), lte(standings.tierNextOn, $('asOf')))),
)

/** The members' transactions, and of those that are receipts what only the purchase has. */
export const journalWithin = selectColumns<MemberRange>()(
  {
    id: transactions.id,
    memberId: transactions.memberId,
    seq: placeInJournal,
    occurredAt: transactions.occurredAt,
    recordedAt: transactions.recordedAt,
    rulesVersion: transactions.rulesVersion,
    causeId: transactions.causeId,
    kind: transactionKind,
    /** Null where it is no receipt. */
    store: orNull(purchases.store),
    birthday: orNull(purchases.birthday),
  },
  f =>
    builder
      .select(f)
      .from(transactions)
      .leftJoin(purchases, eq(purchases.id, transactions.id))
      .where(within(transactions.memberId)),
)

/** What an account has given the members of a unit, less what came back to it. */
const givenBy = (unit: Unit) =>
  sql<number>`coalesce(sum(CASE WHEN ${transfers.unit} <> ${sql.raw(String(unitCode(unit)))} THEN 0
    WHEN ${transfers.debit} = ${ISSUANCE} THEN ${transfers.amount}
    WHEN ${transfers.credit} = ${ISSUANCE} THEN -${transfers.amount} END), 0)`

/** What the program's issuance has given each member, by unit, less what came back to it. */
export const issuedWithin = select<MemberRange>()(
  {
    memberId: transactions.memberId,
    points: givenBy('points').as('points'),
    memberCash: givenBy('memberCash').as('member_cash'),
  },
  f =>
    builder
      .select(f)
      .from(transactions)
      .crossJoin(transfers)
      .where(and(within(transactions.memberId), eq(transfers.transactionId, transactions.id)))
      .groupBy(transactions.memberId),
)

/** The lines of the members' receipts: those of one lie together, in their order. */
export const linesWithin = selectColumns<MemberRange>()(awardedLineFields, f =>
  builder
    .select(f)
    .from(transactions)
    .crossJoin(purchaseLines)
    .where(and(within(transactions.memberId), eq(purchaseLines.purchaseId, transactions.id))),
)

/** The tenders of the members' receipts, likewise. */
export const tendersWithin = selectColumns<MemberRange>()(tenderFields, f =>
  builder
    .select(f)
    .from(transactions)
    .crossJoin(purchaseTenders)
    .where(and(within(transactions.memberId), eq(purchaseTenders.purchaseId, transactions.id))),
)

export const returnsWithin = select<MemberRange>()({ id: returns.id, purchaseId: returns.purchaseId }, f =>
  builder
    .select(f)
    .from(purchases)
    .crossJoin(returns)
    .where(and(within(purchases.memberId), eq(returns.purchaseId, purchases.id))),
)

export const returnLinesWithin = select<MemberRange>()(
  { returnId: returnLines.returnId, index: returnLines.position, quantity: returnLines.quantity },
  f =>
    builder
      .select(f)
      .from(purchases)
      .crossJoin(returns)
      .crossJoin(returnLines)
      .where(
        and(within(purchases.memberId), eq(returns.purchaseId, purchases.id), eq(returnLines.returnId, returns.id)),
      ),
)

export const topUpsWithin = select<MemberRange>()(
  { id: topUps.id, plan: topUps.plan, prepaidMinor: topUps.prepaidMinor, points: topUps.points },
  f => builder.select(f).from(topUps).where(within(topUps.memberId)),
)
export const prepaidRefundsWithin = select<MemberRange>()(
  { id: prepaidRefunds.id, amountMinor: prepaidRefunds.amountMinor },
  f =>
    builder
      .select(f)
      .from(transactions)
      .crossJoin(prepaidRefunds)
      .where(and(within(transactions.memberId), eq(prepaidRefunds.id, transactions.id))),
)
export const adjustmentsWithin = select<MemberRange>()(
  { id: adjustments.id, unit: adjustments.unit, amount: adjustments.amount },
  f =>
    builder
      .select(f)
      .from(transactions)
      .crossJoin(adjustments)
      .where(and(within(transactions.memberId), eq(adjustments.id, transactions.id))),
)
export const openingsWithin = select<MemberRange>()(
  { id: openings.id, unit: openings.unit, amount: openings.amount, expiresOn: openings.expiresOn },
  f => builder.select(f).from(openings).where(within(openings.memberId)),
)
export const setTiersWithin = select<MemberRange>()(
  {
    id: tierActs.id,
    tier: tierActs.tier,
    through: tierActs.through,
    since: tierActs.since,
    validFrom: tierActs.validFrom,
  },
  f =>
    builder
      .select(f)
      .from(tierActs)
      .where(and(within(tierActs.memberId), eq(tierActs.kind, 'set'))),
)

export const redemptionsWithin = select<MemberRange>()(
  {
    id: redemptions.id,
    reward: redemptions.reward,
    pointsEach: redemptions.pointsEach,
    quantity: redemptions.quantity,
    tier: redemptions.tier,
    /** The tiers that the gift is for by its present terms: a JSON array, or null for all. */
    tiers: rewards.tiers,
  },
  f =>
    builder
      .select(f)
      .from(redemptions)
      .innerJoin(rewards, eq(rewards.code, redemptions.reward))
      .where(within(redemptions.memberId)),
)
/** The redemptions whose points came back. */
export const givenBackWithin = select<MemberRange>()(
  { id: redemptionEnds.transactionId, redemptionId: redemptionEnds.redemptionId, end: redemptionEnds.end },
  f =>
    builder
      .select(f)
      .from(redemptions)
      .crossJoin(redemptionEnds)
      .where(
        and(
          within(redemptions.memberId),
          eq(redemptionEnds.redemptionId, redemptions.id),
          isNotNull(redemptionEnds.transactionId),
        ),
      ),
)

/** Every setting that a brand ever had, oldest first. */
export const listBrandSettings = select<Record<string, never>>()(
  {
    brand: brandSettings.brand,
    store: brandSettings.store,
    effectiveAt: brandSettings.effectiveAt,
    multiplier: brandSettings.multiplier,
    contractRate: brandSettings.contractRate,
  },
  f => builder.select(f).from(brandSettings).orderBy(asc(brandSettings.effectiveAt), asc(brandSettings.id)),
)
export const erasuresWithin = select<MemberRange>()({ id: erasures.id }, f =>
  builder.select(f).from(erasures).where(within(erasures.memberId)),
)
