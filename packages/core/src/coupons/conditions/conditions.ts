import type { CouponCondition, LineCondition } from '../coupon-sale.ts'
import { atRegularPrice } from './at-regular-price.ts'
import { atStore } from './at-store.ts'
import { forTier } from './for-tier.ts'
import { hasGoods } from './has-goods.ts'
import { hasUsesLeft } from './has-uses-left.ts'
import { issuedBefore } from './issued-before.ts'
import { minimumSpend } from './minimum-spend.ts'
import { notOver } from './not-over.ts'
import { notWithdrawn } from './not-withdrawn.ts'
import { ofBrand } from './of-brand.ts'
import { ofCategory } from './of-category.ts'
import { windowOpen } from './window-open.ts'

/** Everything that a coupon asks of a sale, the lasting reasons first: the first that refuses is told (S28). */
export const couponConditions: readonly CouponCondition[] = [
  hasUsesLeft,
  notWithdrawn,
  issuedBefore,
  notOver,
  windowOpen,
  forTier,
  atStore,
  hasGoods,
  minimumSpend,
]

/** Everything that a coupon asks of a line to be for it. */
export const lineConditions: readonly LineCondition[] = [ofBrand, ofCategory, atRegularPrice]
