import type { Instant } from '@laurel/core'
import {
  putDelivery,
  putWebhook,
  releaseNext,
  removeDelivery,
  type Database,
  type DeliveryRow,
  type Statement,
  type WebhookRow,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { encodeEventId, typeCode } from '../events/event-id.ts'
import type { ToldEvent } from '../events/told-event.ts'
import { encodeId } from '../ids.ts'
import { isDelivered } from './endpoint.ts'
import type { PostOutcome } from './post-event.ts'
import { nextAttemptAt } from './retry-schedule.ts'
import type { Sent } from './send-chains.ts'

/** An event to be sent: for the first time, or again with what is kept of it. */
export interface Tried {
  readonly event: ToldEvent
  readonly kept: DeliveryRow | null
}

const GONE = 410

const answerOf = (outcome: PostOutcome): string => (outcome.status === null ? outcome.error : String(outcome.status))

/** What is kept of an event that was not taken. */
const keptAfter = (
  deps: Deps,
  { id: webhookId }: WebhookRow,
  { of: { event, kept }, outcome }: Sent<Tried>,
  now: Instant,
): DeliveryRow => {
  const attempts = (kept?.attempts ?? 0) + (outcome ? 1 : 0)
  const retryAfterMs = outcome && outcome.status !== null ? outcome.retryAfterMs : null
  const nextAt = outcome ? nextAttemptAt(deps.randomBytes, now, attempts, retryAfterMs) : null
  return {
    webhookId,
    eventId: event.sourceId,
    type: typeCode(event.type),
    memberId: event.memberId,
    attempts,
    nextAt,
    deadAt: outcome && nextAt === null ? now : null,
    firstAt: kept?.firstAt ?? now,
    status: outcome?.status ?? null,
    error: outcome?.status === null ? outcome.error : null,
  }
}

/** The endpoint after an attempt: how long it has been failing, and whether it is to be left alone. */
const endpointAfter = (row: WebhookRow, outcome: PostOutcome, kept: DeliveryRow | null, now: Instant): WebhookRow => {
  if (isDelivered(outcome)) return { ...row, failures: 0, failingSince: null, deliveredAt: now }
  const failingSince = row.failingSince ?? now
  const tookNothing = kept !== null && kept.deadAt !== null && failingSince <= kept.firstAt
  const disabledBecause = outcome.status === GONE ? 'gone' : tookNothing ? 'failing' : row.disabledBecause
  return {
    ...row,
    failures: row.failures + 1,
    failingSince,
    disabledBecause,
    enabled: row.enabled && disabledBecause === null,
  }
}

/**
 * Keeps what came of sending, with the endpoint moved on. Rejects with ConstraintFailed where the endpoint was changed
 * meanwhile: then it is as if nothing had been sent, and it is sent again under the same ids.
 */
export const recordDeliveries = async (
  deps: Deps,
  program: { readonly id: string; readonly database: Database },
  before: WebhookRow,
  sent: readonly Sent<Tried>[],
  cursor: number,
): Promise<WebhookRow> => {
  const now = deps.now()
  let row: WebhookRow = { ...before, cursor, revision: before.revision + 1 }
  const statements: Statement[] = []
  const entries: Parameters<Deps['deliveryLog']>[0][] = []
  for (const one of sent) {
    const { event, kept } = one.of
    const isDone = one.outcome !== null && isDelivered(one.outcome)
    const after = isDone ? null : keptAfter(deps, before, one, now)
    if (after) statements.push(putDelivery(after))
    else if (kept) statements.push(removeDelivery(kept))
    if (one.outcome) {
      row = endpointAfter(row, one.outcome, after, now)
      entries.push({
        programId: program.id,
        webhookId: encodeId('wh', row.id),
        eventId: encodeEventId(event.sourceId, event.type),
        outcome: isDone ? 'delivered' : after?.deadAt === null ? 'failed' : 'dead',
        answer: answerOf(one.outcome),
      })
    }
    // Those of the member that waited for this one.
    if (kept && event.memberId !== null && (isDone || after?.deadAt !== null))
      statements.push(releaseNext({ webhookId: row.id, memberId: event.memberId, at: now }))
  }
  await program.database.commit([putWebhook(row), ...statements], [])
  for (const entry of entries) deps.deliveryLog(entry)
  return row
}
