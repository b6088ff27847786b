import type { Day, Instant } from '../calendar/day.ts'
import type { TenderKind } from '../program/rules.schema.ts'
import type { Promotion } from '../promotions/promotion.ts'

/** One line of a receipt as the till sent it. Money in minor units. */
export interface ReceiptLine {
  readonly sku: string
  readonly brand: string | null
  readonly category: string | null
  readonly size: string | null
  readonly color: string | null
  readonly style: string | null
  readonly quantity: number
  readonly unitPriceMinor: number
  readonly listPriceMinor: number
  /** What the line cost altogether: quantity × unit price, unless the till says otherwise (three for ¥100). */
  readonly totalMinor: number
  readonly promotional: boolean
}

export interface Tender {
  readonly kind: TenderKind
  readonly amountMinor: number
}

/** A sale as the till sent it. */
export interface Receipt {
  readonly store: string
  readonly occurredAt: Instant
  readonly lines: readonly ReceiptLine[]
  readonly tenders: readonly Tender[]
}

/** What a brand had set at the receipt's instant, in its store or else in the whole program. */
export interface BrandSetting {
  /** Scaled by 10,000. */
  readonly multiplier: number
  /** Scaled by 10,000; null where no contract rate is known. */
  readonly contractRate: number | null
  readonly takesMemberDiscount: boolean
  readonly tierDiscount: { readonly tiers: readonly string[]; readonly rate: number } | null
}

/** What a line is judged by beside the line itself; kept with the purchase, so that it can be judged again. */
export interface LineFacts {
  readonly sku: string
  readonly quantity: number
  readonly brand: string | null
  readonly category: string | null
  readonly promotional: boolean
  readonly totalMinor: number
  /** The brand's setting then, scaled by 10,000, already within its cap. */
  readonly brandMultiplier: number
}

/** The limit that bound an award from outside the receipt: the day's, month's or year's cap. */
export interface CapRoom {
  readonly limit: 'day' | 'month' | 'membershipYear'
  readonly points: number
}

/** Everything an award depends on: with the rules version it gives the same award for ever. */
export interface AwardFacts {
  readonly occurredAt: Instant
  readonly businessDay: Day
  readonly store: string
  readonly tier: string | null
  readonly birthday: boolean
  /** The part paid by the program's cash tenders. */
  readonly cashMinor: number
  readonly room: CapRoom | null
  /** The promotions in force then that looked at the receipt; whether they give anything is for the award to say. */
  readonly promotions: readonly Promotion[]
  readonly lines: readonly LineFacts[]
}
