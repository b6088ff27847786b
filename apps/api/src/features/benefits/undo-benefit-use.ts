import { appendBenefitUndo, findBenefitUse, removeBenefitClaims } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireOther } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { BenefitUseView } from './benefits.schemas.ts'
import { loadUse, renderUse } from './kept-use.ts'

/**
 * Takes a use back, with the reason of who did it: receipt and quota are free again. One undone already answers as it
 * was undone first.
 */
export const undoBenefitUse = (caller: Caller, id: string, reason: string): Promise<Answer<BenefitUseView>> => {
  const { deps } = caller
  const useId = decodeId('use', id) ?? 0
  const record = auditing(deps)
  return writeOnce(
    caller,
    { reason },
    {
      load: [findBenefitUse({ id: useId })],
      decide: async (program, [[row]]) => {
        if (!row) throw new Problem('not_found')
        requireOther(program, row.memberId)
        const free = removeBenefitClaims({ useId })
        const { timeZone } = program.timeline
        if (row.undoneAt !== null)
          return { statements: [free], resource: String(useId), result: await renderUse(deps, row, timeZone) }
        const sealed = row.wrappedKey ? (await deps.secrets.seal(reason, row.wrappedKey)).sealed : null
        const undo = {
          useId,
          reason: sealed,
          occurredAt: program.now,
          recordedAt: program.now,
          actorId: program.actor.id,
        }
        return {
          statements: [
            appendBenefitUndo(undo),
            free,
            record(program, program.actor, 'benefitUndone', id, { memberId: row.memberId, sealed }),
          ],
          members: [row.memberId],
          resource: String(useId),
          result: await renderUse(deps, { ...row, undoneAt: program.now, reason: sealed }, timeZone),
        }
      },
      replay: async (resource, program) => {
        const row = await loadUse(program, Number(resource))
        if (row.undoneAt === null) throw new Problem('not_found')
        return renderUse(deps, row, program.timeline.timeZone)
      },
    },
  )
}
