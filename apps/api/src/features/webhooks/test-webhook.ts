import { findWebhook } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore } from '../../platform/enter-program.ts'
import { encodeEventId } from '../../platform/events/event-id.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { isDelivered, sendTo } from '../../platform/webhooks/endpoint.ts'

/** Sends an endpoint an event of no consequence, signed as every other, and tells what it answered. Nothing is kept. */
export const testWebhook = async (caller: Caller, id: string) => {
  const { deps } = caller
  const { program, rows } = await enterProgram(caller, [findWebhook({ id: decodeId('wh', id) ?? 0 })])
  requireStore(program, null)
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  const send = await sendTo(deps, program, row)
  const sourceId = deps.ids.next()
  const outcome = await send({
    sourceId,
    type: 'webhook.test',
    memberId: null,
    at: program.now,
    data: { webhookId: id },
  })
  return {
    eventId: encodeEventId(sourceId, 'webhook.test'),
    delivered: isDelivered(outcome),
    status: outcome.status,
    error: outcome.status === null ? outcome.error : null,
  }
}
