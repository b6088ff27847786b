import { listApprovals, readAll } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { loadApproval, renderApproval, type approvalStatuses, type ApprovalView } from './approval-view.ts'

/** Whose approvals somebody sees: an associate's own, everybody's else (0). */
const seenBy = ({ actor }: OpenProgram): number => (actor.kind === 'staff' && actor.role === 'associate' ? actor.id : 0)

/** A page of approvals, newest first; an associate sees what they asked for themselves. */
export const listProgramApprovals = async (
  caller: Caller,
  query: {
    limit: number
    cursor?: string | undefined
    status?: (typeof approvalStatuses)[number] | undefined
  },
) => {
  const [before] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program } = await enterProgram(caller, [])
  const [rows] = await readAll(program.database, [
    listApprovals({
      before: before!,
      askedBy: seenBy(program),
      status: query.status ?? '',
      limit: query.limit + 1,
    }),
  ])
  const { data, nextCursor } = page(
    rows,
    query.limit,
    row => [row.id],
    row => row,
  )
  return { data: await Promise.all(data.map(row => renderApproval(caller.deps, program, row))), nextCursor }
}

/** An approval by id; to an associate only their own is there. */
export const getApproval = async (caller: Caller, id: string): Promise<ApprovalView> => {
  const { program } = await enterProgram(caller, [])
  const found = await loadApproval(program, decodeId('apr', id) ?? 0)
  const own = seenBy(program)
  if (own !== 0 && found.askedBy !== own) throw new Problem('not_found')
  return renderApproval(caller.deps, program, found)
}
