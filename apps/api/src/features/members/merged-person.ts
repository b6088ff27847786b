import {
  addLookup,
  moveDossier,
  putDossier,
  putProfile,
  removeLookups,
  type DossierRow,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { DossierWords } from '../../platform/dossier-words.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { lookupsOf, openIdentity, sealIdentity, type Identifiers, type Identity } from '../../platform/person.ts'
import { joinKeys } from '../../platform/secrets.ts'
import type { MemberRow } from './member-view.ts'

/** A person as the tables have one. */
interface Person {
  readonly row: MemberRow
  readonly dossier: DossierRow | undefined
}

/** The person who remains: what is written before and after the rest has followed. */
interface MergedPerson {
  readonly before: readonly Statement[]
  readonly after: readonly Statement[]
}

/** Who both cards are: the survivor's word stands, and what is blank there the other card fills. */
const mergedIdentity = (into: Identity, from: Identity): Identity => {
  const { name, phone, email, externalId, wechatOpenId }: Identifiers = from
  return {
    name: into.name ?? name,
    phone: into.phone ?? phone,
    email: into.email ?? email,
    externalId: into.externalId ?? externalId,
    wechatOpenId: into.wechatOpenId ?? wechatOpenId,
    merged: [...(into.merged ?? []), { name, phone, email, externalId, wechatOpenId }, ...(from.merged ?? [])],
  }
}

const birthdayOf = ({ birthYear, birthMonth, birthDay, lunarMonth, lunarDay, lunarLeap }: MemberRow) => ({
  birthYear,
  birthMonth,
  birthDay,
  lunarMonth,
  lunarDay,
  lunarLeap,
})

const hasBirthday = ({ birthDay, lunarDay }: MemberRow): boolean => birthDay !== null || lunarDay !== null

/** Who brought the person; nobody brought themselves. */
const referrerOf = (into: MemberRow, from: MemberRow): number | null =>
  [into.referredBy, from.referredBy].find(id => id !== null && id !== into.id && id !== from.id) ?? null

/** The survivor's dossier with what the other has beside it. */
const mergedDossier = async (
  deps: Deps,
  into: Person,
  from: Person,
  key: Uint8Array,
): Promise<readonly Statement[]> => {
  const [own, other] = [into.dossier, from.dossier]
  if (!other) return []
  // Written meanwhile, it is not lost: then there is another one, and the move is refused.
  if (!own) return [moveDossier({ from: from.row.id, into: into.row.id })]
  const wordsOf = async ({ sealed }: DossierRow) => JSON.parse(await deps.secrets.open(key, sealed)) as DossierWords
  const [words, theirs] = await Promise.all([wordsOf(own), wordsOf(other)])
  const both: DossierWords = {
    habits: [...new Set([...words.habits, ...theirs.habits])],
    texts: { ...theirs.texts, ...words.texts },
  }
  const { sealed } = await deps.secrets.seal(JSON.stringify(both), key)
  const quiet = own.quietFrom === null ? other : own
  return [
    // Refused where it was changed meanwhile.
    putDossier({ ...other, revision: other.revision + 1 }),
    putDossier({
      ...own,
      occupation: own.occupation ?? other.occupation,
      education: own.education ?? other.education,
      preferredChannel: own.preferredChannel ?? other.preferredChannel,
      language: own.language ?? other.language,
      quietFrom: quiet.quietFrom,
      quietUntil: quiet.quietUntil,
      habits: both.habits.length,
      sealed,
      changedAt: Math.max(own.changedAt, other.changedAt),
      revision: own.revision + 1,
    }),
  ]
}

/** Makes one person of two: whoever asks by what either was found by finds the survivor. */
export const mergedPerson = async (
  deps: Deps,
  program: PresentProgram,
  { into, from }: { readonly into: Person; readonly from: Person },
): Promise<MergedPerson> => {
  const memberId = into.row.id
  const key = joinKeys(into.row.wrappedKey!, from.row.wrappedKey!)
  const identity = mergedIdentity(await openIdentity(deps, into.row), await openIdentity(deps, from.row))
  const { wrappedKey, sealed } = await sealIdentity(deps, identity, key)
  const person = {
    ...into.row,
    ...(hasBirthday(into.row) ? {} : birthdayOf(from.row)),
    gender: into.row.gender ?? from.row.gender,
    region: into.row.region ?? from.row.region,
    referredBy: referrerOf(into.row, from.row),
    memberId,
    wrappedKey,
    identity: sealed,
    revision: (into.row.revision ?? 0) + 1,
  }
  return {
    before: [
      // Refused where the person was changed meanwhile.
      putProfile({
        ...from.row,
        memberId: from.row.id,
        wrappedKey: from.row.wrappedKey!,
        identity: from.row.identity!,
        revision: (from.row.revision ?? 0) + 1,
      }),
      ...(await mergedDossier(deps, into, from, key)),
    ],
    after: [
      putProfile(person),
      removeLookups({ memberId }),
      ...lookupsOf(deps, program.id, memberId, identity).map(addLookup),
    ],
  }
}
