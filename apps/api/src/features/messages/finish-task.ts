import { findTask, putMessage, readAll, type TaskRow } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { requireOther, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { isTask, renderTask } from './read-tasks.ts'
import type { TaskView } from './tasks.schemas.ts'

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
): Promise<Answer<TaskView>> => {
  const { deps } = caller
  return writeOnce(caller, body, {
    load: [findTask({ id: decodeId('msg', text) ?? 0 })],
    decide: async (program, [[row]]) => {
      if (!row || !isTask(row)) throw new Problem('not_found')
      requireOther(program, row.memberId)
      if (row.status !== 'task') throw new Problem('task_over')
      const status = body.outcome === 'reached' ? ('sent' as const) : ('done' as const)
      const [settledAt, revision] = [program.now, row.revision + 1]
      const done: TaskRow = { ...row, status, code: body.outcome, attempts: 1, revision, settledAt }
      const { id, sendAt, attempts, nextAt, carrierId, code } = done
      return {
        statements: [putMessage({ id, status, sendAt, attempts, nextAt, carrierId, code, revision, settledAt })],
        members: [],
        resource: text,
        result: await renderTask(deps, program, done),
      }
    },
    replay: async (resource, program) => renderTask(deps, program, await loadTask(program, resource)),
    stands: async (_, program) => (await loadTask(program, text)).code === body.outcome,
  })
}
