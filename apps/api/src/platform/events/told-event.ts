import { formatInstant, type EventType, type Instant } from '@laurel/core'
import { encodeId } from '../ids.ts'
import { encodeEventId } from './event-id.ts'

/** What an event says under a name. */
export type EventValue = string | number | boolean | null | string[] | { cause: string; id: string }

/** A fact as it is told: ids and figures, and nothing that a person could be known by. */
export interface ToldEvent {
  /** The id of what it tells of: its place among all. */
  readonly sourceId: number
  readonly type: EventType
  readonly memberId: number | null
  readonly at: Instant
  readonly data: Readonly<Record<string, EventValue>>
}

/** An event on the wire, the same whenever it is asked for or sent. */
export const eventView = (
  { sourceId, type, memberId, at, data }: ToldEvent,
  program: { readonly id: string; readonly timeline: { readonly timeZone: string } },
) => ({
  id: encodeEventId(sourceId, type),
  type,
  programId: program.id,
  timestamp: formatInstant(at, program.timeline.timeZone),
  data: memberId === null ? data : { memberId: encodeId('mem', memberId), ...data },
})
