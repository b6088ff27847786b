import { decideRedemption, type RewardObstacle } from '@laurel/core'
import {
  appendRedemption,
  countReward,
  findReward,
  findRewardCount,
  findUsedToken,
  spendToken,
  takeStock,
  type RewardRow,
} from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { writeForMember } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import type { ProblemCode } from '../../platform/problem-table.ts'
import { PICK_UP_CODE_LENGTH, readableCode } from '../../platform/readable-code.ts'
import { keyHash } from '../../platform/secrets.ts'
import type { Answer } from '../../platform/write.ts'
import { loadRedemption, renderRedemption } from './kept-redemption.ts'
import { termsOf } from './reward-terms.ts'
import type { RedemptionView } from './rewards.schemas.ts'

const REFUSALS: Readonly<Record<RewardObstacle, readonly [ProblemCode, string]>> = {
  not_active: ['reward_not_available', 'This gift is not offered.'],
  not_in_window: ['reward_not_available', 'This gift is offered at another time.'],
  tier_required: ['tier_required', 'This gift is for other tiers.'],
  per_member_limit: ['per_member_limit', 'The member has had as many of it as one may.'],
  out_of_stock: ['out_of_stock', 'Fewer are left than were asked for.'],
  insufficient_points: ['insufficient_points', 'The points that are there to be spent do not suffice.'],
}

const refusal = (reason: RewardObstacle): Problem => {
  const [code, detail] = REFUSALS[reason]
  return new Problem(code, { detail })
}

/** No token has this hash: it stands where none is to be spent. */
const NO_TOKEN = new Uint8Array(1)

/** A member's wish for a gift. */
export interface RedeemReward {
  readonly memberId: number | null
  readonly reward: string
  readonly quantity: number
}

/** What is kept of a redemption, before it has an end. */
const keptRow = (reward: RewardRow, id: number, code: string, occurredAt: number) => ({
  id,
  reward: reward.code,
  name: reward.name,
  revision: reward.revision,
  code,
  pointsEach: reward.points,
  occurredAt,
  end: null,
  endedAt: null,
  pointsAtEnd: null,
  memberCashAtEnd: null,
  prepaidAtEnd: null,
})

/**
 * Reserves a gift for a member: points, stock and the member's limit in one batch. Stock and limit are constraints, so
 * whoever comes too late is refused by the database, reads again and hears why. A member's own token redeems once.
 */
export const redeemReward = (caller: Caller, wish: RedeemReward): Promise<Answer<RedemptionView>> =>
  onMember(caller, wish.memberId, async memberId => {
    const { reward, quantity } = wish
    const { deps, credential } = caller
    // A kiosk is a page of ours, and its session is ended: who stands there may have more than one gift.
    const token = credential.kind === 'member' && credential.kioskSession === null ? credential.token : null
    const tokenHash = token ? await keyHash(token.id) : NO_TOKEN
    return writeForMember(
      caller,
      memberId,
      { ...wish },
      {
        load: [
          findReward({ code: reward }),
          findRewardCount({ memberId: memberId, reward }),
          findUsedToken({ tokenHash }),
        ],
        decide: (program, member, [[row], [count], [used]]) => {
          if (used) throw new Problem('token_used')
          if (!row) throw new Problem('not_found')
          const { now, today, rules, timeline } = program
          const facts = {
            wallet: member.wallet,
            tier: member.held.tier,
            taken: count?.taken ?? 0,
            quantity,
            now,
            today,
          }
          const decision = decideRedemption(termsOf(row), facts)
          if (!decision.accepted) throw refusal(decision.reason)
          const { movement, ...decided } = decision.value
          const id = deps.ids.next()
          const { balances } = movement.wallet
          const kept = {
            ...keptRow(row, id, readableCode(deps.randomText, PICK_UP_CODE_LENGTH), now),
            ...decided,
            memberId: member.id,
            tier: member.held.tier,
            quantity,
            pointsAfter: balances.points,
            memberCashAfter: balances.memberCash,
            prepaidAfter: balances.prepaid,
          }
          return {
            change: {
              transactions: [
                { id, kind: 'redeem', occurredAt: now, rulesVersion: rules.version, movement, causeId: null },
              ],
            },
            statements: [
              takeStock({ code: reward, pieces: quantity }),
              countReward({ memberId: member.id, reward, pieces: quantity, most: row.perMember }),
              ...appendRedemption(kept),
              ...(token ? spendToken(tokenHash, token.expiresAt, deps.now()) : []),
            ],
            resource: String(id),
            result: renderRedemption(kept, timeline.timeZone),
          }
        },
        replay: async (resource, program) =>
          renderRedemption(await loadRedemption(program, Number(resource)), program.timeline.timeZone),
      },
    )
  })
