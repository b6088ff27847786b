import { formatInstant, type RulesTimeline } from '@laurel/core'
import type { FoundImport, listImportRejections, RowOf } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { showActor } from '../actor.ts'
import { encodeId } from '../ids.ts'
import { planOf } from './import-plan.ts'

/** So many refused rows are told with an import; the file of them has all. */
export const SHOWN_REJECTIONS = 1000

type ImportStatus = 'queued' | 'running' | 'undoing' | 'undone' | 'partlyUndone' | NonNullable<FoundImport['ending']>

/** How far an import is, or its undo. */
export const statusOf = ({ ending, done, cursor, undo }: FoundImport): ImportStatus => {
  if (undo) return undo.doneAt === null ? 'undoing' : undo.standing === 0 ? 'undone' : 'partlyUndone'
  return ending ?? (done === 0 && cursor === 0 ? 'queued' : 'running')
}

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
    undo: found.undo && {
      askedAt: instant(found.undo.askedAt),
      doneAt: found.undo.doneAt === null ? null : instant(found.undo.doneAt),
      rows: found.undo.rows,
      undone: found.undo.undone,
      standing: found.undo.standing,
      erased: found.undo.erased,
    },
    rejected: rejected.map(({ row, code, message }) => ({ row, code, message })),
  }
}
