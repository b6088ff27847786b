import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** How far a load has come; kept in a file, so that a load that was cut off goes on where it was. */
export interface LoadState {
  readonly url: string
  /** SHA-256 of the file that is loaded. */
  readonly file: string
  /** Sent with the program's creation, and written before it: a second attempt makes no second program. */
  readonly creation: string
  readonly programId: string | null
  readonly secretKey: string | null
  /** How many receipts of each lane are known to be recorded. A lane is a share of the customers. */
  readonly done: readonly number[]
}

/** The state in a file, or null where there is none. */
export function readState(path: string): LoadState | null {
  if (!existsSync(path)) return null
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as LoadState
  } catch {
    throw new Error(`${path} is no state of a load; move it away, or name another file with --state`)
  }
}

/** Writes the state whole or not at all; it holds a key, so only its owner may read it. */
export function writeState(path: string, state: LoadState): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, JSON.stringify(state, null, 2), { mode: 0o600 })
  chmodSync(`${path}.new`, 0o600)
  renameSync(`${path}.new`, path)
}
