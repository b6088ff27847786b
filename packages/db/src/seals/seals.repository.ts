import { and, asc, desc, eq, getTableColumns, gt, lt, lte, sql, type Column } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { lotFields, moveFields, transactionKind, transferFields } from '../ledger/journal-fields.ts'
import { lotMoves, lots, transactions, transfers } from '../ledger/ledger.tables.ts'
import { ownerOf } from '../members/cards-of-member.ts'
import { selectMany } from '../select-many.ts'
import { $, builder, insertInto, raw, readAll, select } from '../statement.ts'
import { inRisingTurn } from '../verify/grouped.ts'
import type { SealedTransaction } from './seal-hash.ts'
import { seals } from './seals.tables.ts'

const { marks, ...chain } = getTableColumns(seals)

/** The end of the chain. */
export const findLastSeal = select<Record<string, never>>()(chain, f =>
  builder.select(f).from(seals).orderBy(desc(seals.through)).limit(1),
)

/** A page of the seals, newest first, without their marks. */
export const listSeals = select<{ before: number; limit: number }>()(chain, f =>
  builder
    .select(f)
    .from(seals)
    .where(lt(seals.through, $('before')))
    .orderBy(desc(seals.through))
    .limit($('limit')),
)

/** The next seals of the chain, oldest first, whole. */
export const listSealsAfter = select<{ after: number; limit: number }>()({ ...chain, marks }, f =>
  builder
    .select(f)
    .from(seals)
    .where(gt(seals.through, $('after')))
    .orderBy(asc(seals.through))
    .limit($('limit')),
)

/** Adds a seal; triggers refuse one that does not follow the last, or covers fewer transactions than there are. */
export const addSeal = insertInto(seals)

/** What one seal covers, or several in a row. */
type SealedRange = { readonly after: number; readonly through: number }

const within = (column: Column) => and(gt(column, $('after')), lte(column, $('through')))

/** The last of the next transactions of a range: where a chunk of them ends. Null where there are none. */
const findEndOfChunk = select<SealedRange & { limit: number }>()({ through: sql<number | null>`through` }, () =>
  raw(sql`SELECT max(id) AS through FROM (
    SELECT ${transactions.id} FROM ${transactions} WHERE ${within(transactions.id)} ORDER BY ${transactions.id} LIMIT ${$('limit')})`),
)

const journal = selectMany<SealedRange>()({ ...getTableColumns(transactions), kind: transactionKind }, f =>
  builder.select(f).from(transactions).where(within(transactions.id)).orderBy(asc(transactions.id)),
)

const moved = selectMany<SealedRange>()(transferFields, f =>
  builder
    .select(f)
    .from(transfers)
    .where(within(transfers.transactionId))
    .orderBy(asc(transfers.transactionId), asc(transfers.position)),
)

const opened = selectMany<SealedRange>()(lotFields, f =>
  builder
    .select(f)
    .from(transactions)
    .crossJoin(lots)
    .where(
      and(
        within(transactions.id),
        sql`${lots.memberId} = ${ownerOf(transactions.memberId)}`,
        eq(lots.transactionId, transactions.id),
      ),
    )
    .orderBy(asc(transactions.id), asc(lots.unit)),
)

const changed = selectMany<SealedRange>()(moveFields, f =>
  builder
    .select(f)
    .from(lotMoves)
    .where(within(lotMoves.transactionId))
    .orderBy(asc(lotMoves.transactionId), asc(lotMoves.lotId), asc(lotMoves.unit)),
)

/** The journal from after one id through another in the order of the ids, whole. */
export const readSealed = async (database: Database, range: SealedRange): Promise<readonly SealedTransaction[]> => {
  const [rows, transferRows, lotRows, moveRows] = await readAll(database, [
    journal(range),
    moved(range),
    opened(range),
    changed(range),
  ])
  const transfersOf = inRisingTurn(transferRows, row => row.transactionId)
  const lotsOf = inRisingTurn(lotRows, row => row.id)
  const movesOf = inRisingTurn(moveRows, row => row.transactionId)
  return rows.map(row => ({ ...row, transfers: transfersOf(row.id), lots: lotsOf(row.id), moves: movesOf(row.id) }))
}

/** As {@link readSealed}, at most `limit` transactions. */
export const readForSeal = async (
  database: Database,
  range: SealedRange & { readonly limit: number },
): Promise<readonly SealedTransaction[]> => {
  const [[end]] = await readAll(database, [findEndOfChunk(range)])
  const through = end?.through ?? null
  return through === null ? [] : readSealed(database, { after: range.after, through })
}
