import type { Balances, Day, TierHolding } from '@laurel/core'
import { and, asc, eq, gt, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { $, builder, insertInto, raw, select, write } from '../statement.ts'
import { memberDays, members, profiles, standings } from './members.tables.ts'

const booksFields = {
  id: members.id,
  status: members.status,
  registeredAt: members.registeredAt,
  registeredOn: members.registeredOn,
  seq: standings.seq,
  points: standings.points,
  memberCash: standings.memberCash,
  prepaid: standings.prepaid,
  birthYear: profiles.birthYear,
  birthMonth: profiles.birthMonth,
  birthDay: profiles.birthDay,
  lunarMonth: profiles.lunarMonth,
  lunarDay: profiles.lunarDay,
  lunarLeap: profiles.lunarLeap,
}

const booksWhere = (whose: SQL) =>
  builder
    .select(booksFields)
    .from(members)
    .innerJoin(standings, eq(standings.memberId, members.id))
    .leftJoin(profiles, eq(profiles.memberId, members.id))
    .where(whose)

/** A member's books: registration, birthday, balances and the place of the last transaction. */
export const findBooks = select<{ memberId: number }>()(booksFields, () => booksWhere(eq(members.id, $('memberId'))))

/** The books of several members; `memberIds` is a JSON array. */
export const listBooksOf = select<{ memberIds: string }>()(booksFields, () =>
  booksWhere(sql`${members.id} IN (SELECT value FROM json_each(${$('memberIds')}))`),
)

/** What a member's receipts come to, day by day. */
export const listActivity = select<{ memberId: number }>()(
  {
    day: memberDays.day,
    rulesVersion: memberDays.rulesVersion,
    qualifyingPoints: memberDays.qualifyingPoints,
    spendMinor: memberDays.spendMinor,
  },
  f =>
    builder
      .select(f)
      .from(memberDays)
      .where(eq(memberDays.memberId, $('memberId')))
      .orderBy(asc(memberDays.day), asc(memberDays.rulesVersion)),
)

/** Sets what a member's receipts of a day come to. */
export const putActivity = write<{
  memberId: number
  day: Day
  rulesVersion: number
  qualifyingPoints: number
  spendMinor: number
}>(
  builder
    .insert(memberDays)
    .values({
      memberId: $('memberId'),
      day: $('day'),
      rulesVersion: $('rulesVersion'),
      qualifyingPoints: $('qualifyingPoints'),
      spendMinor: $('spendMinor'),
    } as never)
    .onConflictDoUpdate({
      target: [memberDays.memberId, memberDays.day, memberDays.rulesVersion],
      set: { qualifyingPoints: sql`excluded.qualifying_points`, spendMinor: sql`excluded.spend_minor` },
    }),
)

/** Where a member stands after a decision. */
export interface Standing {
  readonly memberId: number
  readonly seq: number
  readonly balances: Balances
  readonly held: TierHolding
  readonly tierAsOf: Day
  readonly tierNextOn: Day | null
}

const flat = ({ memberId, seq, balances, held, tierAsOf, tierNextOn }: Standing) => ({
  memberId,
  seq,
  points: balances.points,
  memberCash: balances.memberCash,
  prepaid: balances.prepaid,
  tier: held.tier,
  tierSince: held.since,
  tierThrough: held.through,
  tierAsOf,
  tierNextOn,
})

const insertStanding = insertInto(standings)

const updateStanding = write<ReturnType<typeof flat>>(
  builder
    .update(standings)
    .set({
      seq: $('seq'),
      points: $('points'),
      memberCash: $('memberCash'),
      prepaid: $('prepaid'),
      tier: $('tier'),
      tierSince: $('tierSince'),
      tierThrough: $('tierThrough'),
      tierAsOf: $('tierAsOf'),
      tierNextOn: $('tierNextOn'),
    } as never)
    .where(and(eq(standings.memberId, $('memberId')))),
)

/** The standing of a new member. */
export const addStanding = (standing: Standing): Statement => insertStanding({ ...flat(standing), expiresOn: null })

/** The standing after a transaction: written beside it, in the same batch, so that the sequence guards both. */
export const putStanding = (standing: Standing): Statement => updateStanding(flat(standing))

const findExpiriesAgain = write<{ memberIds: string }>(
  raw(sql`UPDATE standings SET expires_on = (
      SELECT min(lots.expires_on) FROM lots WHERE lots.member_id = standings.member_id AND lots.remaining > 0)
    WHERE member_id IN (SELECT value FROM json_each(${$('memberIds')}))`),
)

/**
 * Finds out again when the first of the members' lots is gone, after what moved some of them. Of what opens one a trigger
 * knows it.
 */
export const refindExpiries = (memberIds: readonly number[]): readonly Statement[] =>
  memberIds.length === 0 ? [] : [findExpiriesAgain({ memberIds: JSON.stringify(memberIds) })]

/** Has every tier looked at again from a day on: a new version of the rules may decide what the old one did not foresee. */
export const hastenTierDecisions = write<{ on: Day }>(
  builder
    .update(standings)
    .set({ tierNextOn: $('on') } as never)
    .where(or(isNull(standings.tierNextOn), gt(standings.tierNextOn, $('on')))),
)

/** Sums of all members' balances, to hold against the journal. */
export const sumBalances = select<Record<string, never>>()(
  {
    points: sql<number>`coalesce(sum(${standings.points}), 0)`.as('points'),
    memberCash: sql<number>`coalesce(sum(${standings.memberCash}), 0)`.as('memberCash'),
    prepaid: sql<number>`coalesce(sum(${standings.prepaid}), 0)`.as('prepaid'),
  },
  f => builder.select(f).from(standings),
)
