import { decideTierSet, formatInstant, still, type Day, type TierAct } from '@laurel/core'
import { appendReason, appendTierAct, findMember, findTierAct, readAll } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { requireByHand, type OpenProgram } from '../../platform/enter-program.ts'
import { heldTier } from '../../platform/held-tier.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { heldAfter, writeForMember } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { sealReason } from '../../platform/reasons.ts'
import type { Answer } from '../../platform/write.ts'

export interface SetTierBody {
  readonly code: string | null
  readonly reason: string
  readonly validThrough?: Day | null | undefined
}

type KeptAct = ReturnType<ReturnType<typeof findTierAct>['decode']>[number]

const render = (program: OpenProgram, kept: KeptAct) => ({
  id: encodeId('tier', kept.id),
  memberId: encodeId('mem', kept.memberId),
  occurredAt: formatInstant(kept.occurredAt, program.timeline.timeZone),
  recordedAt: formatInstant(kept.recordedAt, program.timeline.timeZone),
  tier: { before: kept.tierBefore, after: kept.tier },
  held: heldTier(program.timeline.at(kept.occurredAt), {
    tier: kept.tier,
    since: kept.sinceAfter,
    through: kept.throughAfter,
  }),
})

export type TierSetView = ReturnType<typeof render>

const refusal = (reason: 'unknown_tier' | 'tier_not_by_hand' | 'validity_ended'): Problem =>
  reason === 'validity_ended'
    ? new Problem('invalid_request', {
        errors: [{ path: 'validThrough', message: 'must be today or later, and of a tier' }],
      })
    : new Problem(reason, { errors: [{ path: 'code', message: reason.replaceAll('_', ' ') }] })

/**
 * Sets a member's tier by hand, with the reason: it holds from now on, whatever it is; what comes later raises, renews
 * and lowers it by the rules. The act takes a place in the member's journal, so that its order among receipts is kept.
 */
export const setTier = (caller: Caller, id: string, body: SetTierBody): Promise<Answer<TierSetView>> =>
  onMember(caller, decodeId('mem', id), async memberId => {
    return writeForMember(caller, memberId, body, {
      load: [findMember({ id: memberId })],
      decide: async (program, member, [[person]]) => {
        requireByHand(program)
        const { now: at, today: day, rules } = program
        const rulesVersion = rules.version
        const { code: tier, validThrough: through = null } = body
        const decision = decideTierSet(rules, member.held.tier, { tier, through, on: day })
        if (!decision.accepted) throw refusal(decision.reason)
        const actId = caller.deps.ids.next()
        const act: TierAct = {
          id: actId,
          at,
          seq: member.seq + 1,
          day,
          rulesVersion,
          after: [],
          kind: 'set',
          tier,
          through,
        }
        const movement = still(member.wallet)
        const change = {
          transactions: [{ id: actId, kind: 'tier' as const, occurredAt: at, rulesVersion, movement, causeId: null }],
          acts: [...member.acts, act],
        }
        const held = heldAfter(program, member, change)
        const row = {
          id: actId,
          memberId: member.id,
          kind: 'set' as const,
          day,
          tier,
          through,
          plan: null,
          tierBefore: member.held.tier,
          sinceAfter: held.since,
          throughAfter: held.through,
          since: null,
          validFrom: null,
        }
        const sealed = await sealReason(caller.deps, body.reason, person?.wrappedKey)
        return {
          change,
          statements: [appendTierAct(row), appendReason({ transactionId: actId, memberId: member.id, sealed })],
          resource: String(actId),
          result: render(program, { ...row, occurredAt: at, recordedAt: at }),
        }
      },
      replay: async (resource, program) => {
        const [[found]] = await readAll(program.database, [findTierAct({ id: Number(resource) })])
        if (!found) throw new Problem('not_found')
        return render(program, found)
      },
    })
  })
