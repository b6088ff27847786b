import { z } from '@hono/zod-openapi'
import { code } from '../wire.ts'

/** The codes of the coupons that a till names: a member's own, or public ones. */
export const couponCodes = z
  .array(code)
  .max(20)
  .refine(codes => new Set(codes).size === codes.length, 'must name each coupon once')
