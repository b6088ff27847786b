import {
  comparePlaces,
  dayOf,
  nextDue,
  placeAt,
  type Instant,
  type KeptDays,
  type LotUnit,
  type Occurrence,
  type Place,
} from '@laurel/core'
import {
  addOccurrence,
  findKeptDays,
  findLastActiveOn,
  listLatestOccurrences,
  moveOccurrence,
  readAll,
  type OccurrenceRow,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { ATTEMPTS, busy, longestPauseMs, worthAnotherTry } from '../write.ts'
import { openForJobs, type JobProgram } from './job-program.ts'
import { nextPart } from './next-part.ts'
import type { Part } from './part.ts'

/** How far work goes before it answers; what is left is taken up by the next call. */
export interface Budget {
  /** How many chunks: a few reads and one commit each. */
  readonly chunks: number
  /** The members of one chunk. */
  readonly members: number
  /** Real time, after which no further chunk is begun. */
  readonly deadline: Instant
}

const lotUnits: readonly LotUnit[] = ['points', 'memberCash']

/** The units that go by inactivity under any version that is in force between two instants. */
const inactivityUnits = ({ timeline }: JobProgram, from: Instant, until: Instant): readonly LotUnit[] => {
  const units = new Set<LotUnit>()
  for (let at = from; at <= until; at = timeline.changesAfter(at))
    for (const unit of lotUnits) if (timeline.at(at).document.expiry[unit].kind === 'inactivity') units.add(unit)
  return [...units]
}

type Kept = ReturnType<ReturnType<typeof findKeptDays>['decode']>[number]

const keptDays = async (
  program: JobProgram,
  { unsealedSince, ...found }: Kept,
  from: Instant,
  until: Instant,
): Promise<KeptDays> => {
  const { timeZone } = program.timeline
  const kept = { ...found, sealsOn: unsealedSince === null ? null : dayOf(unsealedSince, timeZone) + 1 }
  const units = inactivityUnits(program, from, until)
  if (units.length === 0) return { ...kept, lastActiveOn: { points: null, memberCash: null } }
  const today = dayOf(until, timeZone)
  const active = await readAll(
    program.database,
    units.map(unit => findLastActiveOn(unit, today)),
  )
  const lastOf = (unit: LotUnit) => active[units.indexOf(unit)]?.[0]?.day ?? null
  return { ...kept, lastActiveOn: { points: lastOf('points'), memberCash: lastOf('memberCash') } }
}

/** An occurrence that is under way, or due: with its row where it has one. */
interface Step {
  readonly program: JobProgram
  readonly occurrence: Occurrence & { readonly id: number }
  readonly row: OccurrenceRow | null
}

/** The occurrence that was cut off, else the first that is due; null where nothing is. */
const findStep = async (deps: Deps, programId: string, until: Instant): Promise<Step | null> => {
  const { program, rows } = await openForJobs(deps, programId, [listLatestOccurrences({}), findKeptDays({})])
  const [latest, [kept]] = rows
  const open = latest.find(row => row.doneAt === null)
  if (open) return open.at > until ? null : { program, occurrence: open, row: open }
  const from = program.clockAt ?? program.createdAt
  const place = latest.reduce<Place>(
    (last, row) => (comparePlaces(row, last) > 0 ? row : last),
    placeAt(program.timeline, from),
  )
  const days = await keptDays(program, kept!, from, until)
  const due = nextDue(program.timeline, place, until, days)
  return due && { program, occurrence: { ...due, id: deps.ids.next() }, row: null }
}

/** The instant up to which all that was due not later than `now` has been done. */
export const workDoneThrough = async (deps: Deps, programId: string, now: Instant): Promise<Instant> => {
  const next = await findStep(deps, programId, now)
  return next ? next.occurrence.at - 1 : now
}

/** Decides a part and commits it with the occurrence moved on; gives its row afterwards. */
const commitPart = async (deps: Deps, { program, occurrence, row }: Step, part: Part): Promise<OccurrenceRow> => {
  const chunk = await part.decide()
  const { id, name, kind, code, day, at } = occurrence
  const after: OccurrenceRow = {
    id,
    name,
    kind,
    code,
    day,
    at,
    cursor: part.cursor,
    members: (row?.members ?? 0) + chunk.members,
    doneAt: part.isLast ? deps.now() : null,
    revision: row ? row.revision + 1 : 0,
  }
  await program.database.commit([row ? moveOccurrence(after) : addOccurrence(after), ...chunk.statements])
  return after
}

/** Says that an occurrence has been done to its end. */
const tellDone = (deps: Deps, program: JobProgram, { name, kind, members, at }: OccurrenceRow): void =>
  deps.jobLog({
    programId: program.id,
    job: name,
    kind,
    members,
    ...(program.mode === 'live' && { lateMs: deps.now() - at }),
  })

/** Runs one part of an occurrence. Rejects as a commit does, with nothing written. */
const runPart = async (deps: Deps, step: Step, size: number, refused: number): Promise<OccurrenceRow> => {
  const { program, occurrence, row } = step
  const part = await nextPart(deps, program, occurrence, row?.cursor ?? -1, size)
  const work = () => commitPart(deps, step, part)
  // Refused once, it takes its place in the members' lanes: who buys without a pause would overtake it for ever.
  return refused === 0 || deps.runtime === 'workers'
    ? work()
    : deps.sharedLanes.exclusive(
        part.memberIds.map(memberId => `${program.id} ${memberId}`),
        work,
      )
}

/** Runs what is due, chunk by chunk. A chunk that a live receipt has overtaken is decided again, smaller. */
const run = async (deps: Deps, programId: string, until: Instant, budget: Budget): Promise<boolean> => {
  let step: Step | null = null
  let size = budget.members
  let refused = 0
  for (let chunks = 0; ;) {
    step ??= await findStep(deps, programId, until)
    if (!step) return true
    if (chunks >= budget.chunks || deps.now() > budget.deadline) return false
    try {
      const row: OccurrenceRow = await runPart(deps, step, size, refused)
      if (row.doneAt !== null) tellDone(deps, step.program, row)
      step = row.doneAt === null ? { ...step, row } : null
      chunks++
      size = budget.members
      refused = 0
    } catch (error) {
      if (!worthAnotherTry(deps, error)) throw error
      if (++refused >= ATTEMPTS) throw busy(error)
      size = Math.max(1, size >> 1)
      // Another process may have gone on with it, or finished it.
      step = null
      await deps.pause(longestPauseMs(refused))
    }
  }
}

/**
 * Runs everything that falls due in a program up to an instant, in order, each occurrence once: however often and by how
 * many processes it is started, and wherever it was cut off. Gives whether all of it is done.
 */
export const runDueJobs = (deps: Deps, programId: string, until: Instant, budget: Budget): Promise<boolean> => {
  const work = () => run(deps, programId, until, budget)
  // On Workers a request may not wait for another one's promise; there the database alone keeps the order.
  return deps.runtime === 'workers' ? work() : deps.sharedLanes.exclusive([`jobs of ${programId}`], work)
}
