import { addTag, findMember, listTags, removeTag, type Statement } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireOther } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce } from '../../platform/write.ts'

/** How many tags a member may have; a trigger says the same. */
const MOST_TAGS = 100

type Change = (tags: readonly string[]) => { readonly tags: string[]; readonly statements: readonly Statement[] }

/** Changes the tags of a member; where there is nothing to change nothing is written. */
const changeTags = async (caller: Caller, id: string, change: (memberId: number) => Change): Promise<string[]> => {
  const memberId = decodeId('mem', id) ?? 0
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, id, {
    load: [findMember({ id: memberId }), listTags({ memberId })],
    decide: (program, [[member], rows]) => {
      if (!member?.wrappedKey) throw new Problem('not_found')
      requireOther(program, memberId)
      const { tags, statements } = change(memberId)(rows.map(({ tag }) => tag))
      const entry = record(program, program.actor, 'dossierChanged', id, { memberId })
      return {
        statements: statements.length === 0 ? [] : [...statements, entry],
        members: [memberId],
        resource: id,
        result: tags,
      }
    },
  })
  return result
}

/** Tags a member. */
export const tagMember = (caller: Caller, id: string, tag: string): Promise<string[]> =>
  changeTags(caller, id, memberId => before => {
    if (before.includes(tag)) return { tags: [...before], statements: [] }
    if (before.length >= MOST_TAGS) throw new Problem('too_many', { detail: `A member has at most ${MOST_TAGS} tags.` })
    return { tags: [...before, tag].toSorted(), statements: [addTag({ memberId, tag })] }
  })

/** Takes a tag from a member. */
export const untagMember = (caller: Caller, id: string, tag: string): Promise<string[]> =>
  changeTags(caller, id, memberId => before => ({
    tags: before.filter(other => other !== tag),
    statements: before.includes(tag) ? [removeTag({ memberId, tag })] : [],
  }))
