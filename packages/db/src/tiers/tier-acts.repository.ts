import type { MovedInTier, TierAct } from '@laurel/core'
import { and, asc, eq, getTableColumns, sql, type InferSelectModel, type SQL } from 'drizzle-orm'
import { transactions } from '../ledger/ledger.tables.ts'
import { standings } from '../members/members.tables.ts'
import { placeInJournal } from '../members/cards-of-member.ts'
import { purchases } from '../purchases/purchases.tables.ts'
import { $, builder, insertInto, select, type Bound } from '../statement.ts'
import { topUpReversals } from '../topups/topups.tables.ts'
import { tierActs } from './tier-acts.tables.ts'

export type TierActRow = InferSelectModel<typeof tierActs>

export const appendTierAct = insertInto(tierActs)

/**
 * What the receipts of an act's day come to, net of their returns, that came after it: later ones, and of its own
 * instant those recorded later.
 */
const laterReceipts = (isOfMember: SQL, shift: SQL) =>
  sql<string>`(
  SELECT json_group_array(json_array(rules_version, points, cash)) FROM (
    SELECT t.rules_version,
      sum(p.points - coalesce((SELECT sum(r.points_reversed) FROM returns r WHERE r.purchase_id = p.id), 0)) AS points,
      sum(p.cash_minor - coalesce((SELECT sum(r.cash_minor) FROM returns r WHERE r.purchase_id = p.id), 0)) AS cash
    FROM ${purchases} p JOIN ${transactions} t ON t.id = p.id
    WHERE ${isOfMember} AND p.occurred_on = ${tierActs.day}
      AND p.occurred_at >= ${transactions.occurredAt}
      AND (p.occurred_at > ${transactions.occurredAt}
        OR t.seq + (SELECT place_offset ${shift} FROM members WHERE members.id = t.member_id)
          > ${placeInJournal} + (SELECT 0 ${shift} FROM members WHERE members.id = ${transactions.memberId}))
    GROUP BY t.rules_version
  ))`.as('after')

const fieldsOf = (isOfMember: SQL, shift: SQL) => ({
  id: tierActs.id,
  memberId: tierActs.memberId,
  kind: tierActs.kind,
  day: tierActs.day,
  tier: tierActs.tier,
  through: tierActs.through,
  plan: tierActs.plan,
  since: tierActs.since,
  validFrom: tierActs.validFrom,
  at: transactions.occurredAt,
  seq: sql<number>`${placeInJournal} + (SELECT 0 ${shift} FROM members WHERE members.id = ${transactions.memberId})`.as(
    'place',
  ),
  rulesVersion: transactions.rulesVersion,
  after: laterReceipts(isOfMember, shift),
})

const fields = fieldsOf(sql`p.member_id = ${tierActs.memberId}`, sql``)

const standing = (whose: SQL, shown = fields) =>
  builder
    .select(shown)
    .from(tierActs)
    .innerJoin(transactions, eq(transactions.id, tierActs.id))
    .where(
      and(
        whose,
        sql`NOT EXISTS (SELECT 1 FROM ${topUpReversals} WHERE ${topUpReversals.topUpId} = ${tierActs.id})`,
        sql`NOT EXISTS (SELECT 1 FROM import_undone WHERE made_id = ${tierActs.id})`,
      ),
    )
    .orderBy(asc(placeInJournal))

const acts = select<{ memberId: number }>()(fields, () => standing(eq(tierActs.memberId, $('memberId'))))
const actsOf = select<{ memberIds: string }>()(fields, () =>
  standing(sql`${tierActs.memberId} IN (SELECT value FROM json_each(${$('memberIds')}))`),
)

const staleActs = select<{ after: number; last: number; asOf: number }>()(fields, () =>
  standing(sql`${tierActs.memberId} IN (SELECT ${standings.memberId} FROM ${standings}
    WHERE ${standings.memberId} > ${$('after')} AND ${standings.memberId} <= ${$('last')}
      AND ${standings.tierNextOn} <= ${$('asOf')})`),
)

// Where the one is about to become the other's card, its places are already those that it will have.
const twoMembers = sql`IN (${$('from')}, ${$('into')})`
const fieldsOfTwo = fieldsOf(
  sql`p.member_id ${twoMembers}`,
  sql`+ iif(coalesce(members.merged_into, members.id) = ${$('from')}, ${$('placeOffset')}, 0)`,
)
const actsOfTwo = select<{ from: number; into: number; placeOffset: number }>()(fieldsOfTwo, () =>
  standing(sql`${tierActs.memberId} ${twoMembers}`, fieldsOfTwo),
)

type Row = ReturnType<ReturnType<typeof acts>['decode']>[number]

/** Since when a tier was held before its member moved in; null of one that was set here. */
export const movedInOf = ({ since, validFrom }: Pick<TierActRow, 'since' | 'validFrom'>): MovedInTier | null =>
  since === null || validFrom === null ? null : { since, from: validFrom }

const actOf = ({
  kind,
  tier,
  through,
  plan,
  since,
  validFrom,
  after: later,
  memberId,
  ...act
}: Row): TierAct & {
  memberId: number
} => {
  const common = {
    ...act,
    memberId,
    after: (JSON.parse(later) as [number, number, number][]).map(([rulesVersion, qualifyingPoints, spendMinor]) => ({
      day: act.day,
      rulesVersion,
      qualifyingPoints,
      spendMinor,
    })),
  }
  switch (kind) {
    case 'topUp':
      return { ...common, kind, plan: plan ?? '' }
    case 'merge':
      return { ...common, kind, tier: tier ?? '', from: validFrom ?? act.day, since: since ?? act.day, through }
    case 'set':
      return { ...common, kind, tier, through, movedIn: movedInOf({ since, validFrom }) }
  }
}

/** The acts on a member's tier that stand: set by hand, and the classes of top-ups that were not reversed. */
export const listTierActs = (memberId: number): Bound<TierAct> => {
  const bound = acts({ memberId })
  return { ...bound, decode: rows => bound.decode(rows).map(actOf) }
}

/** The acts on the tiers of two members who become one, each with what the receipts of both after it come to. */
export const listTierActsOfTwo = (two: { from: number; into: number; placeOffset: number }): Bound<TierAct> => {
  const bound = actsOfTwo(two)
  return { ...bound, decode: rows => bound.decode(rows).map(actOf) }
}

/** The acts of several members at once; `memberIds` is a JSON array. */
export const listTierActsOf = (memberIds: string): Bound<TierAct & { readonly memberId: number }> => {
  const bound = actsOf({ memberIds })
  return { ...bound, decode: rows => bound.decode(rows).map(actOf) }
}

/** The acts of those whose kept tier is older than a day on which time alone may have changed it. */
export const listStaleTierActs = (args: {
  after: number
  last: number
  asOf: number
}): Bound<TierAct & { readonly memberId: number }> => {
  const bound = staleActs(args)
  return { ...bound, decode: rows => bound.decode(rows).map(actOf) }
}

/** A tier set by hand, as it was kept. */
export const findTierAct = select<{ id: number }>()(
  { ...getTableColumns(tierActs), occurredAt: transactions.occurredAt, recordedAt: transactions.recordedAt },
  f =>
    builder
      .select(f)
      .from(tierActs)
      .innerJoin(transactions, eq(transactions.id, tierActs.id))
      .where(eq(tierActs.id, $('id'))),
)
