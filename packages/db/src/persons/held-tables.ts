import { sql, type SQL } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import { adjustments, reasons } from '../adjustments/adjustments.tables.ts'
import { approvalDecisions, approvals } from '../approvals/approvals.tables.ts'
import { auditEntries } from '../audit/audit.tables.ts'
import { benefitClaims, benefitUndos, benefitUses } from '../benefits/benefits.tables.ts'
import {
  couponCounts,
  couponGiveBacks,
  couponUses,
  couponWithdrawals,
  linesBeforeCoupons,
  memberCoupons,
} from '../coupons/coupons.tables.ts'
import {
  dossiers,
  familyMembers,
  familySizes,
  memberFields,
  memberInterests,
  memberNotes,
  memberSizes,
  memberTags,
} from '../dossier/dossier.tables.ts'
import { importMade, importReplaced, importUndone } from '../imports/imports.tables.ts'
import { events } from '../events/events.tables.ts'
import { memberBaskets, memberFacts, memberGoods, memberPreferences } from '../insight/insight.tables.ts'
import { jobEntries } from '../jobs/jobs.tables.ts'
import { kioskSessions } from '../kiosks/kiosks.tables.ts'
import { lotMoves, lots, transactions, transfers } from '../ledger/ledger.tables.ts'
import { cardsOf } from '../members/cards-of-member.ts'
import {
  brandCards,
  cards,
  consents,
  lookups,
  memberDays,
  members,
  profiles,
  standings,
} from '../members/members.tables.ts'
import { campaignOccasions, messages } from '../messages/messages.tables.ts'
import { openings } from '../openings/openings.tables.ts'
import { promotionGifts, purchasePromotions, returnGifts } from '../promotions/promotions.tables.ts'
import { purchaseLines, purchases, purchaseTenders } from '../purchases/purchases.tables.ts'
import { returnLines, returnRefunds, returns } from '../returns/returns.tables.ts'
import { redemptionEnds, redemptions, reservations, rewardCounts } from '../rewards/rewards.tables.ts'
import { segmentMembers } from '../segments/segments.tables.ts'
import { staff } from '../staff/staff.tables.ts'
import { $ } from '../statement.ts'
import { tierActs } from '../tiers/tier-acts.tables.ts'
import { prepaidRefunds, topUpReversals, topUps } from '../topups/topups.tables.ts'
import { webhookDeliveries } from '../webhooks/webhooks.tables.ts'
import { erasures, merges } from './persons.tables.ts'

/** A table that holds something about members. */
export interface HeldTable {
  readonly table: SQLiteTable
  /** Its rows about one member. */
  readonly where: SQL
  /** What erasing the person does to those rows. */
  readonly erased: 'removed' | 'kept'
}

const member = sql`member_id = ${$('memberId')}`
/** Under every card that is the member's: what a merge leaves where it is. */
const anyCard = sql`member_id IN ${cardsOf(sql`${$('memberId')}`)}`
const by = (column: string, from: string, whose: SQL): SQL =>
  sql`${sql.raw(column)} IN (SELECT id FROM ${sql.raw(from)} WHERE ${whose})`

const ofTransaction = by('transaction_id', 'transactions', anyCard)
const ofPurchase = by('purchase_id', 'purchases', member)
const ofReturn = by('return_id', 'returns', ofPurchase)
const ofRedemption = by('redemption_id', 'redemptions', member)
const ofUse = by('use_id', 'benefit_uses', member)
const ofCoupon = by('coupon_id', 'member_coupons', member)

const made = sql`made_id IN (SELECT id FROM members WHERE id IN ${cardsOf(sql`${$('memberId')}`)} UNION ALL SELECT id FROM transactions WHERE ${anyCard})`

const removed = (table: SQLiteTable, where: SQL = member): HeldTable => ({ table, where, erased: 'removed' })
const kept = (table: SQLiteTable, where: SQL = member): HeldTable => ({ table, where, erased: 'kept' })

/**
 * Every table that holds something about a member: what an export shows, and what an erasure removes. What it leaves is
 * the books, which know only the member's id, and texts that nobody can open once the member's own key is gone. A table
 * that is neither here nor in {@link impersonalTables} fails a test.
 */
export const heldTables: readonly HeldTable[] = [
  removed(profiles),
  removed(lookups),
  removed(cards),
  removed(consents),
  removed(brandCards),
  removed(dossiers),
  removed(memberInterests),
  removed(memberSizes),
  removed(memberTags),
  removed(familyMembers),
  removed(familySizes),
  removed(memberNotes),
  removed(memberFields),
  removed(messages),
  removed(campaignOccasions),
  removed(kioskSessions),
  removed(standings),
  removed(memberFacts),
  removed(memberPreferences),
  removed(memberBaskets),
  removed(memberGoods),
  removed(segmentMembers),
  removed(reasons),
  removed(importReplaced, anyCard),
  kept(members, sql`id IN ${cardsOf(sql`${$('memberId')}`)}`),
  kept(merges, sql`from_id IN ${cardsOf(sql`${$('memberId')}`)}`),
  kept(erasures),
  kept(memberDays),
  kept(transactions, anyCard),
  kept(transfers, ofTransaction),
  kept(lots),
  kept(lotMoves, ofTransaction),
  kept(jobEntries, anyCard),
  kept(importMade, made),
  kept(importUndone, made),
  kept(purchases),
  kept(purchaseLines, ofPurchase),
  kept(purchaseTenders, ofPurchase),
  kept(purchasePromotions, ofPurchase),
  kept(promotionGifts, ofPurchase),
  kept(linesBeforeCoupons, ofPurchase),
  kept(returns, ofPurchase),
  kept(returnLines, ofReturn),
  kept(returnRefunds, ofReturn),
  kept(returnGifts, ofReturn),
  kept(topUps),
  kept(topUpReversals, by('top_up_id', 'top_ups', member)),
  kept(prepaidRefunds),
  kept(adjustments),
  kept(approvals),
  kept(approvalDecisions, by('approval_id', 'approvals', member)),
  kept(auditEntries, anyCard),
  kept(tierActs),
  kept(openings),
  kept(redemptions),
  kept(redemptionEnds, ofRedemption),
  kept(reservations, ofRedemption),
  kept(rewardCounts),
  kept(benefitUses),
  kept(benefitUndos, ofUse),
  kept(benefitClaims, ofUse),
  kept(memberCoupons),
  kept(couponUses, ofCoupon),
  kept(couponGiveBacks, ofCoupon),
  kept(couponWithdrawals, ofCoupon),
  kept(couponCounts),
  kept(events, anyCard),
  kept(webhookDeliveries, anyCard),
  // An account of the staff is of somebody who works there; that they are this member is told no more.
  kept(staff),
]

/** The tables that hold nothing about a member, each with what it does hold. */
export const impersonalTables: Readonly<Record<string, string>> = {
  api_keys: 'keys of the program',
  brand_settings: 'what brands give',
  brands: 'names of brands',
  campaign_results: 'how many bought for how much after messages, day by day',
  campaigns: 'what is said to whom: whom by their ids, which lead nowhere once somebody is erased',
  channel_accounts: 'the program’s accounts at carriers',
  coupon_terms: 'terms of coupons',
  coupons: 'coupons that there are',
  custom_fields: 'fields that the program defines for dossiers',
  message_templates: 'what is said',
  import_keys: 'keyed hashes of a rehearsal, or of whom a file must not bring back; gone with its end',
  import_rejections: 'numbers of refused rows, why, and of how much: nothing of whom',
  import_sums: 'what the rows of files come to',
  import_rows:
    'what is left of a file, sealed under a key of its own, and gone with it once it is done: whose it is shows when it is',
  import_left: 'numbers of rows that an undo has left, and why: nothing of whom',
  import_undos: 'how far files were undone; who is being erased by their ids, which lead nowhere then',
  imports: 'files that came in',
  event_marks: 'through which id events were told',
  forecasts:
    'what buyers are expected to do together; whom to win back by their ids, which lead nowhere once somebody is erased',
  goods_codes: 'characters for what is sold',
  insight_snapshots: 'how many members there are of each kind, and what they bought together',
  kiosk_challenges:
    'that a phone was typed at a kiosk, by its keyed hash and for an hour: no member’s more than anybody’s',
  kiosks: 'screens in malls',
  job_occurrences: 'scheduled work of the program',
  jobs: 'how far a test clock is on its way',
  program: 'the program itself',
  promotion_revisions: 'terms of promotions',
  replays: 'what drafts would have come to: the most affected by their ids, which lead nowhere once somebody is erased',
  requests: 'keyed hashes of requests and the ids that they made; what an answer shows is read again each time',
  rewards: 'gifts that there are',
  rules_versions: 'the rules',
  seals: 'hashes of the journal',
  segments: 'what is asked of members, in the words of conditions',
  sign_in_attempts: 'guesses at accounts of the staff',
  staff_grants: 'what associates adjusted in a day',
  staff_limits: 'what associates may adjust',
  staff_sessions: 'who of the staff is signed in',
  stores: 'names of stores',
  used_tokens: 'hashes of tokens that have redeemed, until they expire',
  webhooks: 'where events are sent',
}
