import type { Deps } from '../deps.ts'
import type { Actor } from './actor.ts'
import type { Credential, CredentialKind } from './credential.ts'
import type { Lanes } from './lanes.ts'
import { Problem } from './problem.ts'

/** Work goes on in the name of who asked for it: they were let in when they did. No request has this. */
interface WorkCredential {
  readonly kind: 'work'
  readonly programId: string
  readonly actor: Actor
}

/** One request as a use case sees it: who asks, from which page, and the means to answer. */
export interface Caller {
  readonly deps: Deps
  readonly credential: Credential | WorkCredential
  readonly lanes: Lanes
  /** The page's origin where a browser asks from another site than ours. */
  readonly foreignOrigin: string | null
  /** What is asked, such as `GET /v1/members/{id}`: it decides which roles may. */
  readonly operation: string
  /** Takes the request from the allowance of `who`, once that is known for certain; once a request. */
  readonly admit: (who: string) => void
  /** The keyed hash of method, path and Idempotency-Key; null where none was sent. */
  readonly idempotency: { readonly keyHash: Uint8Array } | null
}

export type ProgramCredential = Extract<Credential | WorkCredential, { programId: string }>

/** The credential where it is one of a program. */
export const programCredential = (caller: Caller): ProgramCredential => {
  if (caller.credential.kind === 'operator') throw new Problem('wrong_key_kind')
  return caller.credential
}

/** The credential of a request, where it is one of a program: what nobody asks now is none. */
export const requestCredential = (caller: Caller): Exclude<ProgramCredential, WorkCredential> => {
  const credential = programCredential(caller)
  if (credential.kind === 'work') throw new Error('work that goes on by itself is no request')
  return credential
}

/** Refuses every kind of key but those named. */
export const requireKind = (credential: Credential, kinds: readonly CredentialKind[]): void => {
  if (!kinds.includes(credential.kind))
    throw new Problem('wrong_key_kind', { detail: `This operation takes: ${kinds.join(', ')}.` })
}
