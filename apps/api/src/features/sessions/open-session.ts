import { findBooks } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { issueMemberToken } from '../../platform/credential.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import type { tokenPurposes } from '../../platform/verified-tokens.ts'

/** A token for one member. Nothing is stored: it dies by itself. */
export const openSession = (
  caller: Caller,
  id: string,
  purpose: (typeof tokenPurposes)[number],
): Promise<{ token: string; expiresAt: number }> =>
  onMember(caller, decodeId('mem', id), async memberId => {
    const { program, rows } = await enterProgram(caller, [findBooks({ memberId })])
    const [[member]] = rows
    if (!member) throw new Problem('not_found')
    return issueMemberToken(caller.deps, program.id, member.id, { purpose })
  })
