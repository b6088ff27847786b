import { bytesToHex } from '@noble/hashes/utils.js'
import type { addLookup, LookupKind } from '@laurel/db'
import type { Deps } from '../deps.ts'
import { requestCredential, type Caller } from './caller.ts'
import { Problem } from './problem.ts'
import type { LookupHashes } from './secrets.ts'

/** What identifies a person: sealed as one JSON text under the member's own key. */
export interface Identity {
  readonly name: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly externalId: string | null
  /** Whom an official account of the shop's on WeChat knows the person as. */
  readonly wechatOpenId: string | null
  /** What identified the cards that were merged into this one: it leads here, too. */
  readonly merged?: readonly Identifiers[]
}

/** What a person is asked for by. */
export type Identifiers = Omit<Identity, 'merged'>

/** Who is known by nothing. */
export const nobody: Identifiers = { name: null, phone: null, email: null, externalId: null, wechatOpenId: null }

type LookupRow = Parameters<typeof addLookup>[0]

const normalName = (name: string): string => name.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')

/** A name and the parts it may be asked by: words, and for a Han name the family and the given name. */
const nameParts = (name: string): string[] => {
  const whole = normalName(name)
  const han = /^\p{Script=Han}{2,6}$/u.test(whole)
  return [...new Set([whole, ...(han ? [whole[0]!, whole.slice(1)] : whole.split(' '))])]
}

/** The text under which an identifier is hashed. */
const lookupText = (kind: LookupKind, text: string): string =>
  kind === 'name' ? normalName(text) : kind === 'email' ? text.normalize('NFKC').toLowerCase() : text

const hashesOf = (deps: Deps, programId: string, kind: LookupKind, text: string): LookupHashes =>
  deps.secrets.lookupHashes(`lookup ${programId} ${kind}`, lookupText(kind, text))

/** The keyed hashes of a phone number within a program, as members are found by it. */
export const phoneHashes = (deps: Deps, programId: string, phone: string): LookupHashes =>
  hashesOf(deps, programId, 'phone', phone)

/** The keyed hashes by which a caller finds a member, within one program, to be asked for at once. */
export const lookupBy = (caller: Caller, kind: LookupKind, text: string) => {
  const credential = requestCredential(caller)
  if (credential.kind === 'member') throw new Problem('wrong_key_kind')
  const { all } = hashesOf(caller.deps, credential.programId, kind, text)
  return { by: credential.hash, kind, hash: all[0]!, orHash: all.at(-1)! }
}

/** The keyed hashes of an identifier within a program, in hexadecimal: one, or two while secrets rotate. */
export const hexHashesOf = (deps: Deps, programId: string, kind: LookupKind, text: string): readonly string[] =>
  hashesOf(deps, programId, kind, text).all.map(hash => bytesToHex(hash))

const keysOf = (identity: Identifiers): readonly [LookupKind, string][] => [
  ...(identity.phone === null
    ? []
    : ([
        ['phone', identity.phone],
        ['phoneTail', identity.phone.slice(-4)],
      ] as [LookupKind, string][])),
  ...(identity.email === null ? [] : ([['email', identity.email]] as [LookupKind, string][])),
  ...(identity.externalId === null ? [] : ([['externalId', identity.externalId]] as [LookupKind, string][])),
  ...(identity.wechatOpenId === null ? [] : ([['wechatOpenId', identity.wechatOpenId]] as [LookupKind, string][])),
  ...(identity.name === null ? [] : nameParts(identity.name).map(part => ['name', part] as [LookupKind, string])),
]

/** All lookups that lead to a person: under both secrets while they rotate. */
export const lookupsOf = (deps: Deps, programId: string, memberId: number, identity: Identity): LookupRow[] => {
  const keys = new Map(
    [identity, ...(identity.merged ?? [])]
      .flatMap(keysOf)
      .map(([kind, text]) => [`${kind} ${lookupText(kind, text)}`, [kind, text] as const]),
  )
  return [...keys.values()].flatMap(([kind, text]) =>
    hashesOf(deps, programId, kind, text).all.map(hash => ({ kind, memberId, hash })),
  )
}

/** Seals a person's identity, under the member's key where there is one already. */
export const sealIdentity = (deps: Deps, identity: Identity, wrappedKey: Uint8Array | null) =>
  deps.secrets.seal(JSON.stringify(identity), wrappedKey)

/** Opens a sealed identity; nobody where the person was erased. */
export const openIdentity = async (
  deps: Deps,
  row: { readonly wrappedKey: Uint8Array | null; readonly identity: Uint8Array | null },
): Promise<Identity> => {
  if (!row.wrappedKey || !row.identity) return nobody
  // What was sealed before there was such an identifier does not name it.
  const sealed = JSON.parse(await deps.secrets.open(row.wrappedKey, row.identity)) as Identity
  return {
    ...nobody,
    ...sealed,
    ...(sealed.merged && { merged: sealed.merged.map(card => ({ ...nobody, ...card })) }),
  }
}
