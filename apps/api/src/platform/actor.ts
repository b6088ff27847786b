import type { KeptActor } from '@laurel/db'
import type { Deps } from '../deps.ts'
import { encodeId } from './ids.ts'
import type { Role } from './staff-roles.ts'

/** Who does a write: the journal keeps the id, which is one among all kinds. Scheduled work is told by its occurrence. */
export type Actor =
  | (Extract<KeptActor, { kind: 'key' }> & { readonly store: string | null })
  | (Extract<KeptActor, { kind: 'staff' }> & {
      readonly role: Role
      readonly store: string | null
      /** The member that they are themselves. */
      readonly memberId: number | null
    })
  | Extract<KeptActor, { kind: 'member' }>
  | typeof scheduledWork

/** Nobody asks: the program's own calendar does. */
export const scheduledWork = { kind: 'job', id: 0 } as const

/** The store that an actor is bound to; null where the whole program is open. */
export const storeOf = (actor: Actor): string | null => ('store' in actor ? actor.store : null)

/** What somebody of the staff is called: sealed as one JSON text under the account's own key. */
export interface StaffIdentity {
  readonly name: string
  readonly email: string
}

/** Opens who somebody of the staff is. */
export const openStaffIdentity = async (
  deps: Deps,
  { wrappedKey, sealed }: { readonly wrappedKey: Uint8Array; readonly sealed: Uint8Array },
): Promise<StaffIdentity> => JSON.parse(await deps.secrets.open(wrappedKey, sealed)) as StaffIdentity

/** An actor as clients see one: of which kind, its id, and what it is called where it has a name. */
export interface ActorView {
  readonly kind: 'key' | 'staff' | 'member' | 'job'
  readonly id: string | null
  readonly name: string | null
}

/** Shows who did something; `job` is the name of the occurrence of scheduled work. */
export const showActor = async (deps: Deps, actor: KeptActor, job: string | null = null): Promise<ActorView> => {
  switch (actor.kind) {
    case 'key':
      return { kind: 'key', id: encodeId('key', actor.id), name: actor.name }
    case 'staff':
      return { kind: 'staff', id: encodeId('stf', actor.id), name: (await openStaffIdentity(deps, actor)).name }
    case 'member':
      return { kind: 'member', id: encodeId('mem', actor.id), name: null }
    case 'job':
      return { kind: 'job', id: job, name: null }
  }
}

/** Shows a member who did something: of others than themselves and scheduled work, only of which kind they are. */
export const showActorToMember = (actor: KeptActor, job: string | null): ActorView => {
  switch (actor.kind) {
    case 'member':
      return { kind: 'member', id: encodeId('mem', actor.id), name: null }
    case 'job':
      return { kind: 'job', id: job, name: null }
    default:
      return { kind: actor.kind, id: null, name: null }
  }
}
