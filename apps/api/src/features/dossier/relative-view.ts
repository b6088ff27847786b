import type { FamilyRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { encodeId } from '../../platform/ids.ts'
import { showBirthday, showLunarBirthday } from '../../platform/wire.ts'
import type { RelativeView } from './dossier.schemas.ts'

/** What of somebody of a family is sealed, as one JSON text under the member's own key. */
interface RelativeWords {
  readonly name: string | null
  /** Of who was written down before sizes had a table, until the next change. */
  readonly sizes?: Readonly<Record<string, string>>
}

/** Who somebody of a family is, and what they wear. */
interface RelativeIdentity {
  readonly name: string | null
  readonly sizes: Readonly<Record<string, string>>
}

/** Opens who somebody of a member's family is. */
export const openRelative = async (
  deps: Deps,
  wrappedKey: Uint8Array,
  { sealed, sizes }: Pick<FamilyRow, 'sealed' | 'sizes'>,
): Promise<RelativeIdentity> => {
  const words = JSON.parse(await deps.secrets.open(wrappedKey, sealed)) as RelativeWords
  return { name: words.name, sizes: { ...words.sizes, ...(JSON.parse(sizes) as Record<string, string>) } }
}

/** What of somebody of a family is kept in sight, and what under the member's own key. */
export const keepRelative = async (
  deps: Deps,
  wrappedKey: Uint8Array,
  name: string | null,
  sizes: ReadonlyMap<string, string>,
): Promise<Pick<FamilyRow, 'sealed' | 'sizes'>> => {
  const words: RelativeWords = { name }
  return {
    sealed: (await deps.secrets.seal(JSON.stringify(words), wrappedKey)).sealed,
    sizes: JSON.stringify(Object.fromEntries(sizes)),
  }
}

/** Somebody of a member's family as the API shows them. */
export const showRelative = async (deps: Deps, wrappedKey: Uint8Array, row: FamilyRow): Promise<RelativeView> => {
  const { name, sizes } = await openRelative(deps, wrappedKey, row)
  return {
    id: encodeId('fam', row.id),
    relation: row.relation as RelativeView['relation'],
    name,
    birthday: showBirthday(row),
    lunarBirthday: showLunarBirthday(row),
    sizes,
  }
}
