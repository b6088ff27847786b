import type { z } from '@hono/zod-openapi'
import { formatInstant, type Instant } from '@laurel/core'
import { findWebhook, listDeadDeliveries, listWaitingDeliveries, putDelivery, type DeliveryRow } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore } from '../../platform/enter-program.ts'
import { decodeEventId, encodeEventId, typeCode, typeOf } from '../../platform/events/event-id.ts'
import { findEvent } from '../../platform/events/read-events.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { Problem } from '../../platform/problem.ts'
import type { PostError } from '../../platform/webhooks/post-event.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { deliveryView, resentView } from './webhooks.schemas.ts'

type DeliveryView = z.output<typeof deliveryView>
type ResentView = z.output<typeof resentView>

const render = (row: DeliveryRow, timeZone: string): DeliveryView => {
  const type = typeOf(row.type) ?? 'webhook.test'
  const at = (instant: Instant | null) => (instant === null ? null : formatInstant(instant, timeZone))
  return {
    eventId: encodeEventId(row.eventId, type),
    type,
    memberId: row.memberId === null ? null : encodeId('mem', row.memberId),
    state: row.deadAt === null ? 'waiting' : 'dead',
    attempts: row.attempts,
    status: row.status,
    error: row.error as PostError | null,
    firstAt: formatInstant(row.firstAt, timeZone),
    nextAt: at(row.nextAt),
    deadAt: at(row.deadAt),
  }
}

/** A page of the events that an endpoint has not taken, oldest first: those that wait, or those that were given up. */
export const listDeliveries = async (
  caller: Caller,
  id: string,
  query: { readonly state: DeliveryView['state']; readonly limit: number; readonly cursor?: string | undefined },
) => {
  const webhookId = decodeId('wh', id) ?? 0
  const [eventId, type] = readCursor(query.cursor, [0, 0])
  const list = query.state === 'dead' ? listDeadDeliveries : listWaitingDeliveries
  const { program, rows } = await enterProgram(caller, [
    findWebhook({ id: webhookId }),
    list({ webhookId, eventId: eventId!, type: type!, limit: query.limit + 1 }),
  ])
  requireStore(program, null)
  const [[webhook], deliveries] = rows
  if (!webhook) throw new Problem('not_found')
  return page(
    deliveries,
    query.limit,
    row => [row.eventId, row.type],
    row => render(row, program.timeline.timeZone),
  )
}

/** Has an event be sent to an endpoint once more, as if for the first time: one that was given up, or any other. */
export const resendEvent = (caller: Caller, id: string, eventId: string): Promise<Answer<ResentView>> => {
  const { deps } = caller
  const webhookId = decodeId('wh', id) ?? 0
  const named = decodeEventId(eventId)
  const result: ResentView = { webhookId: id, eventId }
  return writeOnce(caller, result, {
    load: [findWebhook({ id: webhookId })],
    decide: async (program, [[webhook]]) => {
      if (!webhook || !named) throw new Problem('not_found')
      requireStore(program, null)
      const event = await findEvent(program.database, program.timeline.timeZone, named)
      if (!event) throw new Problem('not_found')
      const now = deps.now()
      const row: DeliveryRow = {
        webhookId,
        eventId: event.sourceId,
        type: typeCode(event.type),
        memberId: event.memberId,
        attempts: 0,
        nextAt: now,
        deadAt: null,
        firstAt: now,
        status: null,
        error: null,
      }
      return { statements: [putDelivery(row)], members: [], resource: eventId, result }
    },
    replay: async () => result,
    // Asked for twice is asked for once.
    stands: async () => false,
  })
}
