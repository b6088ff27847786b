import { formatInstant, type RulesTimeline } from '@laurel/core'
import type { FoundImport, listImportRejections, RowOf } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { showActor } from '../actor.ts'
import { encodeId } from '../ids.ts'
import { planOf } from './import-plan.ts'

/** So many refused rows are told with an import; the file of them has all. */
export const SHOWN_REJECTIONS = 1000

/** How far an import is. */
export const statusOf = ({ ending, done, cursor }: FoundImport) =>
  ending ?? (done === 0 && cursor === 0 ? ('queued' as const) : ('running' as const))

/** An import as clients see it. */
export const importView = async (
  deps: Deps,
  timeline: RulesTimeline,
  found: FoundImport,
  rejected: readonly RowOf<typeof listImportRejections>[],
) => {
  const { columns, ignored, encoding, sheet, ignoredSheets } = planOf(found)
  const instant = (at: number) => formatInstant(at, timeline.timeZone)
  return {
    id: encodeId('imp', found.id),
    kind: found.kind,
    status: statusOf(found),
    dryRun: found.dryRun,
    createdAt: instant(found.createdAt),
    doneAt: found.doneAt === null ? null : instant(found.doneAt),
    askedBy: await showActor(deps, found.actor),
    columns,
    ignoredColumns: [...ignored],
    encoding,
    ...(sheet !== undefined && { sheet, ignoredSheets: [...(ignoredSheets ?? [])] }),
    rows: found.rows,
    done: found.done,
    created: found.created,
    updated: found.updated,
    rejectedRows: found.rejected,
    rejected: rejected.map(({ row, code, message }) => ({ row, code, message })),
  }
}
