export {
  ConstraintFailed,
  DatabaseBusy,
  DatabaseMissing,
  DatabaseUnavailable,
  OutcomeUnknown,
  type BindValue,
  type ChangeMark,
  type Database,
  type Row,
  type SqlValue,
  type Statement,
} from './database.ts'
export type { ProgramDatabases } from './program-databases.ts'
export { RecentlyUsed } from './recently-used.ts'
export { programSchemas } from './program-schemas.ts'
export { readAll, type Bound, type RowOf } from './statement.ts'
export { together } from './together.ts'
export {
  appendOperatorRequest,
  claimProgram,
  claimWebhooks,
  findBacklog,
  findOperatorRequest,
  listDuePrograms,
  listPrograms,
  listProgramsToTell,
  registerProgram,
  releaseEverything,
  releaseProgram,
  releaseWebhooks,
  scheduleProgram,
  tellMessagesBehind,
  scheduleWebhooks,
} from './control/control.repository.ts'
export {
  addProgram,
  addStoreIfNew,
  appendRules,
  findFirstTransaction,
  findProgram,
  listRulesAfter,
  listRulesVersions,
  putClock,
  putStore,
} from './program/program.repository.ts'
export {
  addChallenge,
  addKiosk,
  addKioskSession,
  countChallenges,
  enrolKiosk,
  findChallenge,
  findChallenged,
  findKiosk,
  findKioskByEnrolment,
  findKioskByKey,
  findKioskSession,
  listKiosks,
  putChallenge,
  removeChallengesBefore,
  removeKioskSession,
  removeKioskSessionsBefore,
  revokeKiosk,
  touchKiosk,
  type ChallengeRow,
  type KioskRow,
} from './kiosks/kiosks.repository.ts'
export {
  addKey,
  findKey,
  findKeyByHash,
  findOtherSecretKey,
  listKeys,
  listOrigins,
  revokeKey,
} from './keys/keys.repository.ts'
export {
  addTag,
  findDossier,
  listFieldValues,
  listInterests,
  listSizes,
  listTags,
  putDossier,
  putFieldValues,
  putInterests,
  putSizes,
  removeTag,
  type DossierRow,
} from './dossier/dossier.repository.ts'
export { addRelative, listFamily, putRelative, removeRelative, type FamilyRow } from './dossier/family.repository.ts'
export { addNote, countNotes, listNotes, removeNote, type KeptNote } from './dossier/notes.repository.ts'
export {
  addCustomField,
  findCustomField,
  listCustomFields,
  putCustomField,
  type CustomFieldRow,
} from './dossier/custom-fields.repository.ts'
export { listConsentHistory, type KeptConsent } from './members/consents.repository.ts'
export { addBrandIfNew, appendSetting, listSettingsAt, putBrand } from './brands/brands.repository.ts'
export {
  addBrandCard,
  addCard,
  addConsent,
  addLookup,
  addMember,
  addProfile,
  findMember,
  listExportedMembers,
  listMembersIn,
  listBrandCards,
  listConsents,
  listLookups,
  listMembers,
  listMembersByCard,
  listMembersByLookup,
  putProfile,
  removeBrandCards,
  removeLookups,
  type LookupKind,
  type ProfileRow,
} from './members/members.repository.ts'
export {
  appendMerge,
  findFirstPlace,
  followSurvivor,
  listAllQuotaClaims,
  listMergedAmong,
  listMergedCards,
  moveDossier,
} from './persons/merges.repository.ts'
export { erasePerson, findErasure, findStatus, listHeld, type HeldRow } from './persons/persons.repository.ts'
export {
  addStanding,
  findBooks,
  listBooksOf,
  hastenTierDecisions,
  listActivity,
  putActivity,
  putStanding,
  refindExpiries,
  sumBalances,
  type Standing,
} from './members/standing.repository.ts'
export {
  appendMoves,
  appendLot,
  appendTransaction,
  appendTransactions,
  countTransactions,
  findLastTransaction,
  listExpiring,
  listJournal,
  listMergedJournal,
  type ActedEntry,
  listOpenLots,
  listWholeJournal,
  sumAccounts,
  type AccountSum,
  type JournalEntry,
  type RecordedTransaction,
  type PostedTransaction,
} from './ledger/ledger.repository.ts'
export {
  appendPurchase,
  findPurchase,
  findPurchaseByExternalId,
  listLaterActivity,
  listLines,
  listPurchases,
  listTenders,
  type KeptPurchase,
  type PurchaseLineRow,
  type PurchaseRow,
  type PurchaseTenderRow,
} from './purchases/purchases.repository.ts'
export {
  appendPromotionGift,
  appendReturnGift,
  listPromotionGifts,
  listReturnGifts,
  type ListedPromotionGift,
  type PromotionGiftRow,
  type ReturnGiftRow,
} from './promotions/promotion-gifts.repository.ts'
export { keptAwardFacts } from './purchases/kept-facts.ts'
export {
  appendPromotionRevision,
  listPromotionsAfter,
  listPromotionsOf,
  promotionRevisionOf,
  type PromotionRevisionRow,
} from './promotions/promotions.repository.ts'
export { loadHistories, type LoadedHistory } from './replay/load-histories.ts'
export { findEndOfChunk } from './members/member-range.ts'
export { countMembers } from './replay/replay.queries.ts'
export {
  addReplay,
  findOpenReplay,
  findReplay,
  finishReplay,
  moveReplay,
  type ReplayRow,
} from './replay/replays.repository.ts'
export {
  addImport,
  addImportKey,
  addImportMade,
  addImportRejections,
  addImportRows,
  addImportSum,
  findImport,
  findOpenImport,
  listImportKeys,
  listImportMade,
  listImportRejections,
  listImports,
  listImportSums,
  listMembersOfHashes,
  listOpenImportRows,
  listOpenImports,
  moveImport,
  removeImportKeys,
  removeImportRows,
  removeStrayImportRows,
  type FoundImport,
  type ImportRow,
} from './imports/imports.repository.ts'
export {
  addImportUndone,
  listImportConsequences,
  listRowsToUndo,
  type RowToUndo,
} from './imports/import-consequences.ts'
export {
  addImportLeft,
  addImportReplaced,
  countImportMade,
  findOpenImportUndo,
  listImportReplaced,
  putImportUndo,
  removeImportLeft,
  type FoundImportUndo,
} from './imports/import-undos.repository.ts'
export { loadSettings } from './replay/setting-at.ts'
export { KnownRevisions } from './verify/verify-promotions.ts'
export { verifyProgram, type VerifiedProgram } from './verify/verify-program.ts'
export {
  addJob,
  addOccurrence,
  appendJobEntries,
  findJob,
  findKeptDays,
  findLastActiveOn,
  findOpenJob,
  finishJobs,
  forgetOccurrencesAfter,
  listActivityUpTo,
  listHolders,
  listInactive,
  listLapsed,
  listLatestOccurrences,
  listOccurrences,
  listOpenLotsOf,
  listStandingsOf,
  listTiersDue,
  moveOccurrence,
  putWallets,
  refreshTiers,
  type JobRow,
  type OccurrenceRow,
  type RefreshedTier,
} from './jobs/jobs.repository.ts'
export {
  appendReturn,
  findReturn,
  findReturnByExternalId,
  listExpiredOf,
  listDrawnLots,
  listPaidLots,
  listReturnLines,
  listReturnRefunds,
  listReturns,
  type KeptReturn,
} from './returns/returns.repository.ts'
export { appendRequest, findRequest } from './idempotency/requests.repository.ts'
export {
  appendPrepaidRefund,
  appendTopUp,
  appendTopUpReversal,
  findPrepaidRefund,
  findTopUp,
  findTopUpByExternalId,
  findTopUpByReversal,
  listTopUps,
} from './topups/topups.repository.ts'
export {
  appendAdjustment,
  appendReason,
  findAdjustment,
  type KeptAdjustment,
} from './adjustments/adjustments.repository.ts'
export { appendOpening, listOpeningsIn, listOpeningsOf, type OpeningRow } from './openings/openings.repository.ts'
export {
  appendTierAct,
  findTierAct,
  listTierActs,
  listTierActsOf,
  listTierActsOfTwo,
} from './tiers/tier-acts.repository.ts'
export {
  addReward,
  addStock,
  countReward,
  findReward,
  findRewardCount,
  listRewardCounts,
  listRewards,
  listRewardsOf,
  putReward,
  putStock,
  takeStock,
  uncountReward,
  type RewardRow,
} from './rewards/rewards.repository.ts'
export {
  appendEnd,
  appendRedemption,
  findRedemption,
  findRedemptionByCode,
  findUsedToken,
  listLotsRedeemedIn,
  listOverdue,
  listRedeemedLots,
  listRedemptions,
  listRedemptionsIn,
  listReservations,
  spendToken,
} from './rewards/redemptions.repository.ts'
export {
  addBenefitClaim,
  appendBenefitUndo,
  appendBenefitUse,
  countUses,
  findBenefitReceipt,
  findBenefitUse,
  listBenefitReceipts,
  listBenefitUses,
  listQuotaClaims,
  removeBenefitClaims,
  type BenefitUseRow,
} from './benefits/benefits.repository.ts'
export {
  addCoupon,
  changeCoupon,
  findCoupon,
  listCouponCounts,
  listCoupons,
  listCouponsOf,
  type CouponRow,
} from './coupons/coupons.repository.ts'
export { couponTermsOf } from './coupons/coupon-terms.ts'
export {
  appendCouponUse,
  appendGiveBack,
  appendLineBeforeCoupons,
  listCouponUses,
  type CouponUseRow,
} from './coupons/coupon-uses.repository.ts'
export {
  appendMemberCoupon,
  appendTakeBack,
  appendWithdrawal,
  findMemberCoupon,
  listCouponsBrought,
  listCouponsNamed,
  listMemberCoupons,
  type MemberCouponRow,
  withdrawAllCoupons,
} from './coupons/member-coupons.repository.ts'
export { addSeal, findLastSeal, listSeals, readForSeal } from './seals/seals.repository.ts'
export { NO_SEAL, SEALED, sealHex, sealOf } from './seals/seal-hash.ts'
export {
  addStaff,
  findStaff,
  findStaffByEmail,
  findStaffByInvitation,
  listStaff,
  putStaff,
  type StaffRow,
} from './staff/staff.repository.ts'
export {
  addSession,
  countAttempt,
  findAttempts,
  findSession,
  removeAttempts,
  removeAttemptsBefore,
  removeEndedSessions,
  removeSession,
  removeSessions,
  touchSession,
} from './staff/sessions.repository.ts'
export {
  appendAuditEntry,
  appendLock,
  listActs,
  listActsOn,
  type ActsAsked,
  type KeptAct,
} from './audit/audit.repository.ts'
export {
  appendApproval,
  appendApprovalDecision,
  countGrant,
  findApproval,
  findLastGrant,
  listApprovals,
  listStaffLimits,
  putStaffLimit,
  type KeptApproval,
} from './approvals/approvals.repository.ts'
export type { KeptActor } from './actors/kept-actor.ts'
export { soldReceipts, soldReceiptStatements } from './insight/sold-receipts.queries.ts'
export {
  addCampaign,
  findCampaign,
  findCampaignWithOccasions,
  findNextCampaign,
  listCampaigns,
  listOccasions,
  moveCampaign,
  takeOccasions,
  type CampaignRow,
} from './messages/campaigns.repository.ts'
export {
  addAnswers,
  beginAnswers,
  countAnswers,
  findAnswersNight,
  listAnswering,
  sumAnswers,
  tellAnswers,
} from './messages/campaign-results.repository.ts'
export {
  addMessage,
  cancelWaiting,
  countMessages,
  findTask,
  findNextMessage,
  findWaitingCancelled,
  hasOpenMessages,
  listDueMessages,
  listMessages,
  listOpenTasks,
  putMessage,
  type MessageRow,
  type TaskRow,
} from './messages/messages.repository.ts'
export {
  listAddressKinds,
  listLastConsents,
  listMarketingSince,
  listMembersAfter,
  listMembersAmong,
  listMessageWishes,
} from './messages/recipients.queries.ts'
export {
  listChannelAccounts,
  putChannelAccount,
  type ChannelAccountRow,
} from './messages/channel-accounts.repository.ts'
export {
  addTemplate,
  findTemplate,
  listTemplates,
  putTemplate,
  type TemplateRow,
} from './messages/templates.repository.ts'
export {
  appendEvent,
  findEventMark,
  listEvents,
  listToldTransactions,
  moveEventMark,
  type EventRow,
  type ToldTransaction,
} from './events/events.repository.ts'
export {
  addWebhook,
  countWebhooks,
  findDelivery,
  findDeliveryBacklog,
  findWebhook,
  hastenDeliveries,
  listDeadDeliveries,
  listDueDeliveries,
  listEveryWebhook,
  listWaitingDeliveries,
  listWaitingMembers,
  listWebhooks,
  putDelivery,
  putWebhook,
  releaseNext,
  removeDeliveries,
  removeDelivery,
  removeWebhook,
  type DeliveryRow,
  type WebhookRow,
} from './webhooks/webhooks.repository.ts'
export {
  addSegment,
  countSegments,
  findSegment,
  listSegments,
  putSegment,
  removeSegment,
  type SegmentRow,
} from './segments/segments.repository.ts'
export {
  beginSegments,
  followSegments,
  forgetDeletedSegments,
  listFollowed,
  listIdsAfter,
  listMoved,
  moveInSegment,
} from './segments/segment-members.repository.ts'
export {
  listMatching,
  listMatchingAfter,
  previewMatching,
  readKnownMembers,
  type MatchingMember,
} from './segments/segment-sql.ts'
export {
  countBaskets,
  findForecast,
  keptFacts,
  listBuyers,
  listCounted,
  listExportedFacts,
  listFactsBehind,
  putFacts,
  putPyramid,
  raiseFacts,
  type CountedRow,
} from './insight/member-facts.repository.ts'
export { putGoods } from './insight/member-goods.repository.ts'
export {
  addSnapshot,
  findLatestCuts,
  findLatestSnapshot,
  findSnapshot,
  moveSnapshot,
  type InsightSnapshot,
} from './insight/snapshots.repository.ts'
export {
  addForecast,
  countBuyers,
  findForecastOf,
  findForecastState,
  findLatestForecast,
  listHeldBack,
  listSampledBuyers,
  listToForecast,
  listTold,
  moveForecast,
  putForecasts,
  type KeptForecast,
  type SampledBuyer,
  type ToldRow,
} from './insight/forecasts.repository.ts'
