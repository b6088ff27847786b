import type { KeptActor } from '@laurel/db'
import type { Deps } from '../deps.ts'
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
