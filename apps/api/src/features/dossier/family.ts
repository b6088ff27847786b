import { addRelative, findMember, listFamily, putRelative, readAll, removeRelative, type FamilyRow } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireOther, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { birthdayColumns } from '../../platform/wire.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { CreateRelative, PatchRelative, RelativeView } from './dossier.schemas.ts'
import { mergedSizes } from './merged-sizes.ts'
import { keepRelative, openRelative, showRelative } from './relative-view.ts'

/** How many of a family may be written down; a trigger says the same. */
const MOST_RELATIVES = 50

const familyStatements = (memberId: number) => [findMember({ id: memberId }), listFamily({ memberId })] as const

const keyOf = (member: { readonly wrappedKey: Uint8Array | null } | undefined): Uint8Array => {
  if (!member?.wrappedKey) throw new Problem('not_found')
  return member.wrappedKey
}

const found = (family: readonly FamilyRow[], id: number): FamilyRow => {
  const row = family.find(relative => relative.id === id)
  if (!row) throw new Problem('not_found')
  return row
}

/** Somebody of a family by id, as they are kept now. Throws not_found. */
const loadRelative = async (caller: Caller, { database }: OpenProgram, memberId: number, id: number) => {
  const [[member], family] = await readAll(database, familyStatements(memberId))
  return showRelative(caller.deps, keyOf(member), found(family, id))
}

/** The family of a member, in the order in which they were written down. */
export const getFamily = async (caller: Caller, id: string): Promise<{ data: RelativeView[] }> => {
  const { rows } = await enterProgram(caller, familyStatements(decodeId('mem', id) ?? 0))
  const [[member], family] = rows
  const wrappedKey = keyOf(member)
  return { data: await Promise.all(family.map(row => showRelative(caller.deps, wrappedKey, row))) }
}

/** Writes down somebody of a member's family. */
export const createRelative = (caller: Caller, id: string, body: CreateRelative): Promise<Answer<RelativeView>> => {
  const memberId = decodeId('mem', id) ?? 0
  const { deps } = caller
  const relativeId = deps.ids.next()
  const record = auditing(deps)
  return writeOnce(caller, body, {
    load: familyStatements(memberId),
    decide: async (program, [[member], family]) => {
      const wrappedKey = keyOf(member)
      requireOther(program, memberId)
      if (family.length >= MOST_RELATIVES)
        throw new Problem('too_many', { detail: `A family has at most ${MOST_RELATIVES} people.` })
      const row: FamilyRow = {
        id: relativeId,
        memberId,
        relation: body.relation,
        birthYear: null,
        birthMonth: null,
        birthDay: null,
        lunarMonth: null,
        lunarDay: null,
        lunarLeap: null,
        ...birthdayColumns(body),
        ...(await keepRelative(deps, wrappedKey, body.name ?? null, mergedSizes(new Map(), body.sizes))),
        revision: 1,
      }
      return {
        statements: [...addRelative(row), record(program, program.actor, 'dossierChanged', id, { memberId })],
        members: [memberId],
        resource: String(relativeId),
        result: await showRelative(deps, wrappedKey, row),
      }
    },
    replay: (resource, program) => loadRelative(caller, program, memberId, Number(resource)),
  })
}

/** Changes what is known of somebody of a member's family: what was sent, and nothing else. */
export const patchRelative = async (
  caller: Caller,
  id: string,
  relative: string,
  body: PatchRelative,
): Promise<RelativeView> => {
  const memberId = decodeId('mem', id) ?? 0
  const { deps } = caller
  const record = auditing(deps)
  const { result } = await writeOnce(caller, body, {
    load: familyStatements(memberId),
    decide: async (program, [[member], family]) => {
      const wrappedKey = keyOf(member)
      const before = found(family, decodeId('fam', relative) ?? 0)
      requireOther(program, memberId)
      const told = await openRelative(deps, wrappedKey, before)
      const name = body.name === undefined ? told.name : body.name
      const sizes = mergedSizes(new Map(Object.entries(told.sizes)), body.sizes)
      const row: FamilyRow = {
        ...before,
        ...birthdayColumns(body),
        relation: body.relation ?? before.relation,
        ...(await keepRelative(deps, wrappedKey, name, sizes)),
        revision: before.revision + 1,
      }
      return {
        statements: [...putRelative(row), record(program, program.actor, 'dossierChanged', id, { memberId })],
        members: [memberId],
        resource: relative,
        result: await showRelative(deps, wrappedKey, row),
      }
    },
  })
  return result
}

/** Forgets somebody of a member's family. */
export const deleteRelative = async (caller: Caller, id: string, relative: string) => {
  const memberId = decodeId('mem', id) ?? 0
  const relativeId = decodeId('fam', relative) ?? 0
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, relative, {
    load: familyStatements(memberId),
    decide: (program, [[member], family]) => {
      keyOf(member)
      found(family, relativeId)
      requireOther(program, memberId)
      return {
        statements: [
          ...removeRelative({ memberId, id: relativeId }),
          record(program, program.actor, 'dossierChanged', id, { memberId }),
        ],
        members: [memberId],
        resource: relative,
        result: { id: encodeId('fam', relativeId), deleted: true as const },
      }
    },
    stands: async (_, { database }) => {
      const [family] = await readAll(database, [listFamily({ memberId })])
      return family.every(row => row.id !== relativeId)
    },
  })
  return result
}
