/** Who does a write: the journal keeps the id, which is one among all kinds. Scheduled work is told by its occurrence. */
export type Actor =
  | { readonly kind: 'key'; readonly id: number; readonly store: string | null }
  | { readonly kind: 'member'; readonly id: number }
  | typeof scheduledWork

/** Nobody asks: the program's own calendar does. */
export const scheduledWork = { kind: 'job', id: 0 } as const

/** The store that an actor is bound to; null where the whole program is open. */
export const storeOf = (actor: Actor): string | null => ('store' in actor ? actor.store : null)
