import { findMember } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireOther } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { openIdentity } from '../../platform/person.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce } from '../../platform/write.ts'
import { changedIdentity, changedMember } from './changed-member.ts'
import { refuseTaken } from './create-member.ts'
import { renderMembers, type MemberView } from './member-view.ts'
import type { PatchMember } from './members.schemas.ts'

/** Changes what is known of a person; a changed birthday counts from the next receipt on. */
export const patchMember = (caller: Caller, id: string, body: PatchMember): Promise<MemberView> =>
  onMember(caller, decodeId('mem', id), async memberId => {
    const record = auditing(caller.deps)
    const { result } = await writeOnce(caller, body, {
      load: [findMember({ id: memberId })],
      decide: async (program, [[row]], refusals) => {
        if (!row) throw new Problem('not_found')
        requireOther(program, memberId)
        const { deps } = caller
        const identity = changedIdentity(program, await openIdentity(deps, row), body)
        if (refusals > 0) await refuseTaken(caller, program, identity, memberId)
        const changed = await changedMember(deps, program, row, identity, body)
        const statements = [...changed.statements, record(program, program.actor, 'memberChanged', id, { memberId })]
        const [view] = await renderMembers(deps, program, [changed.row])
        return { statements, members: [memberId], resource: id, result: view! }
      },
    })
    return result
  })
