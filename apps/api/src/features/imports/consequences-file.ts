import { listImportConsequences, readAll, type Database } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { csvHead, csvRows } from '../../platform/csv.ts'
import { consequenceView } from '../../platform/imports/consequences.ts'
import { loadImport } from './get-import.ts'

/** So many rows of a file are looked at by one statement: none of them stands in a till's way for long. */
export const LOOKED_AT = 5_000

/** The rows of an import that stand in the way of undoing it, range by range; the first of `rows` is `after` + 1. */
export const consequencesOf = async function* (
  database: Database,
  { id, rows, fresh, after = 0 }: { id: number; rows: number; fresh: boolean; after?: number },
) {
  for (let from = after; from < rows; from += LOOKED_AT) {
    const range = { importId: id, after: from, through: from + LOOKED_AT, fresh: Number(fresh) }
    const [found] = await readAll(database, [listImportConsequences(range)])
    yield found
  }
}

/** The file of the rows that stand in the way of undoing an import, or that its undo has left standing. */
export const consequencesFile = async (caller: Caller, text: string) => {
  const { program, found } = await loadImport(caller, text)
  const texts = async function* () {
    yield csvHead(['row', 'code', 'message'])
    for await (const rows of consequencesOf(program.database, { ...found, fresh: false }))
      yield csvRows(rows.map(consequenceView).map(({ row, code, message }) => [row, code, message]))
  }
  return { name: `consequences-${text}.csv`, texts: texts() }
}
