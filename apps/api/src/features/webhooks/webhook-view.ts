import type { z } from '@hono/zod-openapi'
import { formatInstant, type EventType, type Instant } from '@laurel/core'
import type { WebhookRow } from '@laurel/db'
import { encodeId } from '../../platform/ids.ts'
import type { webhookView } from './webhooks.schemas.ts'

export type WebhookView = z.output<typeof webhookView>

/** An endpoint as clients see it, without its secret. Times are real, in the program's zone. */
export const renderWebhook = (row: WebhookRow, timeZone: string): WebhookView => {
  const at = (instant: Instant | null) => (instant === null ? null : formatInstant(instant, timeZone))
  return {
    id: encodeId('wh', row.id),
    url: row.url,
    description: row.description,
    types: row.types === null ? null : (JSON.parse(row.types) as EventType[]),
    enabled: row.enabled,
    disabledBecause: row.disabledBecause,
    createdAt: formatInstant(row.createdAt, timeZone),
    deliveredAt: at(row.deliveredAt),
    failingSince: at(row.failingSince),
    previousSecretUntil: at(row.previousUntil),
  }
}
