import { z } from '@hono/zod-openapi'
import { eventTypes, type EventType } from '@laurel/core'
import { causes } from '../../platform/because.ts'
import { listQuery } from '../../platform/lists.ts'

const memberId = z.string()
const occurredAt = z.string().openapi({ format: 'date-time' })
const minor = z.int().openapi({ description: 'Minor units of the program’s currency' })

/** What happened to a balance, and why. */
const balance = z.object({
  memberId,
  transactionId: z.string(),
  amount: z.int().openapi({ description: 'Points, or minor units; below zero only for an adjustment downwards' }),
  occurredAt,
  because: z.object({ cause: z.enum(causes), id: z.string() }),
})
const member = z.object({ memberId })
const redemption = z.object({ memberId, redemptionId: z.string() })
const benefit = z.object({ memberId, benefitUseId: z.string() })
const segment = z.object({ memberId, segmentId: z.string() })
const message = z.object({ memberId, messageId: z.string(), campaignId: z.string() })
const imported = z.object({ importId: z.string() })
const coupons = z.object({ memberId, couponIds: z.array(z.string()), purchaseId: z.string() })

/** What each event carries: ids and figures. Who a member is the receiver asks, and is not told once they are erased. */
export const eventData = {
  'member.created': member,
  'member.updated': member,
  'member.erased': member,
  'member.merged': member.extend({ from: z.string() }),
  'member.tierChanged': member.extend({ before: z.string().nullable(), after: z.string().nullable() }),
  'consent.changed': member.extend({ channel: z.string(), purpose: z.string(), granted: z.boolean() }),
  'purchase.recorded': z.object({ memberId, purchaseId: z.string(), store: z.string(), total: minor, occurredAt }),
  'purchase.returned': z.object({ memberId, returnId: z.string(), purchaseId: z.string(), occurredAt }),
  'topup.made': z.object({ memberId, topUpId: z.string(), plan: z.string(), paid: minor }),
  'topup.reversed': z.object({ memberId, topUpId: z.string() }),
  'redemption.reserved': redemption.extend({ reward: z.string(), quantity: z.int() }),
  'redemption.collected': redemption,
  'redemption.cancelled': redemption,
  'redemption.lapsed': redemption,
  'coupon.given': z.object({ memberId, couponId: z.string(), coupon: z.string(), because: z.string() }),
  'coupon.used': coupons,
  'coupon.givenBack': coupons.extend({ returnId: z.string() }),
  'coupon.withdrawn': z.object({ memberId, couponId: z.string() }),
  'benefit.used': benefit.extend({ benefit: z.string() }),
  'benefit.undone': benefit,
  'segment.entered': segment,
  'segment.left': segment,
  'points.earned': balance,
  'points.reversed': balance,
  'points.spent': balance,
  'points.refunded': balance,
  'points.expired': balance,
  'points.restored': balance,
  'points.adjusted': balance,
  'memberCash.earned': balance,
  'memberCash.reversed': balance,
  'memberCash.spent': balance,
  'memberCash.refunded': balance,
  'memberCash.expired': balance,
  'memberCash.restored': balance,
  'memberCash.adjusted': balance,
  'prepaid.added': balance,
  'prepaid.spent': balance,
  'prepaid.refunded': balance,
  'prepaid.paidOut': balance,
  'prepaid.adjusted': balance,
  'webhook.test': z.object({ webhookId: z.string() }),
  'note.added': member.extend({ noteId: z.string() }),
  'message.sent': message,
  'message.failed': message,
  'task.done': message.extend({ outcome: z.enum(['reached', 'not_reached', 'declined']) }),
  'import.done': imported.extend({ kind: z.string(), status: z.enum(['done', 'cancelled', 'failed']) }),
  'import.undone': imported.extend({ status: z.enum(['undone', 'partlyUndone']) }),
  'rules.published': z.object({ version: z.int() }),
} as const satisfies Record<EventType, z.ZodObject>

/** What each event says, in a line. */
export const eventMeanings = {
  'member.created': 'A member was registered',
  'member.updated': 'What is known of a member was changed',
  'member.erased': 'A person was erased: delete what you hold of them',
  'member.merged': 'Two cards of one person became one: `from` is the one that is gone',
  'member.tierChanged': 'A member rose, fell, or lost or got a card, by whatever',
  'consent.changed': 'A member agreed to a channel and purpose, or no longer does',
  'purchase.recorded': 'A receipt was recorded',
  'purchase.returned': 'Goods of a receipt came back, or its import was undone',
  'topup.made': 'A member topped up',
  'topup.reversed': 'A top-up was reversed',
  'redemption.reserved': 'A gift was put aside for a member',
  'redemption.collected': 'A gift was handed over',
  'redemption.cancelled': 'A reservation was cancelled',
  'redemption.lapsed': 'A reservation was not collected in time',
  'coupon.given': 'A member was given a coupon',
  'coupon.used': 'Coupons were used on a receipt',
  'coupon.givenBack': 'Coupons may be used again, since their receipt came back',
  'coupon.withdrawn': 'A coupon was taken back',
  'benefit.used': 'A benefit was used',
  'benefit.undone': 'The use of a benefit was taken back',
  'segment.entered': 'A member entered a segment',
  'segment.left': 'A member left a segment',
  'points.earned': 'Points were earned',
  'points.reversed': 'Points were taken back with what had earned them',
  'points.spent': 'Points were spent',
  'points.refunded': 'Points that were spent came back',
  'points.expired': 'Points expired',
  'points.restored': 'Points that had expired count again',
  'points.adjusted': 'Points were adjusted by hand',
  'memberCash.earned': 'Member cash was earned',
  'memberCash.reversed': 'Member cash was taken back with what had earned it',
  'memberCash.spent': 'Member cash was spent',
  'memberCash.refunded': 'Member cash that was spent came back',
  'memberCash.expired': 'Member cash expired',
  'memberCash.restored': 'Member cash that had expired counts again',
  'memberCash.adjusted': 'Member cash was adjusted by hand',
  'prepaid.added': 'Prepaid money was paid in',
  'prepaid.spent': 'Prepaid money was spent',
  'prepaid.refunded': 'Prepaid money that was spent came back',
  'prepaid.paidOut': 'Prepaid money was paid back to the member',
  'prepaid.adjusted': 'Prepaid money was adjusted by hand',
  'webhook.test': 'Somebody tries an endpoint out; nothing has happened',
  'note.added': 'Somebody of the shop wrote a note about a member',
  'message.sent': 'A carrier has taken a message of a campaign',
  'message.failed': 'A message of a campaign was given up',
  'task.done': 'An associate has called, written or visited, with what came of it',
  'import.done': 'A file was brought in to its end, cancelled, or given up',
  'import.undone': 'An import was undone, but for what others rest on',
  'rules.published': 'A version of the rules was published',
} as const satisfies Record<EventType, string>

const common = {
  id: z.string().openapi({ description: 'The same for ever: where it comes twice, do it once' }),
  programId: z.string(),
  timestamp: z.string().openapi({ format: 'date-time', description: 'When it was recorded, by the program’s clock' }),
}

/** An event of a type, as it is sent and shown. */
export const eventOf = (type: EventType) => z.object({ ...common, type: z.literal(type), data: eventData[type] })

export const eventView = z
  .object({
    ...common,
    type: z.enum(eventTypes),
    data: z
      .record(z.string(), z.unknown())
      .openapi({ description: 'Ids and figures, by type: `webhooks` of this document has each' }),
  })
  .openapi('Event')

export const eventsQuery = listQuery.extend({
  type: z.enum(eventTypes).optional(),
  after: z.string().max(64).optional().openapi({ description: 'The id of the last event that you know' }),
})
