import { eventTypes, type EventType } from '@laurel/core'
import { decodeId, encodeId } from '../ids.ts'

/** A type's place in the list of core: what is kept of it. */
export const typeCode = (type: EventType): number => eventTypes.indexOf(type)

/** The type that is kept as a number; null where this version knows none. */
export const typeOf = (code: number): EventType | null => eventTypes[code] ?? null

/** What an event is told by: the id of what it tells of, and its type. The same fact has the same id for ever. */
export const encodeEventId = (id: number, type: EventType): string =>
  `${encodeId('evt', id)}_${String(typeCode(type)).padStart(2, '0')}`

/** What an event's id names; null where it is none. */
export const decodeEventId = (text: string): { readonly id: number; readonly type: EventType } | null => {
  const [, source = '', code = ''] = /^(evt_[0-9a-z]{11})_(\d{2,3})$/.exec(text) ?? []
  const [id, type] = [decodeId('evt', source), typeOf(Number(code))]
  return id === null || type === null || encodeEventId(id, type) !== text ? null : { id, type }
}
