import type { KeptLot, KeptTransaction } from '@laurel/core'
import type { InferSelectModel } from 'drizzle-orm'
import type { memberDays, standings } from '../members/members.tables.ts'
import type { MergedCards } from './merged-cards.ts'
import type { KeptGifts } from './verify-promotion-gifts.ts'
import type { KeptBenefits } from './verify-benefits.ts'
import type { KeptActs } from './verify-by-hand.ts'
import type { KeptCoupons } from './verify-coupons.ts'
import type { StoredFacts } from './verify-facts.ts'
import type { LookingPromotions } from './verify-promotions.ts'
import type { KeptRedemptions } from './verify-redemptions.ts'
import type { StoredReturn } from './verify-returns.ts'
import type { SaleLineRow, SaleRow, SaleTenderRow } from './verify.queries.ts'

/** Everything that is kept of one member, as it stands in the tables. */
export interface KeptMember {
  readonly registeredAt: number
  readonly registeredOn: number
  readonly isThere: boolean
  /** The transaction that closed the accounts of somebody who was erased. */
  readonly erasedBy: number | null
  readonly standing: InferSelectModel<typeof standings> | undefined
  readonly days: readonly InferSelectModel<typeof memberDays>[]
  /** Of all cards that are the member's, as one. */
  readonly journal: readonly KeptTransaction[]
  readonly cards: MergedCards
  readonly lots: readonly KeptLot[]
  readonly purchases: readonly {
    readonly purchase: SaleRow
    readonly lines: readonly SaleLineRow[]
    readonly tenders: readonly SaleTenderRow[]
    readonly returns: readonly StoredReturn[]
    readonly promotions: LookingPromotions
    readonly promotionGifts: KeptGifts
  }[]
  readonly acts: KeptActs
  readonly gifts: KeptRedemptions
  readonly benefits: KeptBenefits
  readonly coupons: KeptCoupons
  readonly insight: StoredFacts
}
