import type { Deps } from '../deps.ts'
import type { Credential, CredentialKind } from './credential.ts'
import type { Lanes } from './lanes.ts'
import { Problem } from './problem.ts'

/** One request as a use case sees it: who asks, from which page, and the means to answer. */
export interface Caller {
  readonly deps: Deps
  readonly credential: Credential
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

export type ProgramCredential = Extract<Credential, { programId: string }>

/** The credential where it is one of a program. */
export const programCredential = (caller: Caller): ProgramCredential => {
  if (caller.credential.kind === 'operator') throw new Problem('wrong_key_kind')
  return caller.credential
}

/** Refuses every kind of key but those named. */
export const requireKind = (credential: Credential, kinds: readonly CredentialKind[]): void => {
  if (!kinds.includes(credential.kind))
    throw new Problem('wrong_key_kind', { detail: `This operation takes: ${kinds.join(', ')}.` })
}
