import type { EventType } from '@laurel/core'
import { listEvents, listToldTransactions, readAll, type Database } from '@laurel/db'
import { typeCode } from './event-id.ts'
import { rowEvents } from './row-events.ts'
import type { ToldEvent } from './told-event.ts'
import { transactionEvents } from './transaction-events.ts'

/** Events in their order, and how far they go. */
export interface ReadEvents {
  readonly events: readonly ToldEvent[]
  /** The id through which nothing was left out. */
  readonly through: number
}

/**
 * The events of at most so many transactions and as many other facts after an id, through another, by id and type:
 * derived from the journal, and from the rows that triggers wrote. No type is told by both.
 */
export const readEvents = async (
  database: Database,
  timeZone: string,
  range: { readonly after: number; readonly through: number; readonly limit: number },
): Promise<ReadEvents> => {
  const [rows, transactions] = await readAll(database, [listEvents({ ...range }), listToldTransactions(range)])
  const ends = [rows, transactions].map(part => (part.length < range.limit ? range.through : part.at(-1)!.id))
  const through = Math.min(...ends)
  return {
    events: [...rows.flatMap(rowEvents), ...transactions.flatMap(one => transactionEvents(one, timeZone))]
      .filter(({ sourceId }) => sourceId <= through)
      .toSorted((a, b) => a.sourceId - b.sourceId || typeCode(a.type) - typeCode(b.type)),
    through,
  }
}

/** One event by what its id names; undefined where there is none. */
export const findEvent = async (
  database: Database,
  timeZone: string,
  { id, type }: { readonly id: number; readonly type: EventType },
): Promise<ToldEvent | undefined> => {
  const { events } = await readEvents(database, timeZone, { after: id - 1, through: id, limit: 2 })
  return events.find(event => event.type === type)
}
