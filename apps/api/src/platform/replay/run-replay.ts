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

/** Members with their lives, the last of them, and the last of those that come next; null where there are none. */
interface Chunk {
  readonly members: readonly LoadedHistory[]
  readonly last: number
  readonly next: number | null
}

/** So long it computes before what waits in this process has its turn. */
const SLICE_MS = 8

/** Where somebody stands who was erased. */
const GONE = { balances: { points: 0, memberCash: 0, prepaid: 0 }, tier: null, isThere: false }

const addMember = (
  totals: ReplayTotals,
  timeline: RulesTimeline,
  draft: DraftTimeline,
  { id, history, purchases, issued, standing, stale }: LoadedHistory,
  { workDoneThrough, asOf }: { readonly workDoneThrough: Instant; readonly asOf: Day },
): ReplayTotals => {
  const replayed = replayMember(draft, history, { workDoneThrough, today: Math.max(asOf, standing?.tierAsOf ?? asOf) })
  if (!standing) return addReplayed(totals, { id, purchases, issued, ...GONE }, replayed)
  const { points, memberCash, prepaid, tierNextOn } = standing
  const isStale = tierNextOn !== null && tierNextOn <= asOf
  const { registeredOn } = replayed.books
  const tier = isStale ? lastHolding(decideTierHistory(timeline, { registeredOn, ...stale }, asOf)).tier : standing.tier
  const balances = { points, memberCash, prepaid }
  return addReplayed(totals, { id, purchases, issued, balances, tier, isThere: true }, replayed)
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
  const endAfter = async (member: number): Promise<number | null> => {
    const [[end]] = await readAll(database, [findEndOfChunk({ after: member, limit: budget.members })])
    return end?.last ?? null
  }
  const readChunk = (range: { readonly after: number; readonly last: number }): Promise<Chunk> => {
    const both = Promise.all([loadHistories(database, range, asOf, known), endAfter(range.last)])
    const reading = both.then(([members, next]) => ({ members, last: range.last, next }))
    // It may fail before anybody waits for it, or be too late for this turn.
    reading.catch(() => {})
    return reading
  }
  let { after, totals } = progress
  const first = await endAfter(after)
  if (first === null) return { after, totals, isDone: true }
  let reading = readChunk({ after, last: first })
  for (let chunks = 1; chunks <= budget.chunks && deps.now() <= budget.deadline; chunks++) {
    const { members, last, next } = await reading
    // The next ones are read while these are decided.
    if (next !== null && chunks < budget.chunks) reading = readChunk({ after: last, last: next })
    let slice = deps.now()
    for (const member of members) {
      totals = addMember(totals, timeline, draft, member, { workDoneThrough, asOf })
      if (deps.now() - slice < SLICE_MS) continue
      await deps.pause(0)
      slice = deps.now()
    }
    after = last
    if (next === null) return { after, totals, isDone: true }
  }
  return { after, totals, isDone: false }
}
