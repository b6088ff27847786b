import { findTask, putMessage, readAll, type RowOf } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { requireOther, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { renderMessageRow } from './campaign-views.ts'
import type { MessageView } from './campaigns.schemas.ts'

type TaskRow = RowOf<typeof findTask>

const shown = (program: OpenProgram, row: TaskRow): MessageView =>
  renderMessageRow(row, row.channel, program.timeline.timeZone)

const loadTask = async (program: OpenProgram, text: string): Promise<TaskRow> => {
  const [[row]] = await readAll(program.database, [findTask({ id: decodeId('msg', text) ?? 0 })])
  if (!row) throw new Problem('not_found')
  return row
}

/** Says what came of a call, a letter or a visit. */
export const finishTask = (
  caller: Caller,
  text: string,
  body: { readonly outcome: string },
): Promise<Answer<MessageView>> =>
  writeOnce(caller, body, {
    load: [findTask({ id: decodeId('msg', text) ?? 0 })],
    decide: (program, [[row]]) => {
      if (!row || (row.status !== 'task' && row.status !== 'done')) throw new Problem('not_found')
      requireOther(program, row.memberId)
      if (row.status === 'done') throw new Problem('task_over')
      const status = body.outcome === 'reached' ? ('sent' as const) : ('done' as const)
      const done: TaskRow = { ...row, status, code: body.outcome, attempts: 1, revision: row.revision + 1 }
      return { statements: [putMessage(done)], members: [], resource: text, result: shown(program, done) }
    },
    replay: async (resource, program) => shown(program, await loadTask(program, resource)),
    stands: async (_, program) => (await loadTask(program, text)).code === body.outcome,
  })
