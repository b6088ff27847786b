import type { DayActivity, HistoryEvent, KeptHistory, LotUnit, TierAct } from '@laurel/core'
import type { Database } from '../database.ts'
import type { Bound, RowOf } from '../statement.ts'
import { listStaleTierActs } from '../tiers/tier-acts.repository.ts'
import { grouped } from '../verify/grouped.ts'
import { causesOf, causeStatements, type KnownFacts } from './kept-causes.ts'
import type { MemberRange } from '../members/member-range.ts'
import { readWithCards, type MergeRow } from '../members/read-with-cards.ts'
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

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/** What a card's life is made of, whoever's card it is by now. */
const cardStatements = (range: MemberRange) =>
  [membersWithin(range), journalWithin(range), issuedWithin(range), ...causeStatements(range)] as const

type CardRows = Rows<ReturnType<typeof cardStatements>>

/** Columns one after another; rows likewise. */
const laidTogether = <R>(parts: readonly (readonly R[])[]): readonly R[] => {
  const rows = parts.flat()
  const [first, ...others] = rows as readonly Readonly<Record<string, unknown>>[]
  const isColumns = first !== undefined && Object.values(first).every(value => Array.isArray(value))
  if (!isColumns || others.length === 0) return rows
  const columns = Object.keys(first).map(name => [name, [first, ...others].flatMap(part => part[name] as unknown[])])
  return [Object.fromEntries(columns) as R]
}

const together = (cards: readonly CardRows[]): CardRows =>
  cards[0]!.map((_, i) => laidTogether(cards.map(card => card[i] as readonly unknown[]))) as unknown as CardRows

/** What happened on each card, in the order of its journal; on those that nobody asks for, nothing. */
const eventsOf = (
  journal: RowOf<typeof journalWithin>,
  causeOf: ReturnType<typeof causesOf>,
  merges: readonly MergeRow[],
  isAsked: (card: number) => boolean,
  historyOf: (card: number) => KeptHistory,
): ReadonlyMap<number, readonly HistoryEvent[]> => {
  const { id: ids, memberId, seq, recordedAt, occurredAt, rulesVersion, causeId, store, birthday, kind } = journal
  const mergeOf = new Map(merges.map(merge => [merge.id, merge]))
  // What a card gives up is no event of its own: it ends there.
  const givenUp = new Set(merges.map(merge => merge.fromTransactionId))
  const eventsById = new Map<number, HistoryEvent[]>()
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i]!
    if (!isAsked(memberId[i]!) || givenUp.has(id)) continue
    const merge = mergeOf.get(id)
    const recorded = { id, seq: seq[i]!, recordedAt: recordedAt[i]!, rulesVersion: rulesVersion[i]! }
    const add = (event: HistoryEvent) => {
      const events = eventsById.get(memberId[i]!)
      if (events) events.push(event)
      else eventsById.set(memberId[i]!, [event])
    }
    if (merge) {
      add({
        ...recorded,
        kind: 'merge',
        // The other card's events may come later in these rows.
        get from() {
          return historyOf(merge.fromId)
        },
      })
      continue
    }
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
    add({ ...recorded, ...cause })
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
  const { own, merges, cards } = await readWithCards(
    database,
    range,
    [
      standingsWithin(range),
      daysOfStale({ ...range, asOf }),
      listStaleTierActs({ ...range, asOf }),
      known.revisions.later,
      ...cardStatements(range),
    ],
    cardStatements,
  )
  const [standings, days, acts, revisions, ...ownCards] = own
  known.revisions.add(revisions)
  return historiesOf([ownCards, ...cards.values()], merges, known, { standings, days, acts })
}

/** The lives of a chunk's members, each with those of the cards that were merged into it. */
const historiesOf = (
  chunk: readonly CardRows[],
  merges: readonly MergeRow[],
  known: KnownFacts,
  {
    standings,
    days,
    acts,
  }: {
    readonly standings: readonly RowOf<typeof standingsWithin>[]
    readonly days: readonly RowOf<typeof daysOfStale>[]
    readonly acts: readonly (TierAct & { readonly memberId: number })[]
  },
): readonly LoadedHistory[] => {
  const [members] = chunk[0]!
  const [cards, [journal], issued, ...causes] = together(chunk)
  const owners = new Map(merges.map(({ fromId, ownerId }) => [fromId, ownerId]))
  const cardById = new Map(cards.map(card => [card.id, card]))
  const isAsked = (card: number) => cardById.get(card)?.mergedInto === null || owners.has(card)
  const causeOf = causesOf(causes, known)
  const historyOf = (id: number): KeptHistory => {
    const { registeredOn, registeredAt } = cardById.get(id)!
    return { registeredOn, registeredAt, events: eventsById.get(id) ?? [] }
  }
  const eventsById = eventsOf(journal!, causeOf, merges, isAsked, historyOf)
  const issuedBy = grouped(
    [...new Map(issued.map(row => [row.memberId, row])).values()],
    row => owners.get(row.memberId) ?? row.memberId,
  )
  const cardsBy = grouped([...owners.keys()], card => owners.get(card)!)
  const daysOf = grouped(days, row => row.memberId)
  const actsOf = grouped(acts, row => row.memberId)
  const standingById = new Map(standings.map(standing => [standing.memberId, standing]))
  const purchasesOf = (card: number): number =>
    (eventsById.get(card) ?? []).reduce((count, event) => count + (event.kind === 'purchase' ? 1 : 0), 0)
  return members
    .filter(({ mergedInto }) => mergedInto === null)
    .map(({ id }) => ({
      id,
      history: historyOf(id),
      purchases: [id, ...cardsBy(id)].reduce((count, card) => count + purchasesOf(card), 0),
      issued: issuedBy(id).reduce(
        (sum, given) => ({ points: sum.points + given.points, memberCash: sum.memberCash + given.memberCash }),
        { points: 0, memberCash: 0 },
      ),
      standing: standingById.get(id),
      stale: { activity: daysOf(id), acts: actsOf(id) },
    }))
}
