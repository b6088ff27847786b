import type { InsightRules } from '../rules.schema.ts'

/** How insight judges where a program does not say: the shares are S12's, the rest is ours. */
export const usualInsight: InsightRules = {
  recencyHalfLifeDays: null,
  heavyShare: 0.2,
  wasteShare: 0.2,
  importantSalesShare: 0.8,
  rewardedShare: 0.3,
  marginRate: 0.4,
  promotionalMarginRate: 0.1,
  returnCostRate: 0.1,
  pointCost: 0,
  priceSensitiveFrom: 0.5,
  loyalPurchaseDays: 3,
  loyalWithinMonths: 6,
  forecastHorizonDays: 365,
}
