import type { AwardFacts, Promotion } from '@laurel/core'
import type { PurchaseRow } from './purchases.repository.ts'

/** A receipt as far as it was judged by it. */
type JudgedPurchase = Pick<
  PurchaseRow,
  'occurredAt' | 'occurredOn' | 'store' | 'tier' | 'birthday' | 'cashMinor' | 'capLimit' | 'capRoom'
>

/**
 * The facts that a purchase was judged by, as they were kept with it: with its rules version they give its award again.
 * `promotions` are the revisions that looked at it (`purchase_promotions`), compiled.
 */
export const keptAwardFacts = (
  { purchase, lines }: { readonly purchase: JudgedPurchase; readonly lines: AwardFacts['lines'] },
  promotions: readonly Promotion[],
): AwardFacts => ({
  occurredAt: purchase.occurredAt,
  businessDay: purchase.occurredOn,
  store: purchase.store,
  tier: purchase.tier,
  birthday: purchase.birthday,
  cashMinor: purchase.cashMinor,
  room:
    purchase.capLimit === null || purchase.capRoom === null
      ? null
      : { limit: purchase.capLimit, points: purchase.capRoom },
  promotions,
  lines,
})
