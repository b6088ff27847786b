import { decideBenefitUse, usedAlready, type BenefitClaim, type BenefitObstacle } from '@laurel/core'
import {
  addBenefitClaim,
  appendBenefitUse,
  countUses,
  findBenefitReceipt,
  listQuotaClaims,
  type Statement,
} from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { decodeId } from '../../platform/ids.ts'
import { receiptFor, usesOf } from '../../platform/member-benefits.ts'
import { loadedMember, memberLane, memberStatements } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { BenefitUseBody, BenefitUseView } from './benefits.schemas.ts'
import { loadUse, renderUse } from './kept-use.ts'

const DETAILS: Readonly<Record<BenefitObstacle, string>> = {
  tier_required: 'The member’s tier does not have this benefit.',
  receipt_needed: 'A receipt of this member is needed.',
  receipt_of_another_day: 'The receipt is not of today.',
  receipt_too_small: 'The cash part of the receipt is too small.',
  too_many_guests: 'So many guests may not come along.',
  receipt_used: 'The receipt has served this benefit already.',
  quota_used_up: 'The quota of this period is used up.',
}

const refusal = (reason: BenefitObstacle): Problem =>
  new Problem(usedAlready.has(reason) ? 'already_used' : 'not_entitled', { detail: DETAILS[reason] })

const claimed = (
  useId: number,
  benefit: string,
  memberId: number,
  purchaseId: number,
  claims: readonly BenefitClaim[],
): Statement[] =>
  claims.map(claim =>
    addBenefitClaim({ ...claim, benefit, useId, holder: claim.scope === 'receipt' ? purchaseId : memberId }),
  )

/**
 * Gives a member a benefit, judged at the tier held now (S6). What it occupies, a receipt or a place of the quota, is a
 * unique key: of two uses at once the second is decided again and refused.
 */
export const useBenefit = (caller: Caller, body: BenefitUseBody): Promise<Answer<BenefitUseView>> =>
  onMember(caller, decodeId('mem', body.memberId), async memberId => {
    const { deps } = caller
    const purchaseId = body.purchaseId === undefined ? 0 : (decodeId('pur', body.purchaseId) ?? 0)
    return caller.lanes.exclusive([memberLane(caller, memberId)], () =>
      writeOnce(caller, body, {
        load: [
          countUses({ memberId }),
          listQuotaClaims({ memberId, benefit: body.benefit }),
          findBenefitReceipt({ memberId, purchaseId }),
          ...memberStatements(memberId),
        ],
        decide: async (program, [uses, claims, [receipt], ...memberRows]) => {
          const member = loadedMember(program, memberRows)
          const { document } = program.rules
          const benefit = document.benefits.find(({ code }) => code === body.benefit)
          if (!benefit) throw new Problem('not_found')
          const { tier } = member.held
          const decision = decideBenefitUse(document, tier, benefit, {
            today: program.today,
            uses: usesOf(uses, benefit.code),
            claims,
            receipt: receipt ? receiptFor(receipt, benefit.code) : null,
            guests: body.guests,
          })
          if (!decision.accepted) throw refusal(decision.reason)
          const row = {
            id: deps.ids.next(),
            memberId,
            benefit: benefit.code,
            tier: tier!,
            grant: JSON.stringify(decision.value.grant),
            purchaseId: receipt?.id ?? null,
            guests: body.guests,
            usedAt: program.now,
            usedOn: program.today,
            recordedAt: program.now,
            rulesVersion: program.rules.version,
            actorId: program.actor.id,
          }
          const shown = { ...row, undoneAt: null, reason: null, wrappedKey: null }
          return {
            statements: [
              appendBenefitUse(row),
              ...claimed(row.id, benefit.code, memberId, receipt?.id ?? 0, decision.value.claims),
            ],
            members: [memberId],
            resource: String(row.id),
            result: await renderUse(deps, shown, program.timeline.timeZone),
          }
        },
        replay: async (resource, program) =>
          renderUse(deps, await loadUse(program, Number(resource)), program.timeline.timeZone),
      }),
    )
  })
