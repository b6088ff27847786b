import { listKiosks as list } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { viewKiosk } from './kiosk-view.ts'

/** A page of a program's kiosks, newest first. */
export const listKiosks = async (caller: Caller, query: { limit: number; cursor?: string | undefined }) => {
  const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [list({ beforeId: beforeId!, limit: query.limit + 1 })])
  return page(
    rows[0],
    query.limit,
    row => [row.id],
    row => viewKiosk(row, program.timeline.timeZone),
  )
}
