import { eq, getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { accountOf, kindOf, unitOf } from '../ledger/ledger-codes.ts'
import { transactions } from '../ledger/ledger.tables.ts'
import { members } from '../members/members.tables.ts'
import { $, builder, insertInto, raw, select, write, type Bound } from '../statement.ts'
import { heldTables } from './held-tables.ts'
import { erasures } from './persons.tables.ts'

/** A row as it is held: values by the name of their column, journal words as words. */
export type HeldRow = Readonly<Record<string, unknown>>

const words: Readonly<Record<string, (code: number) => string>> = {
  kind: kindOf,
  debit: accountOf,
  credit: accountOf,
  unit: unitOf,
}

const inWords = (row: HeldRow): HeldRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'number' && words[name] ? words[name](value) : value,
    ]),
  )

const holdings = heldTables.map(({ table, where }) => {
  const columns = getTableColumns(table)
  const bound = select<{ memberId: number }>()(columns, f => builder.select(f).from(table).where(where))
  return { name: getTableName(table), bound }
})

/** All that is held about a member: the rows of every table that has some. */
export const listHeld = (memberId: number): readonly { readonly table: string; readonly rows: Bound<HeldRow> }[] =>
  holdings.map(({ name, bound }) => {
    const found = bound({ memberId }) as Bound<HeldRow>
    return { table: name, rows: { ...found, decode: rows => found.decode(rows).map(inWords) } }
  })

/** Whether a member is there, was erased, or whose card it has become. */
export const findStatus = select<{ memberId: number }>()(
  { status: members.status, mergedInto: members.mergedInto },
  f =>
    builder
      .select(f)
      .from(members)
      .where(eq(members.id, $('memberId'))),
)

/** When a member was erased. */
export const findErasure = select<{ memberId: number }>()(
  { id: erasures.id, memberId: erasures.memberId, occurredAt: transactions.occurredAt },
  f =>
    builder
      .select(f)
      .from(erasures)
      .innerJoin(transactions, eq(transactions.id, erasures.id))
      .where(eq(erasures.memberId, $('memberId'))),
)

const insertErasure = insertInto(erasures)
const removals = heldTables
  .filter(({ erased }) => erased === 'removed')
  .map(({ table, where }) => write<{ memberId: number }>(builder.delete(table).where(where)))
const markErased = write<{ memberId: number }>(
  builder
    .update(members)
    .set({ status: 'erased' })
    .where(eq(members.id, $('memberId'))),
)
const unlinkStaff = write<{ memberId: number }>(
  raw(sql`UPDATE staff SET member_id = NULL, revision = revision + 1 WHERE member_id = ${$('memberId')}`),
)

/** What led to the person leads to nobody in the files that wait: they do not come back with one of them. */
const barFromFiles = write<{ memberId: number }>(
  raw(sql`INSERT OR IGNORE INTO import_keys (import_id, hash, has_external_id)
    SELECT imports.id, lookups.hash, 0 FROM lookups CROSS JOIN imports
    WHERE lookups.member_id = ${$('memberId')} AND lookups.kind IN ('phone', 'email', 'externalId', 'wechatOpenId')
      AND imports.done_at IS NULL AND imports.dry_run = 0`),
)

/**
 * Removes the person of a member from every table. `id` is that of the transaction that closes the accounts, in the same
 * batch.
 */
export const erasePerson = (erasure: { readonly id: number; readonly memberId: number }): readonly Statement[] => [
  insertErasure(erasure),
  barFromFiles(erasure),
  ...removals.map(remove => remove(erasure)),
  unlinkStaff(erasure),
  markErased(erasure),
]
