import { formatInstant } from '@laurel/core'
import { findBooks, findTopUp, listTopUps } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import type { TopUpView } from './topups.schemas.ts'

export type KeptTopUp = ReturnType<ReturnType<typeof findTopUp>['decode']>[number]

/** A top-up on the wire, with its reversal where it was taken back. */
export const renderTopUp = (program: OpenProgram, kept: KeptTopUp): TopUpView => {
  const { timeZone } = program.timeline
  return {
    id: encodeId('top', kept.id),
    memberId: encodeId('mem', kept.memberId),
    externalId: kept.externalId,
    plan: kept.plan,
    tender: kept.tender,
    paid: kept.paidMinor,
    prepaid: kept.prepaidMinor,
    points: kept.points,
    status: kept.reversedBy === null ? 'done' : 'reversed',
    occurredAt: formatInstant(kept.occurredAt, timeZone),
    recordedAt: formatInstant(kept.recordedAt, timeZone),
    tier: { before: kept.tierBefore, after: kept.tierAfter },
    balances: { points: kept.pointsAfter, memberCash: kept.memberCashAfter, prepaid: kept.prepaidAfter },
    reversal:
      kept.reversedBy === null
        ? null
        : {
            occurredAt: formatInstant(kept.reversedAt, timeZone),
            tier: { before: kept.reversedTierBefore, after: kept.reversedTierAfter },
            balances: {
              points: kept.reversedPointsAfter,
              memberCash: kept.reversedMemberCashAfter,
              prepaid: kept.reversedPrepaidAfter,
            },
          },
  }
}

/** A top-up by id. */
export const getTopUp = async (caller: Caller, id: string): Promise<TopUpView> => {
  const { program, rows } = await enterProgram(caller, [findTopUp({ id: decodeId('top', id) ?? 0 })])
  const [[found]] = rows
  if (!found) throw new Problem('not_found')
  return renderTopUp(program, found)
}

/** A page of a member's top-ups, newest first. */
export const listMemberTopUps = (
  caller: Caller,
  asked: number | null,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ data: TopUpView[]; nextCursor: string | null }> =>
  onMember(caller, asked, async memberId => {
    const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
    const { program, rows } = await enterProgram(caller, [
      findBooks({ memberId: memberId }),
      listTopUps({ memberId: memberId, beforeId: beforeId!, limit: query.limit + 1 }),
    ])
    const [[member], topUps] = rows
    if (!member) throw new Problem('not_found')
    return page(
      topUps,
      query.limit,
      row => [row.id],
      row => renderTopUp(program, row),
    )
  })
