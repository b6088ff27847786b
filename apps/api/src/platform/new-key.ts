import type { addKey } from '@laurel/db'
import type { Deps } from '../deps.ts'
import { keyHash } from './secrets.ts'

type KeyRow = Parameters<typeof addKey>[0]

export interface NewKey {
  readonly kind: 'secret' | 'publishable'
  readonly mode: 'live' | 'test'
  readonly name: string | null
  readonly store: string | null
  /** Null where any origin may use it. */
  readonly allowedOrigins: readonly string[] | null
}

/** A new key of a program, and the row that knows only its hash. It carries its program's id, so no request need ask. */
export const newKey = async (deps: Deps, programId: string, made: NewKey): Promise<{ key: string; row: KeyRow }> => {
  const prefix = made.kind === 'secret' ? 'sk' : 'pk'
  const key = `${prefix}_${made.mode}_${programId.slice('prog_'.length)}_${deps.randomText(32)}`
  const row: KeyRow = {
    id: deps.ids.next(),
    kind: made.kind,
    hash: await keyHash(key),
    hint: `${prefix}_${made.mode}_…${key.slice(-4)}`,
    name: made.name,
    store: made.store,
    allowedOrigins: made.allowedOrigins === null ? null : JSON.stringify(made.allowedOrigins),
    createdAt: deps.now(),
    revokedAt: null,
  }
  return { key, row }
}
