import { findWebhook, listWebhooks } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import { renderWebhook, type WebhookView } from './webhook-view.ts'

/** A page of the endpoints, newest first. */
export const listProgramWebhooks = async (caller: Caller, query: { limit: number; cursor?: string | undefined }) => {
  const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
  const { program, rows } = await enterProgram(caller, [listWebhooks({ beforeId: beforeId!, limit: query.limit + 1 })])
  requireStore(program, null)
  return page(
    rows[0],
    query.limit,
    row => [row.id],
    row => renderWebhook(row, program.timeline.timeZone),
  )
}

/** An endpoint by its id. */
export const getWebhook = async (caller: Caller, id: string): Promise<WebhookView> => {
  const { program, rows } = await enterProgram(caller, [findWebhook({ id: decodeId('wh', id) ?? 0 })])
  requireStore(program, null)
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return renderWebhook(row, program.timeline.timeZone)
}
