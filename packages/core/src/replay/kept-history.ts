import type { Day, Instant } from '../calendar/day.ts'
import type { Unit } from '../ledger/accounts.ts'
import type { Occurrence } from '../jobs/next-due.ts'
import type { Promotion } from '../promotions/promotion.ts'
import type { BrandSetting, LineFacts, Tender } from '../purchases/receipt.ts'
import type { ReturnedLine } from '../returns/decide-return.ts'
import type { RedemptionEnd } from '../rewards/end-redemption.ts'
import type { MovedInTier } from '../tiers/tier-acts.ts'

/** What everything in a member's journal has. */
interface Recorded {
  /** The transaction: lots are known by it. */
  readonly id: number
  /** Its place in the member's journal. */
  readonly seq: number
  /** The program's time when it was recorded: by it windows, expiries and lateness were judged. */
  readonly recordedAt: Instant
  /** The version that judged it. */
  readonly rulesVersion: number
}

/** A line of a kept receipt, with the facts it was judged by. */
export interface HistoryLine extends LineFacts {
  /** What its brand had set at the receipt's instant, null for nothing; left out where no draft bounds it otherwise. */
  readonly setting?: Pick<BrandSetting, 'multiplier' | 'contractRate'> | null
}

export interface HistoryPurchase extends Recorded {
  readonly kind: 'purchase'
  readonly occurredAt: Instant
  readonly store: string
  readonly birthday: boolean
  /** The promotions that looked at it: no draft changes what was on, only who may have it. */
  readonly promotions: readonly Promotion[]
  readonly lines: readonly HistoryLine[]
  readonly tenders: readonly Tender[]
  /** Whether it came from an old system, and moved nothing. */
  readonly isPast: boolean
}

export interface HistoryReturn extends Recorded {
  readonly kind: 'return'
  readonly purchaseId: number
  readonly occurredAt: Instant
  readonly lines: readonly ReturnedLine[]
}

export interface HistoryRedemption extends Recorded {
  readonly kind: 'redemption'
  readonly reward: string
  readonly pointsEach: number
  readonly quantity: number
  /** The tiers that may have it, the one it was given to included; null where every member may. */
  readonly tiers: readonly string[] | null
}

/** A reservation whose points came back. One that is collected moves nothing. */
export interface HistoryRedemptionEnd extends Recorded {
  readonly kind: 'redemptionEnd'
  readonly redemptionId: number
  readonly end: Exclude<RedemptionEnd, 'collected'>
  readonly occurredAt: Instant
}

export interface HistoryTopUp extends Recorded {
  readonly kind: 'topUp'
  readonly plan: string
  readonly prepaidMinor: number
  readonly points: number
}

export interface HistoryTopUpReversal extends Recorded {
  readonly kind: 'topUpReversal'
  readonly topUpId: number
}

export interface HistoryPrepaidRefund extends Recorded {
  readonly kind: 'prepaidRefund'
  readonly amountMinor: number
}

export interface HistoryAdjustment extends Recorded {
  readonly kind: 'adjustment'
  readonly unit: Unit
  readonly amount: number
}

/** What a member brought along from an old system. */
export interface HistoryOpening extends Recorded {
  readonly kind: 'opening'
  readonly unit: Unit
  /** Below zero for a debt. */
  readonly amount: number
  readonly expiresOn: Day | null
}

/** What a file had brought was taken back: a balance, or a tier. */
export interface HistoryImportUndo extends Recorded {
  readonly kind: 'importUndo'
  /** The transaction that had brought it. */
  readonly madeId: number
}

export interface HistoryTierSet extends Recorded {
  readonly kind: 'tierSet'
  readonly tier: string | null
  readonly through: Day | null
  readonly movedIn: MovedInTier | null
}

export interface HistoryJob extends Recorded {
  readonly kind: 'job'
  readonly occurrence: Occurrence
}

/** The person was erased: what was left became breakage, and nothing follows. */
export interface HistoryErasure extends Recorded {
  readonly kind: 'erasure'
}

/** Another card of the same person became this one. */
export interface HistoryMerge extends Recorded {
  readonly kind: 'merge'
  /** The other card's life until then. */
  readonly from: KeptHistory
}

/** One thing that happened to a member and has a place in the journal. What only came along with another is none. */
export type HistoryEvent =
  | HistoryPurchase
  | HistoryReturn
  | HistoryRedemption
  | HistoryRedemptionEnd
  | HistoryTopUp
  | HistoryTopUpReversal
  | HistoryPrepaidRefund
  | HistoryAdjustment
  | HistoryOpening
  | HistoryTierSet
  | HistoryImportUndo
  | HistoryJob
  | HistoryErasure
  | HistoryMerge

/** A member's life as the books keep it, in the order of the journal. */
export interface KeptHistory {
  readonly registeredOn: Day
  readonly registeredAt: Instant
  readonly events: readonly HistoryEvent[]
}
