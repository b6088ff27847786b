/** All tables of a program's database, for drizzle-kit. */
export { program, rulesVersions, stores } from './program/program.tables.ts'
export { apiKeys } from './keys/keys.tables.ts'
export { brands, brandSettings } from './brands/brands.tables.ts'
export {
  brandCards,
  cards,
  consents,
  lookups,
  memberDays,
  members,
  profiles,
  standings,
} from './members/members.tables.ts'
export { erasures, merges } from './persons/persons.tables.ts'
export { kioskChallenges, kiosks, kioskSessions } from './kiosks/kiosks.tables.ts'
export { jobEntries, jobOccurrences, jobs } from './jobs/jobs.tables.ts'
export {
  importKeys,
  importLeft,
  importMade,
  importRejections,
  importReplaced,
  importRows,
  imports,
  importSums,
  importUndone,
  importUndos,
} from './imports/imports.tables.ts'
export {
  forecasts,
  goodsCodes,
  insightSnapshots,
  memberBaskets,
  memberFacts,
  memberGoods,
  memberPreferences,
} from './insight/insight.tables.ts'
export { openings } from './openings/openings.tables.ts'
export { replays } from './replay/replays.tables.ts'
export { lotMoves, lots, transactions, transfers } from './ledger/ledger.tables.ts'
export { purchaseLines, purchases, purchaseTenders } from './purchases/purchases.tables.ts'
export { returnLines, returnRefunds, returns } from './returns/returns.tables.ts'
export { promotionGifts, promotionRevisions, purchasePromotions, returnGifts } from './promotions/promotions.tables.ts'
export { requests } from './idempotency/requests.tables.ts'
export { prepaidRefunds, topUpReversals, topUps } from './topups/topups.tables.ts'
export { adjustments, reasons } from './adjustments/adjustments.tables.ts'
export { tierActs } from './tiers/tier-acts.tables.ts'
export {
  redemptionEnds,
  redemptions,
  reservations,
  rewardCounts,
  rewards,
  usedTokens,
} from './rewards/rewards.tables.ts'
export { benefitClaims, benefitUndos, benefitUses } from './benefits/benefits.tables.ts'
export {
  couponCounts,
  couponGiveBacks,
  coupons,
  couponTerms,
  couponUses,
  couponWithdrawals,
  linesBeforeCoupons,
  memberCoupons,
} from './coupons/coupons.tables.ts'
export { seals } from './seals/seals.tables.ts'
export { staff, staffSessions, signInAttempts } from './staff/staff.tables.ts'
export { auditEntries } from './audit/audit.tables.ts'
export { approvalDecisions, approvals, staffGrants, staffLimits } from './approvals/approvals.tables.ts'
export {
  customFields,
  dossiers,
  familyMembers,
  familySizes,
  memberFields,
  memberInterests,
  memberNotes,
  memberSizes,
  memberTags,
} from './dossier/dossier.tables.ts'
export {
  campaignOccasions,
  campaignResults,
  campaigns,
  channelAccounts,
  messages,
  messageTemplates,
} from './messages/messages.tables.ts'
export { eventMarks, events } from './events/events.tables.ts'
export { webhookDeliveries, webhooks } from './webhooks/webhooks.tables.ts'
export { segmentMembers, segments } from './segments/segments.tables.ts'
