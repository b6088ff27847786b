import { and, asc, desc, eq, getTableColumns, gt, lt, lte, sql, type InferSelectModel } from 'drizzle-orm'
import { actorOf, whoIs, type KeptActor } from '../actors/kept-actor.ts'
import { lookups } from '../members/members.tables.ts'
import { $, builder, insertAllInto, insertInto, raw, select, write, type Bound } from '../statement.ts'
import type { ImportUndoRow } from './import-undos.repository.ts'
import { importKeys, importMade, importRejections, importRows, imports, importSums } from './imports.tables.ts'

export type ImportRow = InferSelectModel<typeof imports>

const fields = {
  ...getTableColumns(imports),
  who: whoIs('imports.actor_id').as('who'),
  undoing: sql<
    string | null
  >`(SELECT json_object('askedAt', asked_at, 'doneAt', done_at, 'rows', rows, 'undone', undone,
    'standing', standing, 'erased', erased, 'revision', revision) FROM import_undos WHERE import_id = imports.id)`.as(
    'undoing',
  ),
}

/** An import with who asked for it, and how far it was undone; null where nobody asked for that. */
export interface FoundImport extends ImportRow {
  readonly actor: KeptActor
  readonly undo: Pick<
    ImportUndoRow,
    'askedAt' | 'doneAt' | 'rows' | 'undone' | 'standing' | 'erased' | 'revision'
  > | null
}

const withActor = <Args, Row extends ImportRow & { readonly who: string | null; readonly undoing: string | null }>(
  find: (args: Args) => Bound<Row>,
): ((args: Args) => Bound<FoundImport>) => {
  return args => {
    const bound = find(args)
    return {
      ...bound,
      decode: rows =>
        bound.decode(rows).map(({ who, undoing, ...row }) => ({
          ...row,
          actor: actorOf(row.actorId, who),
          undo: undoing === null ? null : (JSON.parse(undoing) as FoundImport['undo']),
        })),
    }
  }
}

export const addImport = insertInto(imports)

export const findImport = withActor(
  select<{ id: number }>()(fields, f =>
    builder
      .select(f)
      .from(imports)
      .where(eq(imports.id, $('id'))),
  ),
)

/** A page of imports, newest first. */
export const listImports = withActor(
  select<{ before: number; limit: number }>()(fields, f =>
    builder
      .select(f)
      .from(imports)
      .where(lt(imports.id, $('before')))
      .orderBy(desc(imports.id))
      .limit($('limit')),
  ),
)

const isOpen = sql`${imports.doneAt} IS NULL`

/** The import that has waited longest. */
export const findOpenImport = withActor(
  select<Record<string, never>>()(fields, f =>
    builder.select(f).from(imports).where(isOpen).orderBy(asc(imports.id)).limit(1),
  ),
)

/** Every import that is not over. */
export const listOpenImports = withActor(
  select<Record<string, never>>()(fields, f => builder.select(f).from(imports).where(isOpen).orderBy(asc(imports.id))),
)

/** The first rows that are left of the import that has waited longest. */
export const listOpenImportRows = select<{ limit: number }>()(
  { unit: importRows.unit, row: importRows.row, sealed: importRows.sealed },
  f =>
    builder
      .select(f)
      .from(importRows)
      .where(
        sql`${importRows.importId} = (SELECT ${imports.id} FROM ${imports} WHERE ${isOpen} ORDER BY ${imports.id} LIMIT 1)`,
      )
      .orderBy(asc(importRows.unit), asc(importRows.row))
      .limit($('limit')),
)

type Progress = Omit<ImportRow, 'kind' | 'actorId' | 'createdAt' | 'plan' | 'dryRun' | 'rows'>
const PROGRESS = [
  'wrappedKey',
  'cursor',
  'done',
  'created',
  'updated',
  'rejected',
  'doneAt',
  'ending',
  'revision',
] as const

/** Moves an import on; a trigger refuses it where somebody was first. */
export const moveImport = write<Progress>(
  builder
    .update(imports)
    .set(Object.fromEntries(PROGRESS.map(name => [name, $(name)])) as never)
    .where(eq(imports.id, $('id'))),
)

/** Keeps rows of a file that wait; the same ones again stay as they are. */
export const addImportRows = write<InferSelectModel<typeof importRows>>(
  builder
    .insert(importRows)
    .values({ importId: $('importId'), unit: $('unit'), row: $('row'), sealed: $('sealed') } as never)
    .onConflictDoNothing(),
)

/** Forgets the rows of an import as far as a unit. */
export const removeImportRows = write<{ importId: number; through: number }>(
  builder.delete(importRows).where(and(eq(importRows.importId, $('importId')), lte(importRows.unit, $('through')))),
)

/** Forgets the rows of files that broke off while they came in, before an id: no import names them. */
export const removeStrayImportRows = write<{ before: number }>(
  builder
    .delete(importRows)
    .where(and(lt(importRows.importId, $('before')), sql`${importRows.importId} NOT IN (SELECT id FROM imports)`)),
)

/** Keeps what a row of a rehearsal would be known by. */
export const addImportKey = write<InferSelectModel<typeof importKeys>>(
  builder
    .insert(importKeys)
    .values({ importId: $('importId'), hash: $('hash'), hasExternalId: $('hasExternalId') } as never)
    .onConflictDoNothing(),
)

/** Which of some hashes, hexadecimal in a JSON list, are kept of an import. */
export const listImportKeys = select<{ importId: number; hashes: string }>()(
  { hash: sql<string>`lower(hex(${importKeys.hash}))`.as('hex'), hasExternalId: importKeys.hasExternalId },
  f =>
    builder
      .select(f)
      .from(importKeys)
      .where(
        and(
          eq(importKeys.importId, $('importId')),
          sql`${importKeys.hash} IN (SELECT unhex(value) FROM json_each(${$('hashes')}))`,
        ),
      ),
)

export const removeImportKeys = write<{ importId: number }>(
  builder.delete(importKeys).where(eq(importKeys.importId, $('importId'))),
)

export const addImportMade = insertInto(importMade)
export const addImportRejections = insertAllInto(importRejections)

/** What an import has made of some of its rows. */
export const listImportMade = select<{ importId: number; after: number; limit: number }>()(
  { row: importMade.row, madeId: importMade.madeId, change: importMade.change },
  f =>
    builder
      .select(f)
      .from(importMade)
      .where(and(eq(importMade.importId, $('importId')), gt(importMade.row, $('after'))))
      .orderBy(asc(importMade.row))
      .limit($('limit')),
)

/** Refused rows of an import, in their order. */
export const listImportRejections = select<{ importId: number; after: number; limit: number }>()(
  {
    row: importRejections.row,
    code: importRejections.code,
    message: importRejections.message,
    measure: importRejections.measure,
    amount: importRejections.amount,
  },
  f =>
    builder
      .select(f)
      .from(importRejections)
      .where(and(eq(importRejections.importId, $('importId')), gt(importRejections.row, $('after'))))
      .orderBy(asc(importRejections.row))
      .limit($('limit')),
)

/** Adds to what the rows of an import come to. */
export const addImportSum = write<InferSelectModel<typeof importSums>>(
  builder
    .insert(importSums)
    .values({
      importId: $('importId'),
      measure: $('measure'),
      inFile: $('inFile'),
      movedIn: $('movedIn'),
      alreadyThere: $('alreadyThere'),
    } as never)
    .onConflictDoUpdate({
      target: [importSums.importId, importSums.measure],
      set: {
        inFile: sql`${importSums.inFile} + excluded.in_file`,
        movedIn: sql`${importSums.movedIn} + excluded.moved_in`,
        alreadyThere: sql`${importSums.alreadyThere} + excluded.already_there`,
      },
    }),
)

/** What the rows of an import come to. */
export const listImportSums = select<{ importId: number }>()(
  {
    measure: importSums.measure,
    inFile: importSums.inFile,
    movedIn: importSums.movedIn,
    alreadyThere: importSums.alreadyThere,
  },
  f =>
    builder
      .select(f)
      .from(importSums)
      .where(eq(importSums.importId, $('importId')))
      .orderBy(asc(importSums.measure)),
)

const found = select<{ keys: string }>()(
  { kind: lookups.kind, hash: sql<string>`lower(hex(${lookups.hash}))`.as('hex'), memberId: lookups.memberId },
  () =>
    raw(sql`SELECT l.kind, lower(hex(l.hash)), l.member_id FROM json_each(${$('keys')}) AS k
      JOIN ${lookups} AS l ON l.kind = k.value ->> 0 AND l.hash = unhex(k.value ->> 1)`),
)

/** Whom some keyed hashes lead to, each with its kind; the hashes are hexadecimal. */
export const listMembersOfHashes = (keys: readonly (readonly [kind: string, hex: string])[]) =>
  found({ keys: JSON.stringify(keys) })
