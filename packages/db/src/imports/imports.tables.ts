import { sql } from 'drizzle-orm'
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes, flag } from '../columns.ts'

/** Files that were brought in: what was asked, how far each is, and what came of it. */
export const imports = sqliteTable(
  'imports',
  {
    id: integer().primaryKey(),
    kind: text({ enum: ['members', 'purchases', 'openingBalances', 'tiers', 'pastPurchases'] }).notNull(),
    /** Who asked: it goes on in their name. */
    actorId: integer('actor_id').notNull(),
    /** Real time. */
    createdAt: integer('created_at').notNull(),
    /** JSON: how the file was read, and what the one who asked is bound to. */
    plan: text().notNull(),
    /** The key of the file's rows, wrapped; gone with them. */
    wrappedKey: bytes('wrapped_key'),
    /** Judged and told like any other, and nothing of it is kept. */
    dryRun: flag('dry_run').notNull(),
    rows: integer().notNull(),
    /** The last unit of it that is done. */
    cursor: integer().notNull(),
    /** How many of its rows are done. */
    done: integer().notNull(),
    created: integer().notNull(),
    updated: integer().notNull(),
    rejected: integer().notNull(),
    doneAt: integer('done_at'),
    ending: text({ enum: ['done', 'cancelled', 'failed'] }),
    /** Raised by every change: who was first, goes on. */
    revision: integer().notNull(),
  },
  table => [
    index('imports_open')
      .on(table.id)
      .where(sql`done_at IS NULL`),
  ],
)

/**
 * What is left of a file to be done: its rows, sealed. Several units (members, receipts) lie together under the first of
 * them (`unit` = `row`); a row of an earlier unit that came late lies under that unit by itself.
 */
export const importRows = sqliteTable(
  'import_rows',
  {
    importId: integer('import_id').notNull(),
    unit: integer().notNull(),
    row: integer().notNull(),
    sealed: bytes().notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.unit, table.row] })],
)

/** What an import has made or changed, by the first row that told of it. */
export const importMade = sqliteTable(
  'import_made',
  {
    importId: integer('import_id').notNull(),
    row: integer().notNull(),
    /** A member or a purchase, by the kind of the import. */
    madeId: integer('made_id').notNull(),
    change: text({ enum: ['created', 'updated'] }).notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.row] }), index('import_made_of').on(table.madeId)],
)

/** Rows that an import has refused, why, and of how much: nothing of whom. */
export const importRejections = sqliteTable(
  'import_rejections',
  {
    importId: integer('import_id').notNull(),
    row: integer().notNull(),
    code: text().notNull(),
    message: text().notNull(),
    /** What the row would have come to, and of what; null where the file counts nothing, or the amount cannot be read. */
    measure: text(),
    amount: integer(),
  },
  table => [primaryKey({ columns: [table.importId, table.row] })],
)

/** What the rows of an import come to, by what they count: points, a tier, money of receipts. */
export const importSums = sqliteTable(
  'import_sums',
  {
    importId: integer('import_id').notNull(),
    measure: text().notNull(),
    inFile: integer('in_file').notNull(),
    movedIn: integer('moved_in').notNull(),
    /** What was there before, as the same file had brought it. */
    alreadyThere: integer('already_there').notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.measure] })],
)

/**
 * Keyed hashes, gone with the import's end. Of a rehearsal: what its rows would be known by, so that a later row meets an
 * earlier one as it would in earnest. Of any other: what led to somebody who was erased since the file came in.
 */
export const importKeys = sqliteTable(
  'import_keys',
  {
    importId: integer('import_id').notNull(),
    hash: bytes().notNull(),
    /** Whether whom it would lead to would have an externalId. */
    hasExternalId: flag('has_external_id').notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.hash] })],
)

/** What is being undone of files, or was: how far each is, and what came of it. */
export const importUndos = sqliteTable(
  'import_undos',
  {
    importId: integer('import_id').primaryKey(),
    /** Who asked: it goes on in their name. */
    actorId: integer('actor_id').notNull(),
    /** Real time. */
    askedAt: integer('asked_at').notNull(),
    /** JSON: what the one who asked is bound to. */
    plan: text().notNull(),
    /** What was made from this row on is dealt with: the last is undone first. */
    cursor: integer().notNull(),
    /** How many rows had made something. */
    rows: integer().notNull(),
    undone: integer().notNull(),
    /** How many were left as they are, since something rests on them. */
    standing: integer().notNull(),
    /** How many are of somebody who was erased: nothing of them is left to be undone. */
    erased: integer().notNull(),
    /** JSON: members whom the last turn has erased, until that is kept where a restore looks for it. */
    erasing: text().notNull(),
    doneAt: integer('done_at'),
    /** Raised by every change: who was first, goes on. */
    revision: integer().notNull(),
  },
  table => [
    index('import_undos_open')
      .on(table.importId)
      .where(sql`done_at IS NULL`),
  ],
)

/** What was undone of a file: row by row what it had made, and what undid that. */
export const importUndone = sqliteTable(
  'import_undone',
  {
    importId: integer('import_id').notNull(),
    row: integer().notNull(),
    madeId: integer('made_id').notNull(),
    /** The transaction that did, or the audit trail's entry where a person was changed back. */
    undoneId: integer('undone_id').notNull(),
  },
  table => [
    primaryKey({ columns: [table.importId, table.row] }),
    index('import_undone_made').on(table.madeId),
    index('import_undone_by').on(table.undoneId),
  ],
)

/** Rows that an undo has left standing, and why. */
export const importLeft = sqliteTable(
  'import_left',
  {
    importId: integer('import_id').notNull(),
    row: integer().notNull(),
    code: text().notNull(),
  },
  table => [primaryKey({ columns: [table.importId, table.row] })],
)

/** Who members were before a row of a file changed them. */
export const importReplaced = sqliteTable(
  'import_replaced',
  {
    importId: integer('import_id').notNull(),
    row: integer().notNull(),
    memberId: integer('member_id').notNull(),
    /** The audit trail's entry of the change: whatever changed them since has a later one. */
    auditId: integer('audit_id').notNull(),
    /** Whether the birthday is another since: receipts are judged by it. */
    birthday: flag().notNull(),
    /** Sealed JSON under the member's own key: the whole person. */
    sealed: bytes().notNull(),
  },
  table => [
    primaryKey({ columns: [table.importId, table.row] }),
    index('import_replaced_of_member').on(table.memberId),
  ],
)
