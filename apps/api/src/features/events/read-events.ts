import type { EventType } from '@laurel/core'
import { findEventMark } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore } from '../../platform/enter-program.ts'
import { decodeEventId, typeCode } from '../../platform/events/event-id.ts'
import { findEvent, readEvents } from '../../platform/events/read-events.ts'
import { settleEvents } from '../../platform/events/settle-events.ts'
import { eventView, type ToldEvent } from '../../platform/events/told-event.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'

interface EventsQuery {
  readonly type?: EventType | undefined
  readonly after?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** So many transactions are looked at for one page: one without a match ends there, and says where to go on. */
const LOOKED_AT = 500

const startOf = ({ cursor, after }: EventsQuery): readonly number[] => {
  if (cursor !== undefined || after === undefined) return readCursor(cursor, [0, 0])
  const named = decodeEventId(after)
  if (!named) throw new Problem('malformed_request', { errors: [{ path: 'after', message: 'is no event’s id' }] })
  return [named.id, typeCode(named.type)]
}

/** A page of what happened, oldest first. What it has passed stays as it was told: nothing comes in before it. */
export const listProgramEvents = async (caller: Caller, query: EventsQuery) => {
  const [afterId, afterType] = startOf(query) as readonly [number, number]
  const { program, rows } = await enterProgram(caller, [findEventMark({})])
  requireStore(program, null)
  const [[mark]] = rows
  const through = await settleEvents(caller.deps, program.database, mark!)
  // The last one passed may have been followed by others of the same transaction.
  const range = { after: Math.max(0, afterId - 1), through, limit: LOOKED_AT }
  const { timeline, database } = program
  const read = await readEvents(database, timeline.timeZone, range)
  const isNext = ({ sourceId, type }: ToldEvent) =>
    (sourceId > afterId || typeCode(type) > afterType) && (query.type === undefined || query.type === type)
  const found = read.events.filter(isNext)
  const shown = page(
    found,
    query.limit,
    ({ sourceId, type }) => [sourceId, typeCode(type)],
    event => eventView(event, program),
  )
  if (shown.nextCursor !== null || read.through >= through) return shown
  return { ...shown, nextCursor: `${read.through.toString(36)}.${Number.MAX_SAFE_INTEGER.toString(36)}` }
}

/** An event by its id. */
export const getEvent = async (caller: Caller, id: string) => {
  const { program } = await enterProgram(caller, [])
  requireStore(program, null)
  const named = decodeEventId(id)
  const event = named && (await findEvent(program.database, program.timeline.timeZone, named))
  if (!event) throw new Problem('not_found')
  return eventView(event, program)
}
