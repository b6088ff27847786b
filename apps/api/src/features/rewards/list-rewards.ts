import { availableOf, rewardObstacle, type RewardObstacle } from '@laurel/core'
import { findReward, listRewardCounts, listRewards } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { loadedMember, memberStatements } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { renderReward, termsOf } from './reward-terms.ts'
import type { MyRewardView, RewardView } from './rewards.schemas.ts'

interface ListQuery {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** A page of the catalogue, oldest first; a page of a shop sees only what is offered. */
export const listCatalogue = async (
  caller: Caller,
  query: ListQuery,
): Promise<{ data: RewardView[]; nextCursor: string | null }> => {
  const [afterId] = readCursor(query.cursor, [0])
  const activeOnly = caller.credential.kind === 'secret' ? 0 : 1
  const { program, rows } = await enterProgram(caller, [
    listRewards({ afterId: afterId!, activeOnly, limit: query.limit + 1 }),
  ])
  return page(
    rows[0],
    query.limit,
    row => [row.id],
    row => renderReward(row, program.timeline.timeZone),
  )
}

/** One gift of the catalogue. */
export const getReward = async (caller: Caller, code: string): Promise<RewardView> => {
  const { program, rows } = await enterProgram(caller, [findReward({ code })])
  const [[row]] = rows
  if (!row || (!row.active && caller.credential.kind !== 'secret')) throw new Problem('not_found')
  return renderReward(row, program.timeline.timeZone)
}

// What is not offered is not in the list at all.
const whyNot = (obstacle: RewardObstacle | null): MyRewardView['whyNot'] =>
  obstacle === 'not_active' ? 'not_in_window' : obstacle

/** The gifts that are offered, each with whether a member can have one now and why not. */
export const listMyRewards = (
  caller: Caller,
  asked: number,
  query: ListQuery,
): Promise<{ data: MyRewardView[]; nextCursor: string | null }> =>
  onMember(caller, asked, async memberId => {
    const [afterId] = readCursor(query.cursor, [0])
    const own = memberStatements(memberId)
    const { program, rows } = await enterProgram(caller, [
      listRewards({ afterId: afterId!, activeOnly: 1, limit: query.limit + 1 }),
      listRewardCounts({ memberId }),
      ...own,
    ])
    const [offered, counts, ...memberRows] = rows
    const member = loadedMember(program, memberRows)
    const available = availableOf(member.wallet, 'points', program.today)
    const taken = new Map(counts.map(count => [count.reward, count.taken]))
    return page(
      offered,
      query.limit,
      row => [row.id],
      row => {
        const facts = { tier: member.held.tier, available, taken: taken.get(row.code) ?? 0, now: program.now }
        const obstacle = rewardObstacle(termsOf(row), facts, 1)
        return {
          ...renderReward(row, program.timeline.timeZone),
          available: obstacle === null,
          whyNot: whyNot(obstacle),
          pointsMissing: Math.max(0, row.points - available),
        }
      },
    )
  })
