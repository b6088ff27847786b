import { findWebhook, removeDeliveries, removeWebhook } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce } from '../../platform/write.ts'
import { renderWebhook, type WebhookView } from './webhook-view.ts'

/** Forgets an endpoint and what waits for it. What is on its way to it meanwhile may still arrive. */
export const deleteWebhook = async (caller: Caller, id: string): Promise<WebhookView> => {
  const webhookId = decodeId('wh', id) ?? 0
  const record = auditing(caller.deps)
  let forgotten: WebhookView | null = null
  const { result } = await writeOnce(caller, id, {
    load: [findWebhook({ id: webhookId })],
    decide: (program, [[row]]) => {
      requireStore(program, null)
      // It was cut off, and stood.
      if (!row && forgotten) return { statements: [], resource: id, result: forgotten }
      if (!row) throw new Problem('not_found')
      forgotten = renderWebhook(row, program.timeline.timeZone)
      return {
        statements: [
          removeDeliveries({ webhookId }),
          removeWebhook({ id: webhookId }),
          record(program, program.actor, 'webhookDeleted', id),
        ],
        members: [],
        resource: id,
        result: forgotten,
      }
    },
  })
  return result
}
