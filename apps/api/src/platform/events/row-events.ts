import { encodeId, type IdPrefix } from '@laurel/core'
import type { EventRow } from '@laurel/db'
import { typeOf } from './event-id.ts'
import type { EventValue, ToldEvent } from './told-event.ts'

/** The ids that triggers keep as the numbers that they find. */
const PREFIXES: Readonly<Record<string, IdPrefix>> = {
  benefitUseId: 'use',
  couponId: 'cpn',
  redemptionId: 'red',
  segmentId: 'seg',
  from: 'mem',
  noteId: 'note',
  messageId: 'msg',
  campaignId: 'cmp',
  importId: 'imp',
}

const shown = (name: string, value: EventValue): EventValue => {
  const prefix = PREFIXES[name]
  return prefix !== undefined && typeof value === 'number' ? encodeId(prefix, value) : value
}

/** The event that a row tells; none where a later version has written a type that this one does not know. */
export const rowEvents = ({ id, type: code, memberId, at, detail }: EventRow): readonly ToldEvent[] => {
  const type = typeOf(code)
  if (type === null) return []
  const kept = Object.entries(detail === null ? {} : (JSON.parse(detail) as Record<string, EventValue>))
  const data = Object.fromEntries(kept.map(([name, value]) => [name, shown(name, value)]))
  return [{ sourceId: id, type, memberId, at, data }]
}
