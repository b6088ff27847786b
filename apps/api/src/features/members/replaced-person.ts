import { addLookup, putProfile, removeLookups, type Statement } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { lookupsOf, sealIdentity, type Identity } from '../../platform/person.ts'
import type { Person } from './known-members.ts'
import type { MemberRow } from './member-view.ts'

const BIRTHDAY = ['birthYear', 'birthMonth', 'birthDay', 'lunarMonth', 'lunarDay', 'lunarLeap'] as const
const PLAIN = [...BIRTHDAY, 'gender', 'region'] as const

/** What a row of a file may replace of a person. */
interface ReplacedPerson extends Pick<MemberRow, (typeof PLAIN)[number]> {
  readonly identity: Identity
}

/** Who somebody was before a row changed them, sealed under their own key, and whether their birthday is another now. */
export const replacedPerson = async (deps: Deps, { row, identity }: Person, after: MemberRow) => {
  const plain = Object.fromEntries(PLAIN.map(name => [name, row[name]])) as Omit<ReplacedPerson, 'identity'>
  const before: ReplacedPerson = { ...plain, identity }
  const { sealed } = await deps.secrets.seal(JSON.stringify(before), row.wrappedKey)
  return { sealed, birthday: BIRTHDAY.some(name => row[name] !== after[name]) }
}

/** Opens who somebody was. */
export const openReplaced = async (deps: Deps, row: MemberRow, sealed: Uint8Array): Promise<ReplacedPerson> =>
  JSON.parse(await deps.secrets.open(row.wrappedKey!, sealed)) as ReplacedPerson

/** Makes somebody who they were: the whole batch. */
export const restoredPerson = async (
  deps: Deps,
  program: PresentProgram,
  row: MemberRow,
  { identity, ...plain }: ReplacedPerson,
): Promise<readonly Statement[]> => {
  const memberId = row.id
  const { wrappedKey, sealed } = await sealIdentity(deps, identity, row.wrappedKey)
  return [
    putProfile({ ...row, ...plain, memberId, wrappedKey, identity: sealed, revision: (row.revision ?? 0) + 1 }),
    removeLookups({ memberId }),
    ...lookupsOf(deps, program.id, memberId, identity).map(addLookup),
  ]
}
