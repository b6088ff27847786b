import type { FamilyRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { encodeId } from '../../platform/ids.ts'
import { showBirthday, showLunarBirthday } from '../../platform/wire.ts'
import type { RelativeView } from './dossier.schemas.ts'

/** Who somebody of a family is: sealed as one JSON text under the member's own key. */
export interface RelativeIdentity {
  readonly name: string | null
  readonly sizes: Readonly<Record<string, string>>
}

/** Opens who somebody of a member's family is. */
export const openRelative = async (deps: Deps, wrappedKey: Uint8Array, sealed: Uint8Array): Promise<RelativeIdentity> =>
  JSON.parse(await deps.secrets.open(wrappedKey, sealed)) as RelativeIdentity

/** Somebody of a member's family as the API shows them. */
export const showRelative = async (deps: Deps, wrappedKey: Uint8Array, row: FamilyRow): Promise<RelativeView> => {
  const { name, sizes } = await openRelative(deps, wrappedKey, row.sealed)
  return {
    id: encodeId('fam', row.id),
    relation: row.relation as RelativeView['relation'],
    name,
    birthday: showBirthday(row),
    lunarBirthday: showLunarBirthday(row),
    sizes,
  }
}
