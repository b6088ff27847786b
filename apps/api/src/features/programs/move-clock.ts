import type { Instant } from '@laurel/core'
import {
  addJob,
  findCampaignWithOccasions,
  findFirstTransaction,
  findNextCampaign,
  findNextMessage,
  findOpenJob,
  finishJobs,
  forgetOccurrencesAfter,
  listLatestOccurrences,
  putClock,
  readAll,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { readProgram, requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { continueLater, turnBudget } from '../../platform/jobs/continue-program.ts'
import { jobView, type JobView } from '../../platform/jobs/job-view.ts'
import { doneBetween, type DoneJob } from '../../platform/jobs/done-jobs.ts'
import { runDueJobs } from '../../platform/jobs/run-due-jobs.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer, type Decided } from '../../platform/write.ts'

/** The clock where it was to go with what ran on the way, or the work that is still on its way there. */
export type MovedClock =
  { readonly now: Instant; readonly timeZone: string; readonly jobs: readonly DoneJob[] } | { readonly job: JobView }

const arrived = async (program: OpenProgram, from: Instant, to: Instant): Promise<MovedClock> => ({
  now: to,
  timeZone: program.timeline.timeZone,
  jobs: await doneBetween(program, from, to),
})

/** Before the first transaction the clock may go back; what ran in the time that is undone will run again. */
const backwards = async (caller: Caller, program: OpenProgram, to: Instant): Promise<Decided<MovedClock>> => ({
  statements: [
    putClock({ clockAt: to }),
    forgetOccurrencesAfter({ at: to }),
    finishJobs({ at: Number.MAX_SAFE_INTEGER, doneAt: caller.deps.now() }),
  ],
  resource: `clock:${to}:${to}`,
  result: { now: to, timeZone: program.timeline.timeZone, jobs: [] },
})

const forwards = async (caller: Caller, program: OpenProgram, to: Instant): Promise<Decided<MovedClock>> => {
  const { deps } = caller
  const from = program.now
  const resource = `clock:${from}:${to}`
  if (await runDueJobs(deps, program.id, to, turnBudget(deps)))
    return {
      statements: [putClock({ clockAt: to }), finishJobs({ at: to, doneAt: deps.now() })],
      resource,
      result: await arrived(program, from, to),
    }
  const job = {
    id: deps.ids.next(),
    kind: 'clock' as const,
    fromAt: from,
    toAt: to,
    createdAt: deps.now(),
    doneAt: null,
  }
  return { statements: [addJob(job)], resource, result: { job: await jobView(program, job) } }
}

/** Whether campaigns or messages wait for nothing more by an instant: it is their hour, or a night brought an occasion. */
const hasToSpeak = async (deps: Deps, programId: string, at: Instant): Promise<boolean> => {
  const { rows } = await readProgram(deps, programId, [
    findNextCampaign({}),
    findCampaignWithOccasions({}),
    findNextMessage({ programNow: at }),
  ])
  const [campaigns, occasions, [message]] = rows
  const isDue = (message?.nextAt ?? null) !== null
  return isDue || occasions.length > 0 || campaigns.some(({ startsAt }) => startsAt <= at)
}

/**
 * Moves a test program's time, never backwards once the journal has begun, and runs what falls due on the way, in order.
 * Cut off in between, the clock has not moved and what is done stays done: sent again it goes on.
 */
export const moveClock = async (caller: Caller, body: { readonly now: Instant }): Promise<Answer<MovedClock>> => {
  const { deps } = caller
  const { programId } = programCredential(caller)
  const answer = await writeOnce(caller, body, {
    load: [findFirstTransaction({}), listLatestOccurrences({})],
    decide: (program, [transactions, latest]): Promise<Decided<MovedClock>> => {
      requireStore(program, null)
      if (program.mode === 'live') throw new Problem('live_program')
      const isBackwards = body.now < program.now || latest.some(occurrence => occurrence.at > body.now)
      if (!isBackwards) return forwards(caller, program, body.now)
      if (transactions.length > 0) throw new Problem('clock_backwards')
      return backwards(caller, program, body.now)
    },
    replay: async (resource, program): Promise<MovedClock> => {
      const [, from, to] = resource.split(':').map(Number)
      const [[open]] = await readAll(program.database, [findOpenJob({})])
      return open && open.fromAt === from && open.toAt === to
        ? { job: await jobView(program, open) }
        : arrived(program, from!, to!)
    },
    stands: async (_, program) => program.clockAt === body.now,
  })
  // What is left of the way goes on beside requests, and so does what there is to say by the new time.
  if ('job' in answer.result || (await hasToSpeak(deps, programId, body.now))) await continueLater(deps, programId)
  return answer
}
