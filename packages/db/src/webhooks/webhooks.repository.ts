import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  isNotNull,
  isNull,
  lt,
  lte,
  sql,
  type InferSelectModel,
} from 'drizzle-orm'
import { $, builder, insertInto, raw, select, write } from '../statement.ts'
import { webhookDeliveries, webhooks } from './webhooks.tables.ts'

export type WebhookRow = InferSelectModel<typeof webhooks>
export type DeliveryRow = InferSelectModel<typeof webhookDeliveries>

const webhook = getTableColumns(webhooks)
const delivery = getTableColumns(webhookDeliveries)

export const addWebhook = insertInto(webhooks)

export const findWebhook = select<{ id: number }>()(webhook, f =>
  builder
    .select(f)
    .from(webhooks)
    .where(eq(webhooks.id, $('id'))),
)

/** A page of endpoints, newest first. */
export const listWebhooks = select<{ beforeId: number; limit: number }>()(webhook, f =>
  builder
    .select(f)
    .from(webhooks)
    .where(lt(webhooks.id, $('beforeId')))
    .orderBy(desc(webhooks.id))
    .limit($('limit')),
)

export const countWebhooks = select<Record<string, never>>()({ count: sql<number>`count(*)`.as('count') }, f =>
  builder.select(f).from(webhooks),
)

/** Changes an endpoint; a trigger refuses what was decided on an older revision. */
export const putWebhook = write<WebhookRow>(
  builder
    .update(webhooks)
    .set({
      url: $('url'),
      description: $('description'),
      types: $('types'),
      enabled: $('enabled'),
      disabledBecause: $('disabledBecause'),
      wrappedKey: $('wrappedKey'),
      secret: $('secret'),
      previousSecret: $('previousSecret'),
      previousUntil: $('previousUntil'),
      cursor: $('cursor'),
      failures: $('failures'),
      failingSince: $('failingSince'),
      deliveredAt: $('deliveredAt'),
      revision: $('revision'),
    } as never)
    .where(eq(webhooks.id, $('id'))),
)

export const removeWebhook = write<{ id: number }>(builder.delete(webhooks).where(eq(webhooks.id, $('id'))))

/** Forgets what waits for an endpoint. */
export const removeDeliveries = write<{ webhookId: number }>(
  builder.delete(webhookDeliveries).where(eq(webhookDeliveries.webhookId, $('webhookId'))),
)

/** Keeps an event that an endpoint has not taken; what is kept of it already is replaced. */
export const putDelivery = write<DeliveryRow>(
  raw(sql`INSERT INTO ${webhookDeliveries}
    (webhook_id, event_id, type, member_id, attempts, next_at, dead_at, first_at, status, error)
    VALUES (${$('webhookId')}, ${$('eventId')}, ${$('type')}, ${$('memberId')}, ${$('attempts')}, ${$('nextAt')},
      ${$('deadAt')}, ${$('firstAt')}, ${$('status')}, ${$('error')})
    ON CONFLICT (webhook_id, event_id, type) DO UPDATE SET attempts = excluded.attempts, next_at = excluded.next_at,
      dead_at = excluded.dead_at, first_at = excluded.first_at, status = excluded.status, error = excluded.error`),
)

const ofEvent = and(
  eq(webhookDeliveries.webhookId, $('webhookId')),
  eq(webhookDeliveries.eventId, $('eventId')),
  eq(webhookDeliveries.type, $('type')),
)

export const findDelivery = select<Pick<DeliveryRow, 'webhookId' | 'eventId' | 'type'>>()(delivery, f =>
  builder.select(f).from(webhookDeliveries).where(ofEvent),
)

/** Forgets an event that an endpoint has taken. */
export const removeDelivery = write<Pick<DeliveryRow, 'webhookId' | 'eventId' | 'type'>>(
  builder.delete(webhookDeliveries).where(ofEvent),
)

/** Has the first event of a member that waited for another one be tried, unless one is being tried. */
export const releaseNext = write<{ webhookId: number; memberId: number; at: number }>(
  raw(sql`UPDATE ${webhookDeliveries} SET next_at = ${$('at')}
    WHERE webhook_id = ${$('webhookId')} AND (event_id, type) = (
      SELECT event_id, type FROM ${webhookDeliveries}
      WHERE webhook_id = ${$('webhookId')} AND member_id = ${$('memberId')} AND dead_at IS NULL
      ORDER BY event_id, type LIMIT 1)
    AND next_at IS NULL`),
)

/** What is due to be tried again, longest due first. */
export const listDueDeliveries = select<{ webhookId: number; now: number; limit: number }>()(delivery, f =>
  builder
    .select(f)
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.webhookId, $('webhookId')),
        isNotNull(webhookDeliveries.nextAt),
        lte(webhookDeliveries.nextAt, $('now')),
      ),
    )
    .orderBy(asc(webhookDeliveries.nextAt), asc(webhookDeliveries.eventId))
    .limit($('limit')),
)

/** Has what is to be tried again be tried now. */
export const hastenDeliveries = write<{ webhookId: number; now: number }>(
  builder
    .update(webhookDeliveries)
    .set({ nextAt: $('now') } as never)
    .where(and(eq(webhookDeliveries.webhookId, $('webhookId')), gt(webhookDeliveries.nextAt, $('now')))),
)

/** Which of some members have an event that waits for an endpoint; `memberIds` is a JSON array. */
export const listWaitingMembers = select<{ webhookId: number; memberIds: string }>()(
  { memberId: webhookDeliveries.memberId },
  f =>
    builder
      .selectDistinct(f)
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.webhookId, $('webhookId')),
          isNull(webhookDeliveries.deadAt),
          sql`${webhookDeliveries.memberId} IN (SELECT value FROM json_each(${$('memberIds')}))`,
        ),
      ),
)

interface Page {
  readonly [name: string]: unknown
  readonly webhookId: number
  readonly eventId: number
  readonly type: number
  readonly limit: number
}

const pageOf = (isDead: boolean) =>
  select<Page>()(delivery, f =>
    builder
      .select(f)
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.webhookId, $('webhookId')),
          isDead ? isNotNull(webhookDeliveries.deadAt) : isNull(webhookDeliveries.deadAt),
          sql`(${webhookDeliveries.eventId}, ${webhookDeliveries.type}) > (${$('eventId')}, ${$('type')})`,
        ),
      )
      .orderBy(asc(webhookDeliveries.eventId), asc(webhookDeliveries.type))
      .limit($('limit')),
  )

/** A page of what waits for an endpoint, oldest event first. */
export const listWaitingDeliveries = pageOf(false)
/** A page of what was given up, oldest event first. */
export const listDeadDeliveries = pageOf(true)

/** How many events were given up over all endpoints, and since when the oldest waits of those that are enabled. */
export const findDeliveryBacklog = select<Record<string, never>>()(
  { dead: sql<number>`dead`, waitsSince: sql<number | null>`waits_since` },
  () =>
    raw(sql`SELECT count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead,
      min(first_at) FILTER (WHERE dead_at IS NULL AND webhook_id IN (SELECT id FROM ${webhooks} WHERE enabled = 1)) AS waits_since
    FROM ${webhookDeliveries}`),
)

/** Endpoints in the order in which they were made, from after one. */
export const listEveryWebhook = select<{ after: number; limit: number }>()(webhook, f =>
  builder
    .select(f)
    .from(webhooks)
    .where(gt(webhooks.id, $('after')))
    .orderBy(asc(webhooks.id))
    .limit($('limit')),
)
