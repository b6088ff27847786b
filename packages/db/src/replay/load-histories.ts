import type { DayActivity, HistoryEvent, KeptHistory, LotUnit, TierAct } from '@laurel/core'
import type { Database } from '../database.ts'
import { readAll, type RowOf } from '../statement.ts'
import { listStaleTierActs } from '../tiers/tier-acts.repository.ts'
import { grouped } from '../verify/grouped.ts'
import { causesOf, causeStatements, type KnownFacts } from './kept-causes.ts'
import type { MemberRange } from '../members/member-range.ts'
import { daysOfStale, issuedWithin, journalWithin, membersWithin, standingsWithin } from './replay.queries.ts'

/** A member as the books have one, with the whole life that led there. */
export interface LoadedHistory {
  readonly id: number
  readonly history: KeptHistory
  readonly purchases: number
  /** What the program's issuance has given, less what came back to it. */
  readonly issued: Readonly<Record<LotUnit, number>>
  /** Undefined where the member is gone. */
  readonly standing: RowOf<typeof standingsWithin> | undefined
  /** What the tier is to be decided by where the kept one is older than a day that may have changed it; else nothing. */
  readonly stale: { readonly activity: readonly DayActivity[]; readonly acts: readonly TierAct[] }
}

/** What happened to each member, in the order of the journal. */
const eventsOf = (
  journal: RowOf<typeof journalWithin>,
  causeOf: ReturnType<typeof causesOf>,
): ReadonlyMap<number, readonly HistoryEvent[]> => {
  const { id: ids, memberId, seq, recordedAt, occurredAt, rulesVersion, causeId, store, birthday, kind } = journal
  const eventsById = new Map<number, HistoryEvent[]>()
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!
    const cause = causeOf({
      id,
      occurredAt: occurredAt[i]!,
      store: store[i]!,
      birthday: birthday[i]!,
      kind: kind[i]!,
    })
    if (!cause) {
      if (causeId[i] === null) throw new Error(`transaction ${id} has no cause that a replay knows`)
      continue
    }
    const event = { id, seq: seq[i]!, recordedAt: recordedAt[i]!, rulesVersion: rulesVersion[i]!, ...cause }
    const events = eventsById.get(memberId[i]!)
    if (events) events.push(event)
    else eventsById.set(memberId[i]!, [event])
  }
  for (const events of eventsById.values()) events.sort((a, b) => a.seq - b.seq)
  return eventsById
}

/**
 * The members of a range with their whole lives, read on one snapshot: tills may go on meanwhile. A kept tier is asked
 * for as of a day.
 */
export const loadHistories = async (
  database: Database,
  range: MemberRange,
  asOf: number,
  known: KnownFacts,
): Promise<readonly LoadedHistory[]> => {
  const [members, standings, [journal], issued, days, acts, revisions, ...causes] = await readAll(database, [
    membersWithin(range),
    standingsWithin(range),
    journalWithin(range),
    issuedWithin(range),
    daysOfStale({ ...range, asOf }),
    listStaleTierActs({ ...range, asOf }),
    known.revisions.later,
    ...causeStatements(range),
  ])
  known.revisions.add(revisions)
  const causeOf = causesOf(causes, known)
  const eventsById = eventsOf(journal!, causeOf)
  const issuedById = new Map(issued.map(({ memberId, ...given }) => [memberId, given]))
  const daysOf = grouped(days, row => row.memberId)
  const actsOf = grouped(acts, row => row.memberId)
  const standingById = new Map(standings.map(standing => [standing.memberId, standing]))
  return members.map(({ id, registeredOn, registeredAt }) => {
    const events = eventsById.get(id) ?? []
    return {
      id,
      history: { registeredOn, registeredAt, events },
      purchases: events.reduce((count, event) => count + (event.kind === 'purchase' ? 1 : 0), 0),
      issued: issuedById.get(id) ?? { points: 0, memberCash: 0 },
      standing: standingById.get(id),
      stale: { activity: daysOf(id), acts: actsOf(id) },
    }
  })
}
