import { firstExpiry, type Day, type LotUnit, type OpenLot, type Wallet } from '@laurel/core'
import type { Statement } from '../database.ts'
import { and, asc, desc, eq, getTableColumns, gt, isNull, lte, sql, type InferSelectModel } from 'drizzle-orm'
import { lots } from '../ledger/ledger.tables.ts'
import { unitCode, unitOf } from '../ledger/ledger-codes.ts'
import { memberDays, members, standings } from '../members/members.tables.ts'
import { $, builder, insertAllInto, insertInto, raw, select, write, type Bound, type RowOf } from '../statement.ts'
import { jobEntries, jobOccurrences, jobs } from './jobs.tables.ts'

export type OccurrenceRow = InferSelectModel<typeof jobOccurrences>
export type JobRow = InferSelectModel<typeof jobs>

const occurrence = getTableColumns(jobOccurrences)

/** The occurrences of the latest day that has one, whatever became of them. */
export const listLatestOccurrences = select<Record<string, never>>()(occurrence, f =>
  builder
    .select(f)
    .from(jobOccurrences)
    .where(sql`${jobOccurrences.day} = (SELECT max(day) FROM job_occurrences)`),
)

/** What has run in (after, through], in the order of the days. */
export const listOccurrences = select<{ after: number; through: number; limit: number }>()(occurrence, f =>
  builder
    .select(f)
    .from(jobOccurrences)
    .where(and(gt(jobOccurrences.at, $('after')), lte(jobOccurrences.at, $('through'))))
    .orderBy(asc(jobOccurrences.day), asc(jobOccurrences.id))
    .limit($('limit')),
)

export const addOccurrence = insertInto(jobOccurrences)

/** Moves an occurrence on; a trigger refuses it where another process was first. */
export const moveOccurrence = write<Pick<OccurrenceRow, 'id' | 'cursor' | 'members' | 'doneAt' | 'revision'>>(
  builder
    .update(jobOccurrences)
    .set({ cursor: $('cursor'), members: $('members'), doneAt: $('doneAt'), revision: $('revision') } as never)
    .where(eq(jobOccurrences.id, $('id'))),
)

/** Forgets what ran later than an instant, before anything was posted: a test clock may still go back then. */
export const forgetOccurrencesAfter = write<{ at: number }>(
  builder.delete(jobOccurrences).where(gt(jobOccurrences.at, $('at'))),
)

/** Names the occurrence that posted each of some transactions. */
export const appendJobEntries = insertAllInto(jobEntries)

/**
 * When the first transaction that no seal covers was recorded, and the earliest days on which a reservation lapses, an
 * open lot is gone, and time alone may change a tier; whether anybody has bought anything, and there is any segment, and
 * any campaign.
 */
export const findKeptDays = select<Record<string, never>>()(
  {
    unsealedSince: sql<number | null>`unsealed_since`,
    lapsesOn: sql<number | null>`lapses_on`,
    expiresOn: sql<number | null>`expires_on`,
    tierNextOn: sql<number | null>`tier_next_on`,
    hasPurchases: sql<boolean>`has_purchases`.mapWith(value => value === 1),
    hasSegments: sql<boolean>`has_segments`.mapWith(value => value === 1),
    hasCampaigns: sql<boolean>`has_campaigns`.mapWith(value => value === 1),
  },
  () =>
    raw(sql`SELECT (SELECT recorded_at FROM transactions WHERE id > coalesce((SELECT max(through) FROM seals), 0)
        ORDER BY id LIMIT 1) AS unsealed_since,
      (SELECT min(collect_by) + 1 FROM reservations) AS lapses_on,
      (SELECT min(expires_on) FROM standings WHERE expires_on IS NOT NULL) AS expires_on,
      (SELECT min(tier_next_on) FROM standings) AS tier_next_on,
      EXISTS (SELECT 1 FROM purchases) AS has_purchases,
      EXISTS (SELECT 1 FROM segments) AS has_segments, EXISTS (SELECT 1 FROM campaigns) AS has_campaigns`),
)

// A receipt's day, or the UTC day before an earning: not later than the business day in any zone.
const lastActive = sql`max(${members.registeredOn},
  coalesce((SELECT max(day) FROM member_days WHERE member_id = ${members.id} AND day < ${$('today')}), 0),
  coalesce((SELECT max(earned_at) FROM lots WHERE member_id = ${members.id} AND unit = ${$('unit')} AND remaining > 0
    AND earned_at / 86400000 < ${$('today')}) / 86400000 - 1, 0))`

const holds = sql`CASE ${$('unit')} WHEN ${unitCode('points')} THEN ${standings.points} ELSE ${standings.memberCash} END > 0`

const lastActiveOn = select<{ unit: number; today: Day }>()({ day: sql<number | null>`day` }, () =>
  raw(sql`SELECT min(${lastActive}) AS day FROM ${standings}
    INNER JOIN ${members} ON ${members.id} = ${standings.memberId} WHERE ${holds}`),
)

/** The earliest day of last activity before today of those who hold something of a unit, or a day or two before it. */
export const findLastActiveOn = (unit: LotUnit, today: Day): Bound<{ day: Day | null }> =>
  lastActiveOn({ unit: unitCode(unit), today })

/**
 * The next members who hold lots that have lapsed by a day. Once cleared they are no longer found, and what they earn
 * meanwhile waits for another occurrence.
 */
export const listLapsed = select<{ occurrenceId: number; day: Day; limit: number }>()(
  { memberId: standings.memberId },
  f =>
    builder
      .select(f)
      .from(standings)
      .where(
        and(
          lte(standings.expiresOn, $('day')),
          sql`NOT EXISTS (SELECT 1 FROM job_entries WHERE occurrence_id = ${$('occurrenceId')} AND member_id = ${standings.memberId})`,
        ),
      )
      .orderBy(asc(standings.expiresOn), asc(standings.memberId))
      .limit($('limit')),
)

type InactiveArgs = {
  readonly lastDay: Day
  /** The day after `lastDay` begins. */
  readonly from: number
  readonly day: Day
  readonly at: number
  readonly after: number
  readonly limit: number
}

const inactive = select<InactiveArgs & { unit: number }>()({ memberId: standings.memberId }, () =>
  raw(sql`SELECT ${standings.memberId} FROM ${standings} INNER JOIN ${members} ON ${members.id} = ${standings.memberId}
      WHERE ${standings.memberId} > ${$('after')} AND ${holds} AND ${members.registeredOn} <= ${$('lastDay')}
        AND NOT EXISTS (SELECT 1 FROM member_days WHERE member_id = ${members.id} AND day > ${$('lastDay')} AND day < ${$('day')})
        AND NOT EXISTS (SELECT 1 FROM lots WHERE member_id = ${members.id} AND unit = ${$('unit')} AND remaining > 0
          AND earned_at >= ${$('from')} AND earned_at < ${$('at')})
      ORDER BY ${standings.memberId} LIMIT ${$('limit')}`),
)

/** The next members who hold something of a unit and did nothing after `lastDay` until the day of the occurrence. */
export const listInactive = (unit: LotUnit, args: InactiveArgs): Bound<{ memberId: number }> =>
  inactive({ unit: unitCode(unit), ...args })

/** The next members whose tier time alone may have changed by a day. Once looked at they are no longer found. */
export const listTiersDue = select<{ day: Day; limit: number }>()({ memberId: standings.memberId }, f =>
  builder
    .select(f)
    .from(standings)
    .where(lte(standings.tierNextOn, $('day')))
    .orderBy(asc(standings.tierNextOn))
    .limit($('limit')),
)

/** The next members who hold so many points or more. */
export const listHolders = select<{ points: number; after: number; limit: number }>()(
  { memberId: standings.memberId },
  f =>
    builder
      .select(f)
      .from(standings)
      .where(and(gt(standings.memberId, $('after')), sql`${standings.points} >= ${$('points')}`))
      .orderBy(asc(standings.memberId))
      .limit($('limit')),
)

const among = (column: unknown) => sql`${column} IN (SELECT value FROM json_each(${$('memberIds')}))`

/** Registration and standing of several members; `memberIds` is a JSON array. */
export const listStandingsOf = select<{ memberIds: string }>()(
  { ...getTableColumns(standings), registeredOn: members.registeredOn },
  f =>
    builder
      .select(f)
      .from(standings)
      .innerJoin(members, eq(members.id, standings.memberId))
      .where(among(standings.memberId)),
)

/** The days of several members before one, or with it, each member's in order. */
export const listActivityUpTo = select<{ memberIds: string; through: Day }>()(
  {
    memberId: memberDays.memberId,
    day: memberDays.day,
    rulesVersion: memberDays.rulesVersion,
    qualifyingPoints: memberDays.qualifyingPoints,
    spendMinor: memberDays.spendMinor,
  },
  f =>
    builder
      .select(f)
      .from(memberDays)
      .where(and(among(memberDays.memberId), lte(memberDays.day, $('through'))))
      .orderBy(asc(memberDays.memberId), asc(memberDays.day), asc(memberDays.rulesVersion)),
)

// A member's lots as one text: a row for each would cost four times as much on its way here.
const openLotsOf = select<{ memberIds: string }>()(
  {
    memberId: lots.memberId,
    open: sql<string>`json_group_array(json_array(${lots.unit}, ${lots.transactionId}, ${lots.earnedAt}, ${lots.expiresOn}, ${lots.remaining}))`,
  },
  f =>
    builder
      .select(f)
      .from(lots)
      .where(and(among(lots.memberId), gt(lots.remaining, 0)))
      .groupBy(lots.memberId),
)

type LotTuple = readonly [unit: number, id: number, earnedAt: number, expiresOn: number | null, remaining: number]

/** The open lots of several members. */
export const listOpenLotsOf = (args: {
  memberIds: string
}): Bound<OpenLot & { readonly memberId: number; readonly unit: LotUnit }> => {
  const bound = openLotsOf(args)
  const lotsOf = ({ memberId, open }: RowOf<typeof openLotsOf>) =>
    (JSON.parse(open) as readonly LotTuple[]).map(([unit, id, earnedAt, expiresOn, remaining]) => ({
      memberId,
      unit: unitOf(unit) as LotUnit,
      id,
      earnedAt,
      expiresOn,
      remaining,
    }))
  return { ...bound, decode: rows => bound.decode(rows).flatMap(lotsOf) }
}

/** A member after scheduled work: its whole wallet is known. */
interface MemberAfter {
  readonly memberId: number
  readonly seq: number
  readonly wallet: Wallet
}

const putEveryWallet = write<{ rows: string }>(
  raw(sql`UPDATE standings SET seq = put.seq, points = put.points, member_cash = put.member_cash, prepaid = put.prepaid,
      expires_on = put.expires_on
    FROM (SELECT value ->> 0 AS member_id, value ->> 1 AS seq, value ->> 2 AS points, value ->> 3 AS member_cash,
      value ->> 4 AS prepaid, value ->> 5 AS expires_on FROM json_each(${$('rows')})) AS put
    WHERE standings.member_id = put.member_id`),
)

/**
 * What many members hold after scheduled work, by one statement: written beside their transactions, so that the sequence
 * guards both. The tiers stay.
 */
export const putWallets = (all: readonly MemberAfter[]): readonly Statement[] =>
  all.length === 0
    ? []
    : [
        putEveryWallet({
          rows: JSON.stringify(
            all.map(({ memberId, seq, wallet: { balances, lots: open } }) => [
              memberId,
              seq,
              balances.points,
              balances.memberCash,
              balances.prepaid,
              firstExpiry([...open.points, ...open.memberCash]),
            ]),
          ),
        }),
      ]

/** A member's tier as of a day, decided when the sequence was there. */
export interface RefreshedTier {
  readonly memberId: number
  readonly seq: number
  readonly tier: string | null
  readonly tierSince: Day
  readonly tierThrough: Day | null
  readonly tierAsOf: Day
  readonly tierNextOn: Day | null
}

const refreshEveryTier = write<{ rows: string }>(
  raw(sql`UPDATE standings SET tier = put.tier, tier_since = put.tier_since, tier_through = put.tier_through,
      tier_as_of = put.tier_as_of, tier_next_on = put.tier_next_on
    FROM (SELECT value ->> 0 AS member_id, value ->> 1 AS seq, value ->> 2 AS tier, value ->> 3 AS tier_since,
      value ->> 4 AS tier_through, value ->> 5 AS tier_as_of, value ->> 6 AS tier_next_on FROM json_each(${$('rows')})) AS put
    WHERE standings.member_id = put.member_id AND standings.seq = put.seq AND standings.tier_as_of <= put.tier_as_of`),
)

/** The tiers of many members by one statement, save of those who have been written since they were read. */
export const refreshTiers = (all: readonly RefreshedTier[]): readonly Statement[] =>
  all.length === 0
    ? []
    : [
        refreshEveryTier({
          rows: JSON.stringify(
            all.map(({ memberId, seq, tier, tierSince, tierThrough, tierAsOf, tierNextOn }) => [
              memberId,
              seq,
              tier,
              tierSince,
              tierThrough,
              tierAsOf,
              tierNextOn,
            ]),
          ),
        }),
      ]

const job = getTableColumns(jobs)

export const findJob = select<{ id: number }>()(job, f =>
  builder
    .select(f)
    .from(jobs)
    .where(eq(jobs.id, $('id'))),
)

/** The job of a test clock that is still on its way, the one that goes farthest. */
export const findOpenJob = select<Record<string, never>>()(job, f =>
  builder.select(f).from(jobs).where(isNull(jobs.doneAt)).orderBy(desc(jobs.toAt)).limit(1),
)

export const addJob = insertInto(jobs)

/** Marks what the clock has passed as done. */
export const finishJobs = write<{ at: number; doneAt: number }>(
  builder
    .update(jobs)
    .set({ doneAt: $('doneAt') } as never)
    .where(and(isNull(jobs.doneAt), lte(jobs.toAt, $('at')))),
)
