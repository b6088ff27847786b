import { addSafe } from '../../money/safe.ts'
import type { CouponCondition } from '../coupon-sale.ts'

/** Its goods come to so much, at member prices and before any coupon. Throws RangeError beyond 2^53 − 1. */
export const minimumSpend: CouponCondition = ({ terms: { minimumMinor } }, { goods }) =>
  minimumMinor !== null && goods.reduce((sum, line) => addSafe(sum, line.totalMinor), 0) < minimumMinor
    ? 'minimum_not_reached'
    : null
