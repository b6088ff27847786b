import { findBenefitUse, findBooks, listBenefitUses } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { page, readCursor } from '../../platform/lists.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import type { BenefitUseView } from './benefits.schemas.ts'
import { renderUse } from './kept-use.ts'

/** A use by id. */
export const getBenefitUse = async (caller: Caller, id: string): Promise<BenefitUseView> => {
  const { program, rows } = await enterProgram(caller, [findBenefitUse({ id: decodeId('use', id) ?? 0 })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return renderUse(caller.deps, row, program.timeline.timeZone)
}

/** A page of a member's uses, newest first. */
export const listMemberUses = (
  caller: Caller,
  asked: number | null,
  query: { limit: number; cursor?: string | undefined },
): Promise<{ data: BenefitUseView[]; nextCursor: string | null }> =>
  onMember(caller, asked, async id => {
    const [beforeId] = readCursor(query.cursor, [Number.MAX_SAFE_INTEGER])
    const { program, rows } = await enterProgram(caller, [
      findBooks({ memberId: id }),
      listBenefitUses({ memberId: id, beforeId: beforeId!, limit: query.limit + 1 }),
    ])
    const [[member], uses] = rows
    if (!member) throw new Problem('not_found')
    const { data, nextCursor } = page(
      uses,
      query.limit,
      row => [row.id],
      row => renderUse(caller.deps, row, program.timeline.timeZone),
    )
    return { data: await Promise.all(data), nextCursor }
  })
