import { randomUUID } from 'node:crypto'
import type { TransactionKind } from '@laurel/core'

/** What clients do. */
export type Deed =
  | 'enrol'
  | 'buy'
  | 'spend'
  | 'bringBack'
  | 'topUp'
  | 'reverse'
  | 'refund'
  | 'redeem'
  | 'cancel'
  | 'collect'
  | 'adjust'
  | 'setTier'
  | 'merge'
  | 'erase'

/** The kinds of transaction that each deed posts to the journal: one, none, or of a merge one on either card. */
export const posts: Readonly<Record<Deed, readonly TransactionKind[]>> = {
  enrol: [],
  buy: ['earn'],
  spend: ['spend'],
  bringBack: ['return'],
  topUp: ['topup'],
  reverse: ['reverse'],
  refund: ['refund'],
  redeem: ['redeem'],
  cancel: ['reverse'],
  collect: [],
  adjust: ['adjust'],
  setTier: ['tier'],
  merge: ['transfer', 'transfer'],
  erase: ['expire'],
}

/** A request, and what it should do to the member's points and prepaid: the suite's own arithmetic. */
export interface Asking {
  readonly deed: Deed
  /** Null where it makes the member. */
  readonly memberId: string | null
  /** The card that a merge makes the member's. */
  readonly from: string | null
  readonly method: 'POST' | 'DELETE'
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  readonly idempotencyKey: string
  /** The till's own number, where it has one. */
  readonly externalId: string | null
  readonly points: number
  readonly prepaid: number
}

/** The preset that all is bought under, its plan, and the one gift there is. */
export const PRESET = 'boutique'
const PLAN = { code: 'topup-3000', prepaid: 3_000_00, points: 3_000 }
export const GIFT = { code: 'mug', name: { en: 'Mug' }, points: 50, stock: null }
export const NOW = '2026-03-10T23:00:00+08:00'
const AT = '2026-03-10T10:00:00+08:00'

const asking = (
  deed: Deed,
  memberId: string | null,
  path: string,
  body: Record<string, unknown>,
  more: Partial<Asking> = {},
): Asking => ({
  deed,
  memberId,
  from: null,
  method: 'POST',
  path,
  body,
  idempotencyKey: randomUUID(),
  externalId: null,
  points: 0,
  prepaid: 0,
  ...more,
})

export const enrol = (): Asking => {
  const externalId = randomUUID()
  return asking('enrol', null, '/v1/members', { externalId, name: '李雷' }, { externalId })
}

const receipt = (memberId: string, externalId: string, yuan: number, tender: string) => ({
  memberId,
  store: 'beijing-1',
  externalId,
  occurredAt: AT,
  lines: [{ sku: 'A1', quantity: 2, unitPrice: yuan * 100 }],
  tenders: [{ kind: tender, amount: 2 * yuan * 100 }],
})

/** Two of a thing for so many yuan each, in cash. */
export const buy = (memberId: string, yuan: number): Asking => {
  const externalId = randomUUID()
  const body = receipt(memberId, externalId, yuan, 'cash')
  return asking('buy', memberId, '/v1/purchases', body, { externalId, points: 2 * yuan })
}

/** The same, from what was topped up: it earns nothing. */
export const spend = (memberId: string, yuan: number): Asking => {
  const externalId = randomUUID()
  const body = receipt(memberId, externalId, yuan, 'prepaid')
  return asking('spend', memberId, '/v1/purchases', body, { externalId, prepaid: -2 * yuan * 100 })
}

/** One of the two things of a purchase that cost so many yuan each. */
export const bringBack = (memberId: string, purchaseId: string, yuan: number): Asking => {
  const externalId = randomUUID()
  const body = { lines: [{ index: 0, quantity: 1 }], externalId }
  return asking('bringBack', memberId, `/v1/purchases/${purchaseId}/returns`, body, { externalId, points: -yuan })
}

export const topUp = (memberId: string): Asking => {
  const externalId = randomUUID()
  const body = { memberId, plan: PLAN.code, tender: 'wechat', externalId }
  return asking('topUp', memberId, '/v1/topups', body, { externalId, points: PLAN.points, prepaid: PLAN.prepaid })
}

export const reverse = (memberId: string, topUpId: string): Asking =>
  asking('reverse', memberId, `/v1/topups/${topUpId}/reverse`, {}, { points: -PLAN.points, prepaid: -PLAN.prepaid })

export const refund = (memberId: string): Asking =>
  asking(
    'refund',
    memberId,
    `/v1/members/${memberId}/prepaidRefunds`,
    { amount: 100, tender: 'cash', reason: '退卡' },
    { prepaid: -100 },
  )

export const redeem = (memberId: string): Asking =>
  asking('redeem', memberId, '/v1/redemptions', { memberId, reward: GIFT.code }, { points: -GIFT.points })

export const cancel = (memberId: string, redemptionId: string): Asking =>
  asking('cancel', memberId, `/v1/redemptions/${redemptionId}/cancel`, {}, { points: GIFT.points })

export const collect = (memberId: string, redemptionId: string): Asking =>
  asking('collect', memberId, `/v1/redemptions/${redemptionId}/collect`, {})

export const adjust = (memberId: string): Asking =>
  asking(
    'adjust',
    memberId,
    `/v1/members/${memberId}/adjustments`,
    { unit: 'points', amount: 7, reason: '补分' },
    { points: 7 },
  )

export const setTier = (memberId: string): Asking =>
  asking('setTier', memberId, `/v1/members/${memberId}/tier`, { code: 'CLASS-90', reason: '店长批准' })

export const merge = (memberId: string, from: string): Asking =>
  asking('merge', memberId, `/v1/members/${memberId}/merge`, { from }, { from })

/** Whoever has this many points has none afterwards. */
export const erase = (memberId: string, points: number): Asking =>
  asking('erase', memberId, `/v1/members/${memberId}`, {}, { method: 'DELETE', points: -points })
