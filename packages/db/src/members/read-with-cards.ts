import { asc, eq, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { merges } from '../persons/persons.tables.ts'
import { $, builder, readAll, select, type Bound, type RowOf } from '../statement.ts'
import type { MemberRange } from './member-range.ts'
import { members } from './members.tables.ts'

/** The merges into the members of a range, and into cards that were merged into those: oldest first. */
export const mergesWithin = select<MemberRange>()(
  {
    id: merges.id,
    fromId: merges.fromId,
    intoId: merges.intoId,
    fromTransactionId: merges.fromTransactionId,
    /** Whose card the merged one is by now. */
    ownerId: sql<number>`${members.mergedInto}`.as('owner_id'),
    placeOffset: members.placeOffset,
    /** When the survivor had been registered by then, and the merged card. */
    registeredOn: merges.registeredOn,
    fromRegisteredOn: sql<number>`${members.registeredOn}`.as('from_registered_on'),
  },
  f =>
    builder
      .select(f)
      .from(members)
      .innerJoin(merges, eq(merges.fromId, members.id))
      .where(sql`${members.mergedInto} > ${$('after')} AND ${members.mergedInto} <= ${$('last')}`)
      .orderBy(asc(merges.id)),
)
export type MergeRow = RowOf<typeof mergesWithin>

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/** So often it is looked again whose cards there are: members merge while they are read. */
const LOOKS = 8

/**
 * What is kept of the members of a range, and of each card from beyond it that was merged into one of them, on one
 * snapshot: `cards` by id. Most ranges have no such card, and take one read.
 */
export const readWithCards = async <
  const Own extends readonly Bound<unknown>[],
  const OfCard extends readonly Bound<unknown>[],
>(
  database: Database,
  range: MemberRange,
  own: Own,
  ofCard: (card: MemberRange) => OfCard,
): Promise<{
  readonly own: Rows<Own>
  readonly merges: readonly MergeRow[]
  readonly cards: ReadonlyMap<number, Rows<OfCard>>
}> => {
  let known: readonly number[] = []
  for (let look = 0; look < LOOKS; look++) {
    const parts = known.map(card => ofCard({ after: card - 1, last: card }))
    const read = await readAll(database, [mergesWithin(range), ...own, ...parts.flat()] as readonly Bound<unknown>[])
    const [found, ...rows] = read as unknown as [readonly MergeRow[], ...(readonly unknown[])[]]
    const cards = found.flatMap(({ fromId }) => (fromId > range.after && fromId <= range.last ? [] : [fromId]))
    if (cards.join() === known.join()) {
      let at = own.length
      return {
        own: rows.slice(0, at) as unknown as Rows<Own>,
        merges: found,
        cards: new Map(
          parts.map((part, i) => [known[i]!, rows.slice(at, (at += part.length)) as unknown as Rows<OfCard>]),
        ),
      }
    }
    known = cards
  }
  throw new Error('members merge faster than they can be read')
}
