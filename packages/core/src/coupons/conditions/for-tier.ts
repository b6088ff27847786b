import type { CouponCondition } from '../coupon-sale.ts'

/** For who held one of its tiers just before the sale; every sale is judged at that tier. */
export const forTier: CouponCondition = ({ terms: { tiers } }, { tier }) =>
  tiers !== null && (tier === null || !tiers.includes(tier)) ? 'tier_required' : null
