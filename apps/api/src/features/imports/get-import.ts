import { findImport, listImportRejections, listImports, readAll, type FoundImport } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { importView, SHOWN_REJECTIONS } from '../../platform/imports/import-view.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'

/** An import with the first of the rows that it has refused. Throws not_found. */
export const loadImport = async (caller: Caller, text: string) => {
  const id = decodeId('imp', text) ?? 0
  const { program, rows } = await enterProgram(caller, [
    findImport({ id }),
    listImportRejections({ importId: id, after: 0, limit: SHOWN_REJECTIONS }),
  ])
  requireStore(program, null)
  const [[found], rejected] = rows
  if (!found) throw new Problem('not_found')
  return { program, found, rejected }
}

/** An import by id: how far it is, and the first of the rows that it has refused. */
export const getImport = async (caller: Caller, id: string) => {
  const { program, found, rejected } = await loadImport(caller, id)
  return importView(caller.deps, program.timeline, found, rejected)
}

/** A page of imports, newest first, without their rows. */
export const listProgramImports = async (caller: Caller, query: { limit: number; cursor?: string | undefined }) => {
  const [before] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [listImports({ before: before!, limit: query.limit + 1 })])
  requireStore(program, null)
  const { data, nextCursor } = page(
    rows[0],
    query.limit,
    row => [row.id],
    row => row,
  )
  return { data: await Promise.all(data.map(row => summaryOf(caller, program, row))), nextCursor }
}

const summaryOf = async (caller: Caller, program: OpenProgram, found: FoundImport) => {
  const { rejected: _, ...summary } = await importView(caller.deps, program.timeline, found, [])
  return summary
}

/** So many rows of the file of refused rows are read at once. */
const PAGE = 5_000

/** Every refused row of an import, page by page. */
export const rejectedRows = async (caller: Caller, text: string) => {
  const { program, found } = await loadImport(caller, text)
  const pages = async function* () {
    for (let after = 0; ;) {
      const [rows] = await readAll(program.database, [listImportRejections({ importId: found.id, after, limit: PAGE })])
      yield rows
      if (rows.length < PAGE) return
      after = rows.at(-1)!.row
    }
  }
  return { name: `rejected-${text}.csv`, pages: pages() }
}
