import {
  decideCompleteness,
  fieldValueOf,
  formatInstant,
  type DossierItem,
  type FieldValue,
  type WireFieldValue,
} from '@laurel/core'
import {
  findDossier,
  findMember,
  listCustomFields,
  listFamily,
  listFieldValues,
  listInterests,
  listSizes,
  listTags,
  type Bound,
  type CustomFieldRow,
  type DossierRow,
  type FamilyRow,
  type RowOf,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { showConsents } from '../../platform/consents.ts'
import type { DossierWords } from '../../platform/dossier-words.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { openIdentity } from '../../platform/person.ts'
import { Problem } from '../../platform/problem.ts'
import type { DossierView } from './dossier.schemas.ts'
import { showRelative } from './relative-view.ts'

/** A member's dossier as a command finds it, opened. */
export interface KeptDossier {
  readonly member: RowOf<typeof findMember>
  readonly wrappedKey: Uint8Array
  readonly row: Omit<DossierRow, 'sealed' | 'habits'>
  readonly habits: readonly string[]
  readonly texts: ReadonlyMap<string, string>
  readonly interests: readonly string[]
  readonly sizes: ReadonlyMap<string, string>
  readonly tags: readonly string[]
  readonly values: ReadonlyMap<string, readonly FieldValue[]>
  readonly family: readonly FamilyRow[]
  readonly fields: readonly CustomFieldRow[]
}

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/** What is read for a dossier, in one round trip. */
export const dossierStatements = (memberId: number) =>
  [
    findMember({ id: memberId }),
    findDossier({ memberId }),
    listInterests({ memberId }),
    listSizes({ memberId }),
    listTags({ memberId }),
    listFieldValues({ memberId }),
    listFamily({ memberId }),
    listCustomFields({}),
  ] as const

/** Seals the free words of a dossier under the member's own key. */
export const sealWords = async (deps: Deps, kept: KeptDossier): Promise<Uint8Array> => {
  const words: DossierWords = { habits: kept.habits, texts: Object.fromEntries(kept.texts) }
  return (await deps.secrets.seal(JSON.stringify(words), kept.wrappedKey)).sealed
}

/** The dossier of a load. Throws not_found where there is no such member, or nobody any more. */
export const openDossier = async (
  deps: Deps,
  [[member], [row], interests, sizes, tags, values, family, fields]: Rows<ReturnType<typeof dossierStatements>>,
): Promise<KeptDossier> => {
  if (!member?.wrappedKey) throw new Problem('not_found')
  const { wrappedKey } = member
  const { habits, texts }: DossierWords = row
    ? (JSON.parse(await deps.secrets.open(wrappedKey, row.sealed)) as DossierWords)
    : { habits: [], texts: {} }
  const empty = {
    memberId: member.id,
    occupation: null,
    education: null,
    preferredChannel: null,
    language: null,
    quietFrom: null,
    quietUntil: null,
    revision: 0,
    changedAt: 0,
  }
  return {
    member,
    wrappedKey,
    row: row ?? empty,
    habits,
    texts: new Map(Object.entries(texts)),
    interests: interests.map(({ interest }) => interest),
    sizes: new Map(sizes.map(({ garment, size }) => [garment, size])),
    tags: tags.map(({ tag }) => tag),
    values: Map.groupBy(values, ({ field }) => field),
    family,
    fields,
  }
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** A dossier as the API shows it, with how complete it is. */
export const showDossier = async (deps: Deps, program: PresentProgram, kept: KeptDossier): Promise<DossierView> => {
  const { member, row, habits, interests, sizes, tags, family } = kept
  const { timeZone } = program.timeline
  const identity = await openIdentity(deps, member)
  const consents = showConsents(member.consents, timeZone)
  const fields = new Map<string, WireFieldValue | null>(
    kept.fields
      .filter(({ active }) => active)
      .map(({ code, type }) => [code, fieldValueOf(type, kept.values.get(code) ?? [], kept.texts.get(code) ?? null)]),
  )
  const known: Record<DossierItem, boolean> = {
    name: identity.name !== null,
    phone: identity.phone !== null,
    email: identity.email !== null,
    birthday: member.birthDay !== null || member.lunarDay !== null,
    gender: member.gender !== null,
    region: member.region !== null,
    occupation: row.occupation !== null,
    education: row.education !== null,
    interests: interests.length > 0,
    habits: habits.length > 0,
    sizes: sizes.size > 0,
    family: family.length > 0,
    preferredChannel: row.preferredChannel !== null,
    consents: consents.length > 0,
  }
  const { percent, missing } = decideCompleteness(
    known,
    kept.fields
      .filter(({ active }) => active)
      .map(({ code, weight }) => ({ code, weight, known: fields.get(code) !== null })),
    program.rules.document.dossier?.weights,
  )
  return {
    memberId: encodeId('mem', member.id),
    occupation: row.occupation,
    education: row.education as DossierView['education'],
    preferredChannel: row.preferredChannel as DossierView['preferredChannel'],
    language: row.language,
    quietHours:
      row.quietFrom === null || row.quietUntil === null
        ? null
        : { from: clock(row.quietFrom), until: clock(row.quietUntil) },
    interests: [...interests],
    habits: [...habits],
    sizes: Object.fromEntries(sizes),
    tags: [...tags],
    family: await Promise.all(family.map(relative => showRelative(deps, kept.wrappedKey, relative))),
    fields: Object.fromEntries(fields) as DossierView['fields'],
    brandCards: JSON.parse(member.brandCards) as string[],
    consents,
    completeness: { percent, missing: [...missing] },
    changedAt: row.revision === 0 ? null : formatInstant(row.changedAt, timeZone),
  }
}
