import type { MessageChannel } from '@laurel/core'
import { findTask, listOpenTasks, readAll, type TaskRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor, type Page } from '../../platform/lists.ts'
import { maskName } from '../../platform/mask.ts'
import { needsAccount } from '../../platform/messages/channel-account.ts'
import { wordsFor, wordStatements } from '../../platform/messages/message-words.ts'
import { openIdentity } from '../../platform/person.ts'
import { Problem } from '../../platform/problem.ts'
import { renderMessageRow } from './campaign-views.ts'
import type { TasksQuery, TaskView, TaskWordsView } from './tasks.schemas.ts'

const OF_TASKS: ReadonlySet<string> = new Set<TaskRow['status']>(['task', 'sent', 'done', 'cancelled'])

/** Whether a message was for people of the shop to bring, and had not come to nothing before. */
export const isTask = ({ channel, status }: Pick<TaskRow, 'channel' | 'status'>): boolean =>
  !needsAccount(channel as MessageChannel) && OF_TASKS.has(status)

/** A task as an associate's list shows it. */
export const renderTask = async (deps: Deps, program: OpenProgram, row: TaskRow): Promise<TaskView> => ({
  ...renderMessageRow(row, row.channel, program.timeline.timeZone),
  campaign: row.campaign,
  purpose: row.purpose,
  name: maskName((await openIdentity(deps, row)).name),
})

/** A page of what waits for an associate and whose hour has come: calls, letters and visits, oldest first. */
export const listTasks = async (caller: Caller, query: TasksQuery): Promise<Page<TaskView>> => {
  const { deps } = caller
  const [afterId] = readCursor(query.cursor, [0])
  const { program, rows } = await enterProgram(caller, [
    listOpenTasks({
      campaignId: query.campaign === undefined ? null : (decodeId('cmp', query.campaign) ?? 0),
      channel: query.channel ?? null,
      store: query.store ?? null,
      now: deps.now(),
      afterId: afterId!,
      limit: query.limit + 1,
    }),
  ])
  const { data, nextCursor } = page(
    rows[0],
    query.limit,
    row => [row.id],
    row => renderTask(deps, program, row),
  )
  return { data: await Promise.all(data), nextCursor }
}

/**
 * One task, with what is to be said in the member's language. Throws not_found, also where consent was taken back since,
 * and once the template is gone.
 */
export const getTask = async (caller: Caller, text: string): Promise<TaskWordsView> => {
  const { deps } = caller
  const { program, rows } = await enterProgram(caller, [findTask({ id: decodeId('msg', text) ?? 0 })])
  const [[row]] = rows
  if (!row?.isAgreed || !isTask(row)) throw new Problem('not_found')
  const words = await wordsFor(deps, program, row, await readAll(program.database, wordStatements(row)))
  if (!words) throw new Problem('not_found')
  const { locale, subject, body } = words
  return { ...(await renderTask(deps, program, row)), locale, subject, body }
}
