import { appendAuditEntry, type Statement } from '@laurel/db'
import type { Deps } from '../deps.ts'
import type { Actor } from './actor.ts'
import type { PresentProgram } from './enter-program.ts'

/** What is done by hand and moves no balance. What moves one, or sets a tier, is in the journal. */
export const auditActs = [
  'staffCreated',
  'staffChanged',
  'staffInvited',
  'invitationTaken',
  'signedIn',
  'signedOut',
  'sessionsRevoked',
  'signInLocked',
  'passwordChanged',
  'keyCreated',
  'keyRevoked',
  'kioskCreated',
  'kioskEnrolled',
  'kioskRevoked',
  'termsAccepted',
  'rulesPublished',
  'staffLimitsSet',
  'storeSet',
  'brandSet',
  'rewardCreated',
  'rewardChanged',
  'couponCreated',
  'couponChanged',
  'couponGiven',
  'couponWithdrawn',
  'promotionPublished',
  'templateCreated',
  'templateChanged',
  'channelSet',
  'campaignCreated',
  'campaignCancelled',
  'memberChanged',
  'memberErased',
  'membersExported',
  'memberMerged',
  'webhookCreated',
  'webhookChanged',
  'webhookDeleted',
  'webhookSecretRotated',
  'webhookReplayed',
  'benefitUndone',
  'approvalAsked',
  'approvalDeclined',
  'consentsChanged',
  'dossierChanged',
  'noteDeleted',
  'customFieldCreated',
  'customFieldChanged',
  'importBegun',
  'importCancelled',
  'importUndone',
  'segmentCreated',
  'segmentChanged',
  'segmentDeleted',
] as const

export type AuditAct = (typeof auditActs)[number]

/** Of what was done: to which member, and why, where that is told. */
interface AuditDetails {
  readonly memberId?: number
  readonly sealed?: Uint8Array | null
}

/**
 * Draws up the audit trail's entry of one request. However often the request decides again, it is one entry: the id is
 * drawn here, and the same one again changes nothing.
 */
export const auditing = (deps: Deps, id = deps.ids.next()) => {
  return (
    program: PresentProgram,
    actor: Pick<Actor, 'id'>,
    act: AuditAct,
    subject: string,
    { memberId, sealed }: AuditDetails = {},
  ): Statement =>
    appendAuditEntry({
      id,
      at: program.now,
      actorId: actor.id,
      act,
      subject,
      memberId: memberId ?? null,
      sealed: sealed ?? null,
    })
}
