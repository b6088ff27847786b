import {
  claimWebhooks,
  findDeliveryBacklog,
  findEventMark,
  listEveryWebhook,
  listProgramsToTell,
  readAll,
  releaseWebhooks,
  type WebhookRow,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { settleEvents } from '../events/settle-events.ts'
import { madeAt } from '../ids.ts'
import { openForJobs, type JobProgram } from '../jobs/job-program.ts'
import { MOST_WEBHOOKS } from './most-webhooks.ts'
import { tendEndpoint } from './tend-endpoint.ts'

/** How long a program's endpoints stay in one process's hand; longer than a turn takes. */
const CLAIM_MS = 120_000
/** How often a program with endpoints is looked at. */
const EVERY_MS = 5_000
const PROGRAMS = 100

/** What a turn came to. */
interface Told {
  readonly dueAt: number | null
  readonly behindSince: number | null
  readonly dead: number
}

/** Looks after all endpoints of a program, side by side where the runtime has room for it. */
const tendAll = async (
  deps: Deps,
  program: JobProgram,
  endpoints: readonly WebhookRow[],
  through: number,
): Promise<readonly (number | null)[]> => {
  const budget = {
    through,
    deadline: deps.now() + deps.jobTurn.longestMs,
    // A Worker may ask others about a thousand times an invocation; a group asks some twenty times.
    groups: deps.runtime === 'workers' ? Math.floor(40 / Math.max(1, endpoints.length)) + 1 : Infinity,
  }
  if (deps.runtime !== 'workers') return Promise.all(endpoints.map(row => tendEndpoint(deps, program, row, budget)))
  const left: (number | null)[] = []
  for (const row of endpoints) left.push(await tendEndpoint(deps, program, row, budget))
  return left
}

const tell = async (deps: Deps, programId: string): Promise<Told> => {
  const { program, rows } = await openForJobs(deps, programId, [
    findEventMark({}),
    listEveryWebhook({ after: 0, limit: MOST_WEBHOOKS }),
  ])
  const [[mark], endpoints] = rows
  if (endpoints.length === 0) return { dueAt: null, behindSince: null, dead: 0 }
  const enabled = endpoints.filter(row => row.enabled)
  const through = enabled.length > 0 ? await settleEvents(deps, program.database, mark!) : 0
  const left = (await tendAll(deps, program, enabled, through)).filter(id => id !== null)
  const [[backlog]] = await readAll(program.database, [findDeliveryBacklog({})])
  const waits = [...left.map(madeAt), ...(backlog?.waitsSince == null ? [] : [backlog.waitsSince])]
  return {
    dueAt: left.length > 0 ? deps.now() : deps.now() + EVERY_MS,
    behindSince: waits.length > 0 ? Math.min(...waits) : null,
    dead: backlog?.dead ?? 0,
  }
}

/**
 * Takes a program's endpoints in hand, unless another process has them, and sends what is to be sent. Gives whether
 * there is more of it now. Killed between sending and keeping that it was sent, it is sent again, under the same id.
 */
export const deliverEvents = async (deps: Deps, programId: string): Promise<boolean> => {
  const control = await deps.databases.control()
  const now = deps.now()
  const until = now + CLAIM_MS
  const [claimed] = await control.commit([claimWebhooks({ id: programId, now, until })])
  if (claimed?.length === 0) return false
  const told = await tell(deps, programId)
  await control.commit([releaseWebhooks({ id: programId, until, ...told })])
  return told.dueAt !== null && told.dueAt <= deps.now()
}

/** The programs whose endpoints are to be looked after; the control database knows, no program is asked. */
export const programsToTell = async (deps: Deps): Promise<readonly string[]> => {
  const [due] = await readAll(await deps.databases.control(), [
    listProgramsToTell({ now: deps.now(), limit: PROGRAMS }),
  ])
  return due.map(({ id }) => id)
}
