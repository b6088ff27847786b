import type { DayActivity, HistoryEvent, KeptHistory, LotUnit, TierAct } from '@laurel/core'
import type { Database } from '../database.ts'
import { accountCode, unitOf } from '../ledger/ledger-codes.ts'
import { readAll, type RowOf } from '../statement.ts'
import { listStaleTierActs } from '../tiers/tier-acts.repository.ts'
import { grouped } from '../verify/grouped.ts'
import { causesOf, causeStatements, type KnownFacts } from './kept-causes.ts'
import { daysOfStale, issuedWithin, standingsWithin, transactionsWithin, type MemberRange } from './replay.queries.ts'

/** A member as the books have one, with the whole life that led there. */
export interface LoadedHistory {
  readonly id: number
  readonly history: KeptHistory
  readonly purchases: number
  /** What the program's issuance has given, less what came back to it. */
  readonly issued: Readonly<Record<LotUnit, number>>
  readonly standing: RowOf<typeof standingsWithin>
  /** What the tier is to be decided by where the kept one is older than a day that may have changed it; else nothing. */
  readonly stale: { readonly activity: readonly DayActivity[]; readonly acts: readonly TierAct[] }
}

const eventsOf = (
  journal: readonly RowOf<typeof transactionsWithin>[],
  causeOf: ReturnType<typeof causesOf>,
): readonly HistoryEvent[] =>
  journal.flatMap(({ id, seq, recordedAt, rulesVersion, occurredAt, causeId }) => {
    const cause = causeOf(id, occurredAt)
    if (cause) return [{ id, seq, recordedAt, rulesVersion, ...cause }]
    if (causeId === null) throw new Error(`transaction ${id} has no cause that a replay knows`)
    return []
  })

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
  const [members, transactions, issued, days, acts, revisions, ...causes] = await readAll(database, [
    standingsWithin(range),
    transactionsWithin(range),
    issuedWithin({ ...range, issuance: accountCode('program:issuance') }),
    daysOfStale({ ...range, asOf }),
    listStaleTierActs({ ...range, asOf }),
    known.revisions.later,
    ...causeStatements(range),
  ])
  known.revisions.add(revisions)
  const causeOf = causesOf(causes, known)
  const journalOf = grouped(transactions, row => row.memberId)
  const issuedOf = grouped(issued, row => row.memberId)
  const daysOf = grouped(days, row => row.memberId)
  const actsOf = grouped(acts, row => row.memberId)
  return members.map(standing => {
    const { id, registeredOn, registeredAt } = standing
    const events = eventsOf(journalOf(id), causeOf)
    const given = { points: 0, memberCash: 0 }
    for (const { unit, amount } of issuedOf(id)) given[unitOf(unit) as LotUnit] = amount
    return {
      id,
      history: { registeredOn, registeredAt, events },
      purchases: events.reduce((count, event) => count + (event.kind === 'purchase' ? 1 : 0), 0),
      issued: given,
      standing,
      stale: { activity: daysOf(id), acts: actsOf(id) },
    }
  })
}
