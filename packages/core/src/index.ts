export { accept, reject, type Decision } from './decision.ts'
export {
  addMonths,
  dayFrom,
  formatDay,
  LAST_DAY,
  MS_PER_DAY,
  parseDay,
  weekdayOf,
  yearMonthDay,
  type Day,
  type DayRange,
  type Instant,
} from './calendar/day.ts'
export { dayOf, isTimeZone, startOfDay } from './calendar/zone.ts'
export { formatInstant, parseInstant } from './calendar/instant.ts'
export { isBirthday, nextBirthday, type Birthday } from './calendar/birthday.ts'
export { membershipYearOf, monthOf, validityFrom, yearlyOn, type YearStart } from './calendar/periods.ts'
export { afterQuietHours, type QuietHours } from './messages/quiet-hours.ts'
export { campaignResults, type CampaignResults, type CampaignSide } from './messages/campaign-results.ts'
export { decideMessage, type CampaignTerms, type NotSentReason, type Recipient } from './messages/decide-message.ts'
export {
  messageChannels,
  messageTemplateSchema,
  type MessageChannel,
  type MessageTemplate,
} from './messages/message-template.schema.ts'
export { messageLocales, textLocale, type MessageLocale } from './messages/message-locale.ts'
export { clockTimeSchema, minutesOfTime } from './calendar/time-of-day.ts'
export { messageRulesOf } from './messages/message-rules.ts'
export { renderMessage, type RenderedMessage } from './messages/render-message.ts'
export { fromScaled, SCALE, toScaled } from './money/scaled.ts'
export { mulDiv } from './money/mul-div.ts'
export { addSafe, isSafeAmount } from './money/safe.ts'
export { splitProportionally } from './money/split.ts'
export {
  codeSchema,
  localizedTextSchema,
  programRulesSchema,
  tenderKindSchema,
  type InsightRules,
  type LocalizedText,
  type ProgramRules,
  type TenderKind,
  type TierRules,
} from './program/rules.schema.ts'
export { presetNames, presets, type PresetName } from './program/presets/presets.ts'
export { compareRules, type RulesChange } from './program/compare-rules.ts'
export { compileRules, type CompiledRules } from './program/compile.ts'
export {
  mayHaveHeld,
  rulesOfWork,
  rulesTimeline,
  type PublishedRules,
  type PublishedTimeline,
  type RulesTimeline,
} from './program/timeline.ts'
export { brandCap, boundedMultiplier, withinBrandCap } from './brands/brand-cap.ts'
export type { Award, LineAward } from './earning/award.ts'
export type { ConsideredMultiplier, LineMultiplier, MultiplierSource } from './earning/multipliers.ts'
export {
  memberAccount,
  programAccounts,
  units,
  type Account,
  type MemberAccount,
  type ProgramAccount,
  type Unit,
} from './ledger/accounts.ts'
export {
  postingsOf,
  transactionKinds,
  type DecidedTransaction,
  type Posting,
  type TransactionKind,
  type Transfer,
} from './ledger/journal.ts'
export {
  emptiesLapsed,
  firstExpiry,
  type LotDraw,
  type LotMove,
  type LotUnit,
  type OpenedLot,
  type OpenLot,
} from './ledger/lots.ts'
export { closeAccounts, decideErasure } from './persons/decide-erasure.ts'
export { joinTiers, joinWallet, leaveWallet, type JoinedTier, type MergingMember } from './persons/decide-merge.ts'
export { availableOf, earn, expireLots, giveBack, still, take, type Movement, type Wallet } from './ledger/wallet.ts'
export { balanceFacts, type BalanceFact } from './events/balance-facts.ts'
export { eventTypes, type EventType } from './events/event-types.ts'
export { lotExpiresOn } from './expiry/lot-expiry.ts'
export {
  comparePlaces,
  inactiveThrough,
  jobKinds,
  nextDue,
  placeAt,
  type JobKind,
  type KeptDays,
  type Occurrence,
  type Place,
} from './jobs/next-due.ts'
export { decideJobPosting, heldAtStartOf, type JobPosting } from './jobs/decide-job-posting.ts'
export { quoteLine, quoteTotalMinor, type QuotedLine, type QuoteLine, type QuoteReason } from './pricing/quote.ts'
export type { AwardFacts, BrandSetting, CapRoom, LineFacts, Receipt, ReceiptLine, Tender } from './purchases/receipt.ts'
export {
  decidePurchase,
  type Balances,
  type DecidedPurchase,
  type MemberBooks,
  type PurchaseFacts,
  type PurchaseRefusal,
} from './purchases/decide-purchase.ts'
export { awardLines, standingAt } from './purchases/judge-receipt.ts'
export type { DayActivity, Measure } from './tiers/activity.ts'
export { decideTierHistory, lastHolding, nextTierDecisionOn, type TierFacts } from './tiers/tier-history.ts'
export { tierOfPlan, type TierCause, type TierHolding } from './tiers/tier-steps.ts'
export { actsWithLessAfter, type MovedInTier, type TierAct } from './tiers/tier-acts.ts'
export { decideTierSet, type TierSetRefusal } from './tiers/decide-tier-set.ts'
export { decideMovedInTier, type MovedInTierRefusal } from './tiers/decide-moved-in-tier.ts'
export { decideOpening, type OpeningRefusal } from './openings/decide-opening.ts'
export { undoOpening } from './openings/undo-opening.ts'
export { decidePrepaidRefund, decideTopUp, decideTopUpReversal, type TopUpRefusal } from './topups/decide-top-up.ts'
export { decideAdjustment, type AdjustmentRefusal } from './adjustments/decide-adjustment.ts'
export { needsConfirmation, type GrantLimit } from './adjustments/needs-confirmation.ts'
export { tierFallAhead, type TierFall } from './tiers/tier-fall.ts'
export { tierProgress, type TierGoal } from './tiers/tier-progress.ts'
export { compilePromotion, type Promotion, type PromotionRevision } from './promotions/promotion.ts'
export { promotionTimeline, type PromotionTimeline } from './promotions/promotion-timeline.ts'
export { promotionConditionsSchema, promotionEffectsSchema } from './promotions/promotion.schema.ts'
export type { PromotionCondition } from './promotions/conditions/registry.ts'
export type { PromotionEffect } from './promotions/effects/registry.ts'
export type { MissingGoods } from './promotions/condition.ts'
export { giftsNamed, lostGifts, promisedGifts, type PromisedGift } from './promotions/promised-gifts.ts'
export { decideGift, type GiftRefusal } from './rewards/decide-gift.ts'
export { memberPrices, type MemberPrice } from './promotions/member-prices.ts'
export type { JudgedPromotion } from './promotions/judge-promotions.ts'
export { keptGoods, type BoughtGoods, type KeptGoods } from './returns/kept-goods.ts'
export type { PaidLot } from './returns/post-return.ts'
export { nothingOwed, splitReversal, type Reversal, type ReversedSoFar } from './returns/reversal.ts'
export {
  decideReturn,
  type DecidedReturn,
  type ReturnablePurchase,
  type ReturnedLine,
  type ReturnFacts,
  type ReturnRefusal,
} from './returns/decide-return.ts'
export { decodeId, encodeId, type IdPrefix } from './ids/public-id.ts'
export {
  rebuildBooks,
  type KeptMerge,
  type KeptJob,
  type KeptLot,
  type KeptTransaction,
  type RebuiltBooks,
} from './ledger/rebuild-books.ts'
export { rewardObstacle, type Reward, type RewardFacts, type RewardObstacle } from './rewards/reward.ts'
export { decideRedemption, type DecidedRedemption, type RedemptionFacts } from './rewards/decide-redemption.ts'
export {
  decideEnd,
  returnPoints,
  type EndRefusal,
  type RedeemedLot,
  type RedemptionEnd,
  type RedemptionStatus,
  type ReturnedPoints,
} from './rewards/end-redemption.ts'
export {
  quotaStart,
  type BenefitClaim,
  type BenefitFacts,
  type BenefitReceipt,
  type BenefitRules,
  type BenefitScope,
} from './benefits/benefit-facts.ts'
export {
  decideBenefitUse,
  usedAlready,
  type BenefitObstacle,
  type DecidedBenefitUse,
} from './benefits/decide-benefit-use.ts'
export { benefitStanding, type BenefitStanding, type BenefitView } from './benefits/benefit-standing.ts'
export {
  couponStatus,
  couponValidThrough,
  isOver,
  usesLeft,
  type CouponOff,
  type CouponStatus,
  type CouponTerms,
  type IssuedCoupon,
} from './coupons/coupon.ts'
export {
  decideCouponIssue,
  type CouponIssueFacts,
  type CouponIssueRefusal,
  type CouponOffer,
} from './coupons/decide-coupon-issue.ts'
export { draftTimeline, type DraftTimeline } from './replay/draft-timeline.ts'
export type { HistoryEvent, HistoryLine, KeptHistory } from './replay/kept-history.ts'
export { replayMember, type ReplayedMember } from './replay/replay-member.ts'
export { addReplayed, emptyReplay, type ReplayTotals } from './replay/replay-totals.ts'
export type { CouponLine, CouponObstacle, CouponSale } from './coupons/coupon-sale.ts'
export { decideCouponDiscount, type CouponTake } from './coupons/decide-coupon-discount.ts'
export {
  decideCouponSettlement,
  type CouponCharge,
  type SettlementRefusal,
} from './coupons/decide-coupon-settlement.ts'
export { activeSince, lifecycleClass, lifecycleClasses, lifecycleOf, type LifecycleClass } from './insight/lifecycle.ts'
export type { HalfLifeDays } from './insight/preferences.ts'
export { memberFacts, type MemberFacts } from './insight/member-facts.ts'
export type { Share } from './insight/shares.ts'
export type { SoldLine, SoldReceipt } from './insight/sold-receipt.ts'
export { Baskets, programPairings, type ProgramPairing } from './insight/baskets.ts'
export { BuyerColumns, type ProgramCuts } from './insight/program-cuts.ts'
export {
  effortClasses,
  importanceClasses,
  loyaltyKinds,
  memberClasses,
  pyramidClasses,
  type JudgedBuyer,
  type MemberClasses,
} from './insight/member-classes.ts'
export {
  addToFigures,
  ageBands,
  educationGroups,
  noFigures,
  type Counted,
  type CountedMember,
  type FigureKind,
  type ProgramFigures,
} from './insight/program-figures.ts'
export { ordersOf, type Traffic } from './insight/what-if.ts'
export type { BgNbd } from './forecast/bg-nbd.ts'
export type { BuyingHistories } from './forecast/buying-histories.ts'
export {
  expectedPurchases,
  probabilityActive,
  purchasesWhileActive,
  type BuyingHistory,
} from './forecast/expected-purchases.ts'
export { notEnoughData, type Fit, type NotEnoughData } from './forecast/fit.ts'
export {
  addForecasts,
  noForecasts,
  PROBABILITY_SCALE,
  type ForecastSums,
  type WinBack,
} from './forecast/forecast-sums.ts'
export { fitBgNbd } from './forecast/fit-bg-nbd.ts'
export { fitGammaGamma } from './forecast/fit-gamma-gamma.ts'
export { expectedSpendMinor, type GammaGamma, type Spends } from './forecast/gamma-gamma.ts'
export { forecastBuyer, type BuyerForecast, type ForecastModels, type KnownBuyer } from './forecast/known-buyer.ts'
export {
  forecastProgram,
  heldBackDaysOf,
  type Calibration,
  type HeldBackBuyer,
  type ProgramForecast,
} from './forecast/program-forecast.ts'
export { holdBack, MOST_REPEATS_TOLD, type HeldBackRow } from './forecast/hold-back.ts'
export {
  customFieldTypes,
  decideFieldValue,
  fieldValueOf,
  type CustomField,
  type CustomFieldType,
  type FieldValue,
  type WireFieldValue,
} from './dossier/custom-field.ts'
export { educationLevels } from './dossier/education-levels.ts'
export { relations } from './dossier/relations.ts'
export { decideCompleteness, dossierItems, type Completeness, type DossierItem } from './dossier/completeness.ts'
export {
  compileSegmentFilter,
  readSegmentFilter,
  type FilterFault,
  type SegmentFilter,
} from './segments/segment-filter.ts'
export { occasionCodes, occasions, type OccasionCode } from './segments/occasions.ts'
export type { AskedField, SegmentContext } from './segments/segment-condition.ts'
export {
  holdsFor,
  memberFactNames,
  memberSets,
  WEIGHED_SCALE,
  nobody,
  type MemberFactName,
  type KnownMember,
  type MemberFactValue,
  type MemberSetName,
  type MemberTest,
  type WeighedFact,
  type ValueTest,
} from './segments/member-test.ts'
