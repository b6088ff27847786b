import { findBooks, findRedemption, findRedemptionByCode, listRedemptions } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { renderRedemption } from './kept-redemption.ts'
import type { RedemptionView } from './rewards.schemas.ts'

/** A redemption by id. */
export const getRedemption = async (caller: Caller, id: string): Promise<RedemptionView> => {
  const { program, rows } = await enterProgram(caller, [findRedemption({ id: decodeId('red', id) ?? 0 })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return renderRedemption(row, program.timeline.timeZone)
}

/** The redemption that a pick-up code names, as the member says it at the counter. Throws not_found. */
export const findByPickUpCode = async (caller: Caller, code: string): Promise<RedemptionView> => {
  const said = code.toUpperCase().replaceAll(/[\s-]/g, '')
  const { program, rows } = await enterProgram(caller, [findRedemptionByCode({ code: said })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return renderRedemption(row, program.timeline.timeZone)
}

/** A page of a member's redemptions, newest first. */
export const listMemberRedemptions = (
  caller: Caller,
  asked: number | null,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ data: RedemptionView[]; nextCursor: string | null }> =>
  onMember(caller, asked, async memberId => {
    const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
    const { program, rows } = await enterProgram(caller, [
      findBooks({ memberId: memberId }),
      listRedemptions({ memberId: memberId, beforeId: beforeId!, limit: query.limit + 1 }),
    ])
    const [[member], redemptions] = rows
    if (!member) throw new Problem('not_found')
    return page(
      redemptions,
      query.limit,
      row => [row.id],
      row => renderRedemption(row, program.timeline.timeZone),
    )
  })
