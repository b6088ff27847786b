import { asc, eq, getTableColumns, sql, type InferSelectModel } from 'drizzle-orm'
import { actorOf, whoIs, type KeptActor } from '../actors/kept-actor.ts'
import { $, builder, insertAllInto, insertInto, select, write, type Bound } from '../statement.ts'
import { importLeft, importMade, importReplaced, imports, importUndos } from './imports.tables.ts'

export type ImportUndoRow = InferSelectModel<typeof importUndos>

const names = Object.keys(getTableColumns(importUndos)) as readonly (keyof ImportUndoRow)[]

/** Begins to undo an import, goes on with it, or begins anew with what was left; refused where somebody was first. */
export const putImportUndo = write<ImportUndoRow>(
  builder
    .insert(importUndos)
    .values(Object.fromEntries(names.map(name => [name, $(name)])) as never)
    .onConflictDoUpdate({
      target: importUndos.importId,
      set: Object.fromEntries(
        names.filter(name => name !== 'importId').map(name => [name, sql.raw(`excluded.${importUndos[name].name}`)]),
      ),
    }),
)

/** What is being undone, with the kind of its file and who asked for it. */
export interface FoundImportUndo extends ImportUndoRow {
  readonly kind: InferSelectModel<typeof imports>['kind']
  readonly actor: KeptActor
}

const fields = {
  ...getTableColumns(importUndos),
  kind: imports.kind,
  who: whoIs('import_undos.actor_id').as('who'),
}

const openUndo = select<Record<string, never>>()(fields, f =>
  builder
    .select(f)
    .from(importUndos)
    .innerJoin(imports, eq(imports.id, importUndos.importId))
    .where(sql`${importUndos.doneAt} IS NULL`)
    .orderBy(asc(importUndos.askedAt), asc(importUndos.importId))
    .limit(1),
)

/** The undo that has waited longest. */
export const findOpenImportUndo = (): Bound<FoundImportUndo> => {
  const bound = openUndo({})
  return {
    ...bound,
    decode: rows => bound.decode(rows).map(({ who, ...row }) => ({ ...row, actor: actorOf(row.actorId, who) })),
  }
}

/** How many rows of an import have made something. */
export const countImportMade = select<{ importId: number }>()({ count: sql<number>`count(*)`.as('count') }, f =>
  builder
    .select(f)
    .from(importMade)
    .where(eq(importMade.importId, $('importId'))),
)

export const addImportLeft = insertAllInto(importLeft)

/** Forgets which rows an undo has left standing: they are looked at anew. */
export const removeImportLeft = write<{ importId: number }>(
  builder.delete(importLeft).where(eq(importLeft.importId, $('importId'))),
)

export const addImportReplaced = insertInto(importReplaced)

/** Who the members of some rows were before; `rows` is a JSON array. */
export const listImportReplaced = select<{ importId: number; rows: string }>()(getTableColumns(importReplaced), f =>
  builder
    .select(f)
    .from(importReplaced)
    .where(
      sql`${importReplaced.importId} = ${$('importId')} AND ${importReplaced.row} IN (SELECT value FROM json_each(${$('rows')}))`,
    ),
)
