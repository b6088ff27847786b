import { formatInstant } from '@laurel/core'
import { listPrograms, readAll } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'

/** A page of the programs of this installation, newest first. Times are in UTC: programs have zones of their own. */
export const listAllPrograms = async (caller: Caller, query: { limit: number; cursor?: string | undefined }) => {
  const [before] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const control = await caller.deps.databases.control()
  const [rows] = await readAll(control, [listPrograms({ beforeId: encodeId('prog', before!), limit: query.limit + 1 })])
  return page(
    rows,
    query.limit,
    row => [decodeId('prog', row.id) ?? 0],
    ({ preset, createdAt, ...row }) => ({
      ...row,
      ...(preset !== null && { preset }),
      createdAt: formatInstant(createdAt, 'UTC'),
    }),
  )
}
