import { findStaff, listStaff } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { renderStaff, type StaffView } from './staff-view.ts'

/** A page of the staff accounts, newest first. */
export const listProgramStaff = async (caller: Caller, query: { limit: number; cursor?: string | undefined }) => {
  const [before] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [listStaff({ beforeId: before!, limit: query.limit + 1 })])
  const { data, nextCursor } = page(
    rows[0],
    query.limit,
    row => [row.id],
    row => row,
  )
  return { data: await Promise.all(data.map(row => renderStaff(caller.deps, program, row))), nextCursor }
}

/** A staff account by id. */
export const getStaff = async (caller: Caller, id: string): Promise<StaffView> => {
  const { program, rows } = await enterProgram(caller, [findStaff({ id: decodeId('stf', id) ?? 0 })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return renderStaff(caller.deps, program, row)
}
