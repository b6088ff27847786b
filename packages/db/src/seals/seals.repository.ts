import type { LotUnit } from '@laurel/core'
import { and, asc, desc, eq, getTableColumns, gt, lt, lte } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { accountOf, kindOf, unitOf } from '../ledger/ledger-codes.ts'
import { lotMoves, lots, transactions, transfers } from '../ledger/ledger.tables.ts'
import { $, builder, insertInto, readAll, select } from '../statement.ts'
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

const journal = select<{ after: number; through: number; limit: number }>()(getTableColumns(transactions), f =>
  builder
    .select(f)
    .from(transactions)
    .where(and(gt(transactions.id, $('after')), lte(transactions.id, $('through'))))
    .orderBy(asc(transactions.id))
    .limit($('limit')),
)

const moved = select<{ after: number; through: number }>()(getTableColumns(transfers), f =>
  builder
    .select(f)
    .from(transfers)
    .where(and(gt(transfers.transactionId, $('after')), lte(transfers.transactionId, $('through'))))
    .orderBy(asc(transfers.transactionId), asc(transfers.position)),
)

const opened = select<{ after: number; through: number }>()(
  {
    transactionId: lots.transactionId,
    unit: lots.unit,
    earnedAt: lots.earnedAt,
    expiresOn: lots.expiresOn,
    amount: lots.amount,
    opened: lots.opened,
  },
  f =>
    builder
      .select(f)
      .from(transactions)
      .crossJoin(lots)
      .where(
        and(
          gt(transactions.id, $('after')),
          lte(transactions.id, $('through')),
          eq(lots.memberId, transactions.memberId),
          eq(lots.transactionId, transactions.id),
        ),
      )
      .orderBy(asc(transactions.id), asc(lots.unit)),
)

const changed = select<{ after: number; through: number }>()(getTableColumns(lotMoves), f =>
  builder
    .select(f)
    .from(lotMoves)
    .where(and(gt(lotMoves.transactionId, $('after')), lte(lotMoves.transactionId, $('through'))))
    .orderBy(asc(lotMoves.transactionId), asc(lotMoves.lotId), asc(lotMoves.unit)),
)

/** The journal from after one id through another in the order of the ids, at most `limit` transactions of it, whole. */
export const readForSeal = async (
  database: Database,
  range: { readonly after: number; readonly through: number; readonly limit: number },
): Promise<readonly SealedTransaction[]> => {
  const [rows] = await readAll(database, [journal(range)])
  const through = rows.at(-1)?.id
  if (through === undefined) return []
  const own = { after: range.after, through }
  const [transferRows, lotRows, moveRows] = await readAll(database, [moved(own), opened(own), changed(own)])
  const transfersBy = Map.groupBy(transferRows, row => row.transactionId)
  const lotsBy = Map.groupBy(lotRows, row => row.transactionId)
  const movesBy = Map.groupBy(moveRows, row => row.transactionId)
  return rows.map(row => ({
    ...row,
    kind: kindOf(row.kind),
    transfers: (transfersBy.get(row.id) ?? []).map(({ debit, credit, unit, amount }) => ({
      debit: accountOf(debit),
      credit: accountOf(credit),
      unit: unitOf(unit),
      amount,
    })),
    lots: (lotsBy.get(row.id) ?? []).map(lot => ({ ...lot, unit: unitOf(lot.unit) as LotUnit })),
    moves: (movesBy.get(row.id) ?? []).map(({ lotId, unit, delta }) => ({
      lot: lotId,
      unit: unitOf(unit) as LotUnit,
      delta,
    })),
  }))
}
