import type {
  Day,
  DecidedTransaction,
  Instant,
  LotMove,
  LotUnit,
  OpenedLot,
  OpenLot,
  Posting,
  TransactionKind,
  Unit,
} from '@laurel/core'
import { postingsOf } from '@laurel/core'
import { and, asc, desc, eq, gt, lt, sql, type SQL } from 'drizzle-orm'
import { actorOf, whoIs, type KeptActor } from '../actors/kept-actor.ts'
import type { Statement } from '../database.ts'
import { $, builder, insertAllInto, insertInto, raw, select, write, type Bound, type RowOf } from '../statement.ts'
import { accountCode, accountOf, kindCode, kindOf, unitCode, unitOf } from './ledger-codes.ts'
import { ownerOf } from '../members/cards-of-member.ts'
import { lotMoves, lots, transactions, transfers } from './ledger.tables.ts'

const insertTransaction = insertInto(transactions)
const insertTransfer = insertInto(transfers)
const insertLot = insertInto(lots)
const insertMove = insertInto(lotMoves)

/** A decided transaction with what the shell gives it: id, place in the member's sequence, time of record, doer. */
export interface RecordedTransaction extends DecidedTransaction {
  readonly id: number
  readonly memberId: number
  readonly seq: number
  readonly recordedAt: Instant
  readonly causeId: number | null
  readonly actorId: number
}

/** The rows of a transaction's transfers. */
const transferRows = ({ id, transfers: moved }: RecordedTransaction) =>
  moved.map(({ debit, credit, unit, amount }, position) => ({
    transactionId: id,
    position,
    debit: accountCode(debit),
    credit: accountCode(credit),
    unit: unitCode(unit),
    amount,
  }))

/** The row of a lot as it is before any move. */
const lotRow = (transactionId: number, memberId: number, earnedAt: Instant, lot: OpenedLot) => ({
  ...lot,
  remaining: lot.opened,
  unit: unitCode(lot.unit),
  transactionId,
  memberId,
  earnedAt,
})

/** Appends a transaction with its transfers to the journal. */
export const appendTransaction = (transaction: RecordedTransaction): readonly Statement[] => [
  insertTransaction({ ...transaction, kind: kindCode(transaction.kind) }),
  ...transferRows(transaction).map(insertTransfer),
]

const insertTransactions = insertAllInto(transactions)
const insertTransfers = insertAllInto(transfers)
const insertLots = insertAllInto(lots)
const insertMoves = insertAllInto(lotMoves)

// One row for each lot: where a statement meets a row twice, SQLite keeps one of the two.
const changeLots = write<{ ids: string }>(
  raw(sql`UPDATE lots SET remaining = remaining + moved.delta FROM (
      SELECT transactions.member_id AS member, lot_moves.lot_id AS lot, lot_moves.unit AS unit, sum(lot_moves.delta) AS delta
      FROM json_each(${$('ids')}) CROSS JOIN transactions ON transactions.id = value
      CROSS JOIN lot_moves ON lot_moves.transaction_id = transactions.id GROUP BY 1, 2, 3
    ) AS moved WHERE lots.member_id = moved.member AND lots.transaction_id = moved.lot AND lots.unit = moved.unit`),
)

const moveLapsed = write<{ rows: string; on: Day }>(
  raw(sql`INSERT INTO lot_moves (transaction_id, lot_id, unit, delta)
    SELECT value ->> 0, lots.transaction_id, lots.unit, -lots.remaining
    FROM json_each(${$('rows')}) CROSS JOIN lots ON lots.member_id = value ->> 1
    WHERE lots.remaining > 0 AND lots.expires_on <= ${$('on')}`),
)
const emptyLapsed = write<{ memberIds: string; on: Day }>(
  raw(sql`UPDATE lots SET remaining = 0
    WHERE member_id IN (SELECT value FROM json_each(${$('memberIds')})) AND remaining > 0 AND expires_on <= ${$('on')}`),
)

/** A transaction with what it does to lots, as scheduled work posts one. */
export interface PostedTransaction extends RecordedTransaction {
  readonly opened: readonly OpenedLot[]
  readonly moves: readonly LotMove[]
  /** A day where the moves empty all that has lapsed by it, and nothing else; null where they must be told one by one. */
  readonly clearedOn: Day | null
}

/** The rows of the moves that are told one by one, and what they do to the lots. */
const moveEach = (posted: readonly PostedTransaction[]): readonly Statement[] => {
  const moved = posted.filter(({ moves }) => moves.length > 0)
  if (moved.length === 0) return []
  return [
    ...insertMoves(
      moved.flatMap(({ id, moves }) =>
        moves.map(({ lot, unit, delta }) => ({ transactionId: id, lotId: lot, unit: unitCode(unit), delta })),
      ),
    ),
    changeLots({ ids: JSON.stringify(moved.map(({ id }) => id)) }),
  ]
}

/** Clears what has lapsed by a day: the lots lie there with all that a move says, so that no move is sent. */
const clearLapsed = (posted: readonly PostedTransaction[], on: Day): readonly Statement[] => [
  moveLapsed({ rows: JSON.stringify(posted.map(({ id, memberId }) => [id, memberId])), on }),
  emptyLapsed({ memberIds: JSON.stringify(posted.map(({ memberId }) => memberId)), on }),
]

/** Appends many transactions, with the lots that they open and those that they move: a statement a table, however many. */
export const appendTransactions = (posted: readonly PostedTransaction[]): readonly Statement[] => {
  const byClearing = Map.groupBy(posted, ({ clearedOn }) => clearedOn)
  return [
    ...insertTransactions(posted.map(one => ({ ...one, kind: kindCode(one.kind) }))),
    ...insertTransfers(posted.flatMap(transferRows)),
    ...insertLots(
      posted.flatMap(({ id, memberId, occurredAt, opened }) =>
        opened.map(lot => lotRow(id, memberId, occurredAt, lot)),
      ),
    ),
    ...[...byClearing].flatMap(([on, some]) => (on === null ? moveEach(some) : clearLapsed(some, on))),
  ]
}

/** Opens the lot of an earning, as it is before any move. */
export const appendLot = (transactionId: number, memberId: number, earnedAt: Instant, lot: OpenedLot): Statement =>
  insertLot(lotRow(transactionId, memberId, earnedAt, lot))

const changeLot = write<{ memberId: number; lotId: number; unit: number; delta: number }>(
  builder
    .update(lots)
    .set({ remaining: sql`${lots.remaining} + ${$('delta')}` })
    .where(and(eq(lots.memberId, $('memberId')), eq(lots.transactionId, $('lotId')), eq(lots.unit, $('unit')))),
)

/** A change of a lot by a transaction: below zero what was taken, above what came back. */
export interface LotChange {
  readonly lot: number
  readonly delta: number
}

/** Changes a member's lots and keeps which transaction did it. */
export const appendMoves = (
  transactionId: number,
  memberId: number,
  unit: LotUnit,
  changes: readonly LotChange[],
): readonly Statement[] =>
  changes.flatMap(({ lot, delta }) => [
    changeLot({ memberId, lotId: lot, unit: unitCode(unit), delta }),
    insertMove({ transactionId, lotId: lot, unit: unitCode(unit), delta }),
  ])

/** Joins a move, whose transaction is joined before, to the lot that it moved, whose ever that is by now. */
export const isMovedLot = and(
  sql`${lots.memberId} = ${ownerOf(transactions.memberId)}`,
  eq(lots.transactionId, lotMoves.lotId),
  eq(lots.unit, lotMoves.unit),
)

const openLots = select<{ memberId: number; unit: number }>()(
  { id: lots.transactionId, earnedAt: lots.earnedAt, expiresOn: lots.expiresOn, remaining: lots.remaining },
  f =>
    builder
      .select(f)
      .from(lots)
      .where(and(eq(lots.memberId, $('memberId')), eq(lots.unit, $('unit')), gt(lots.remaining, 0)))
      .orderBy(asc(lots.transactionId)),
)

/** A member's open lots of a unit. */
export const listOpenLots = (memberId: number, unit: LotUnit): Bound<OpenLot> =>
  openLots({ memberId, unit: unitCode(unit) })

const expiring = select<{ memberId: number; unit: number }>()(
  { on: lots.expiresOn, amount: sql<number>`sum(${lots.remaining})`.as('amount') },
  f =>
    builder
      .select(f)
      .from(lots)
      .where(
        and(
          eq(lots.memberId, $('memberId')),
          eq(lots.unit, $('unit')),
          gt(lots.remaining, 0),
          sql`${lots.expiresOn} IS NOT NULL`,
        ),
      )
      .groupBy(lots.expiresOn)
      .orderBy(asc(lots.expiresOn)),
)

/** What a member holds of a unit that will be gone on a day, soonest first. */
export const listExpiring = (memberId: number, unit: LotUnit): Bound<{ on: Day | null; amount: number }> =>
  expiring({ memberId, unit: unitCode(unit) })

/** A transaction of the journal as a reader sees it. */
export interface JournalEntry {
  readonly id: number
  readonly memberId: number
  readonly seq: number
  readonly kind: TransactionKind
  readonly occurredAt: Instant
  readonly recordedAt: Instant
  readonly causeId: number | null
  /** The name of the scheduled work that posted it; null where none did. */
  readonly job: string | null
  /** The kind of the transaction that brought this one along. */
  readonly causeKind: TransactionKind | null
  readonly rulesVersion: number
  /** The import that it undid something of; null for all else. */
  readonly undoneImport: number | null
  readonly postings: readonly Posting[]
}

/** The same with who did it. */
export type ActedEntry = JournalEntry & { readonly actor: KeptActor }

/** The import that a transaction undid something of. */
export const undoneImport = sql<number | null>`(SELECT import_id FROM import_undone WHERE undone_id = transactions.id
    AND transactions.kind IN (${sql.raw(`${kindCode('return')}, ${kindCode('reverse')}`)}))`.as('undone_import')

const entryFields = {
  id: transactions.id,
  memberId: transactions.memberId,
  seq: transactions.seq,
  kind: transactions.kind,
  occurredAt: transactions.occurredAt,
  recordedAt: transactions.recordedAt,
  causeId: transactions.causeId,
  rulesVersion: transactions.rulesVersion,
  undoneImport,
  // Named in full: an occurrence has an id of its own.
  job: sql<string | null>`(SELECT name FROM job_entries INNER JOIN job_occurrences ON job_occurrences.id = occurrence_id
      WHERE transaction_id = transactions.id)`.as('job'),
  causeKind: sql<number | null>`(SELECT cause.kind FROM transactions cause WHERE cause.id = transactions.cause_id)`.as(
    'cause_kind',
  ),
  transfers:
    sql<string>`(SELECT json_group_array(json_array(debit, credit, unit, amount)) FROM transfers WHERE transaction_id = ${transactions.id})`.as(
      'transfers',
    ),
}

const actedFields = {
  ...entryFields,
  actorId: transactions.actorId,
  who: whoIs('transactions.actor_id').as('who'),
}

const journalPage = select<{ memberId: number; beforeSeq: number; limit: number }>()(actedFields, f =>
  builder
    .select(f)
    .from(transactions)
    .where(and(eq(transactions.memberId, $('memberId')), lt(transactions.seq, $('beforeSeq'))))
    .orderBy(desc(transactions.seq))
    .limit($('limit')),
)

const mergedPage = select<{ memberId: number; beforeId: number; limit: number }>()(actedFields, f =>
  builder
    .select(f)
    .from(transactions)
    .where(
      and(
        sql`${transactions.memberId} IN (SELECT merged.id FROM members merged WHERE merged.merged_into = ${$('memberId')})`,
        lt(transactions.id, $('beforeId')),
      ),
    )
    .orderBy(desc(transactions.id))
    .limit($('limit')),
)

const wholeJournalPage = select<{ memberId: number; seq: number; limit: number }>()(entryFields, f =>
  builder
    .select(f)
    .from(transactions)
    .where(sql`(${transactions.memberId}, ${transactions.seq}) > (${$('memberId')}, ${$('seq')})`)
    .orderBy(asc(transactions.memberId), asc(transactions.seq))
    .limit($('limit')),
)

const toEntry = ({ transfers: moved, kind, causeKind, ...entry }: RowOf<typeof wholeJournalPage>): JournalEntry => ({
  ...entry,
  kind: kindOf(kind),
  causeKind: causeKind === null ? null : kindOf(causeKind),
  postings: postingsOf(
    (JSON.parse(moved) as [number, number, number, number][]).map(([debit, credit, unit, amount]) => ({
      debit: accountOf(debit),
      credit: accountOf(credit),
      unit: unitOf(unit),
      amount,
    })),
  ),
})

const acted = (bound: Bound<RowOf<typeof journalPage>>): Bound<ActedEntry> => ({
  ...bound,
  decode: rows =>
    bound.decode(rows).map(({ actorId, who, ...row }) => ({ ...toEntry(row), actor: actorOf(actorId, who) })),
})

/** A page of a member's own journal, newest first, from before a place in its sequence. */
export const listJournal = (memberId: number, beforeSeq: number, limit: number): Bound<ActedEntry> =>
  acted(journalPage({ memberId, beforeSeq, limit }))

/** A page of the journals of the cards that were merged into a member, newest first. */
export const listMergedJournal = (memberId: number, beforeId: number, limit: number): Bound<ActedEntry> =>
  acted(mergedPage({ memberId, beforeId, limit }))

/** A page of every member's journal: member by member, each in its own order, from after a place in it. */
export const listWholeJournal = (
  after: { readonly memberId: number; readonly seq: number },
  limit: number,
): Bound<JournalEntry> => {
  const bound = wholeJournalPage({ memberId: after.memberId, seq: after.seq, limit })
  return { ...bound, decode: rows => bound.decode(rows).map(toEntry) }
}

/** The highest id in the journal; null while it is empty. */
export const findLastTransaction = select<Record<string, never>>()(
  { id: sql<number | null>`max(${transactions.id})`.as('id') },
  f => builder.select(f).from(transactions),
)

/** The sum of an account in a unit over the whole journal; credits are positive. */
export interface AccountSum {
  readonly account: ReturnType<typeof accountOf>
  readonly unit: Unit
  readonly amount: number
}

/**
 * The engine sorts what it groups, in memory: twenty-four million postings of a million members would take a gigabyte.
 * Some thousand transfers at a time take none worth telling.
 */
const TRANSFERS_AT_ONCE = 20_000
const nextAfter = (after: SQL): SQL =>
  sql`(SELECT transaction_id FROM transfers WHERE transaction_id > ${after}
    ORDER BY transaction_id LIMIT 1 OFFSET ${sql.raw(String(TRANSFERS_AT_ONCE))})`
const inPage = sql`FROM transfers WHERE transaction_id > pages.after AND transaction_id <= coalesce(pages.through, ${sql.raw(String(Number.MAX_SAFE_INTEGER))})`

const accountSums = select<Record<string, never>>()({ sums: sql<string>`sums` }, () =>
  raw(sql`WITH RECURSIVE pages (after, through) AS (
      SELECT -1, ${nextAfter(sql`-1`)}
      UNION ALL SELECT through, ${nextAfter(sql`pages.through`)} FROM pages WHERE through IS NOT NULL
    )
    SELECT (SELECT json_group_array(json_array(account, unit, amount)) FROM (
      SELECT account, unit, sum(amount) AS amount FROM (
        SELECT credit AS account, unit, amount ${inPage} UNION ALL SELECT debit, unit, -amount ${inPage}
      ) GROUP BY account, unit
    )) AS sums FROM pages`),
)

/** What every account holds, summed over the journal. */
export const sumAccounts = (): Bound<AccountSum> => {
  const bound = accountSums({})
  return {
    ...bound,
    decode: rows => {
      const sums = new Map<string, { account: number; unit: number; amount: number }>()
      for (const page of bound.decode(rows))
        for (const [account, unit, amount] of JSON.parse(page.sums) as [number, number, number][]) {
          const key = `${account} ${unit}`
          sums.set(key, { account, unit, amount: (sums.get(key)?.amount ?? 0) + amount })
        }
      return [...sums.values()].map(({ account, unit, amount }) => ({
        account: accountOf(account),
        unit: unitOf(unit),
        amount,
      }))
    },
  }
}

/** How many transactions the journal holds. */
export const countTransactions = select<Record<string, never>>()({ count: sql<number>`count(*)`.as('count') }, f =>
  builder.select(f).from(transactions),
)
