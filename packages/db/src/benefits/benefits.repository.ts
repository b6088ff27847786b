import { and, desc, eq, getTableColumns, isNull, lt, sql, type InferSelectModel } from 'drizzle-orm'
import { profiles } from '../members/members.tables.ts'
import { purchases } from '../purchases/purchases.tables.ts'
import { $, builder, insertInto, orNull, select, write } from '../statement.ts'
import { benefitClaims, benefitUndos, benefitUses } from './benefits.tables.ts'

export type BenefitUseRow = InferSelectModel<typeof benefitUses>

// A quota's period is at most a year, and no use lies in the future: what is older than this before the newest is over.
const LONGEST_PERIOD_DAYS = 400

/** How often a member has used which benefit by day, over the last year and more; undone uses do not count. */
export const countUses = select<{ memberId: number }>()(
  {
    benefit: benefitUses.benefit,
    usedOn: benefitUses.usedOn,
    count: sql<number>`count(*)`.as('count'),
  },
  f =>
    builder
      .select(f)
      .from(benefitUses)
      .leftJoin(benefitUndos, eq(benefitUndos.useId, benefitUses.id))
      .where(
        and(
          eq(benefitUses.memberId, $('memberId')),
          isNull(benefitUndos.useId),
          sql`${benefitUses.usedOn} >= (SELECT max(used_on) FROM benefit_uses WHERE member_id = ${$('memberId')}) - ${sql.raw(String(LONGEST_PERIOD_DAYS))}`,
        ),
      )
      .groupBy(benefitUses.benefit, benefitUses.usedOn),
)

/** The places of a benefit's quotas that a member's uses hold, over the last year and more. */
export const listQuotaClaims = select<{ memberId: number; benefit: string }>()(
  { scope: benefitClaims.scope, period: benefitClaims.period, place: benefitClaims.place },
  f =>
    builder
      .select(f)
      .from(benefitClaims)
      .where(
        and(
          eq(benefitClaims.holder, $('memberId')),
          eq(benefitClaims.benefit, $('benefit')),
          sql`${benefitClaims.scope} <> 'receipt'`,
          sql`${benefitClaims.period} >= (SELECT max(period) FROM benefit_claims WHERE holder = ${$('memberId')} AND scope <> 'receipt' AND benefit = ${$('benefit')}) - ${sql.raw(String(LONGEST_PERIOD_DAYS))}`,
        ),
      ),
)

const receiptFields = {
  id: purchases.id,
  occurredOn: purchases.occurredOn,
  // Named in full: a return has an id of its own.
  cashMinor:
    sql<number>`cash_minor - (SELECT coalesce(sum(returns.cash_minor), 0) FROM returns WHERE purchase_id = purchases.id)`.as(
      'net_cash_minor',
    ),
  /** JSON array of the benefits that it has served. */
  served:
    sql<string>`(SELECT json_group_array(benefit) FROM benefit_claims WHERE holder = purchases.id AND scope = 'receipt')`.as(
      'served',
    ),
}

/** A receipt of a member, as benefits see it. */
export const findBenefitReceipt = select<{ memberId: number; purchaseId: number }>()(receiptFields, f =>
  builder
    .select(f)
    .from(purchases)
    .where(and(eq(purchases.id, $('purchaseId')), eq(purchases.memberId, $('memberId')))),
)

/** A member's latest receipts, as benefits see them. */
export const listBenefitReceipts = select<{ memberId: number; limit: number }>()(receiptFields, f =>
  builder
    .select(f)
    .from(purchases)
    .where(eq(purchases.memberId, $('memberId')))
    .orderBy(desc(purchases.occurredAt))
    .limit($('limit')),
)

const useFields = {
  ...getTableColumns(benefitUses),
  undoneAt: orNull(benefitUndos.occurredAt),
  reason: orNull(benefitUndos.reason),
  /** The key that the reason is sealed under; null once the person is erased. */
  wrappedKey: orNull(profiles.wrappedKey),
}

const whole = () =>
  builder
    .select(useFields)
    .from(benefitUses)
    .leftJoin(benefitUndos, eq(benefitUndos.useId, benefitUses.id))
    .leftJoin(profiles, eq(profiles.memberId, benefitUses.memberId))

/** A use with its undo, if staff took it back. */
export const findBenefitUse = select<{ id: number }>()(useFields, () => whole().where(eq(benefitUses.id, $('id'))))

/** A page of a member's uses, newest first. */
export const listBenefitUses = select<{ memberId: number; beforeId: number; limit: number }>()(useFields, () =>
  whole()
    .where(and(eq(benefitUses.memberId, $('memberId')), lt(benefitUses.id, $('beforeId'))))
    .orderBy(desc(benefitUses.id))
    .limit($('limit')),
)

export const appendBenefitUse = insertInto(benefitUses)

/** Occupies a receipt or a place of a quota: taken twice at once, the schema refuses the second. */
export const addBenefitClaim = insertInto(benefitClaims)

export const appendBenefitUndo = insertInto(benefitUndos)

/** Frees what a use occupied. */
export const removeBenefitClaims = write<{ useId: number }>(
  builder.delete(benefitClaims).where(eq(benefitClaims.useId, $('useId'))),
)
