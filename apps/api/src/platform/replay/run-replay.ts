import {
  addReplayed,
  dayOf,
  decideTierHistory,
  draftTimeline,
  emptyReplay,
  lastHolding,
  replayMember,
  type Day,
  type DraftTimeline,
  type Instant,
  type ProgramRules,
  type ReplayTotals,
  type RulesTimeline,
} from '@laurel/core'
import { findEndOfChunk, KnownRevisions, loadHistories, loadSettings, readAll, type LoadedHistory } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { Budget } from '../jobs/run-due-jobs.ts'

/** What is replayed: plain data, so that a later turn goes on with the same. */
export interface ReplayPlan {
  readonly rules: ProgramRules
  /** Null: since always. */
  readonly from: Instant | null
  /** Null: without an end. */
  readonly to: Instant | null
  /** The program's now when it was asked. */
  readonly now: Instant
  /** The instant up to which the program's own scheduled work had been done then. */
  readonly workDoneThrough: Instant
}

/** How far a replay is: the last member it has looked at, and what it comes to so far. */
export interface ReplayProgress {
  readonly after: number
  readonly totals: ReplayTotals
  readonly isDone: boolean
}

/** Before the first member. */
export const replayBegins: ReplayProgress = { after: -1, totals: emptyReplay, isDone: false }

/** So long it computes before what waits in this process has its turn. */
const SLICE_MS = 8

const addMember = (
  totals: ReplayTotals,
  timeline: RulesTimeline,
  draft: DraftTimeline,
  { id, history, purchases, issued, standing, stale }: LoadedHistory,
  { workDoneThrough, asOf }: { readonly workDoneThrough: Instant; readonly asOf: Day },
): ReplayTotals => {
  const { points, memberCash, prepaid, registeredOn, tierAsOf, tierNextOn } = standing
  const isStale = tierNextOn !== null && tierNextOn <= asOf
  const tier = isStale ? lastHolding(decideTierHistory(timeline, { registeredOn, ...stale }, asOf)).tier : standing.tier
  const replayed = replayMember(draft, history, { workDoneThrough, today: Math.max(asOf, tierAsOf) })
  return addReplayed(totals, { id, purchases, issued, balances: { points, memberCash, prepaid }, tier }, replayed)
}

/**
 * Replays members, chunk by chunk, each on one snapshot through the program's reader: nothing is written, and no till
 * waits. Goes as far as the budget allows. Throws RangeError where the draft leaves the exact integers.
 */
export const runReplay = async (
  deps: Deps,
  programId: string,
  timeline: RulesTimeline,
  plan: ReplayPlan,
  progress: ReplayProgress,
  budget: Budget,
): Promise<ReplayProgress> => {
  const database = await deps.databases.reader(programId)
  const window = { from: plan.from ?? -Infinity, to: plan.to ?? Infinity }
  const draft = draftTimeline(timeline, plan.rules, window)
  const known = {
    settingAt: draft.keepsBrandMultipliers ? null : await loadSettings(database),
    revisions: new KnownRevisions(timeline.timeZone),
  }
  const asOf = dayOf(plan.now, timeline.timeZone)
  const { workDoneThrough } = plan
  let { after, totals } = progress
  for (let chunks = 0; chunks < budget.chunks && deps.now() <= budget.deadline; chunks++) {
    const [[end]] = await readAll(database, [findEndOfChunk({ after, limit: budget.members })])
    if (end === undefined || end.last === null) return { after, totals, isDone: true }
    let slice = deps.now()
    for (const member of await loadHistories(database, { after, last: end.last }, asOf, known)) {
      totals = addMember(totals, timeline, draft, member, { workDoneThrough, asOf })
      if (deps.now() - slice < SLICE_MS) continue
      await deps.pause(0)
      slice = deps.now()
    }
    after = end.last
  }
  return { after, totals, isDone: false }
}
