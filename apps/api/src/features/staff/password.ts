import { argon2idAsync } from '@noble/hashes/argon2.js'
import type { Deps } from '../../deps.ts'
import { makeLanes } from '../../platform/lanes.ts'
import type { PasswordCost } from '../../platform/password-cost.ts'
import { sameBytes } from '../../platform/secrets.ts'

const SALT_BYTES = 16
const HASH_BYTES = 32
const encoder = new TextEncoder()

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replace(/=+$/, '')
const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), letter => letter.charCodeAt(0))

/** The hash itself. One after another, giving way while it runs: many sign-ins at once do not stand in a till's way. */
const digest = (deps: Deps, password: string, salt: Uint8Array, cost: PasswordCost): Promise<Uint8Array> => {
  const lanes = deps.runtime === 'workers' ? makeLanes(queueMicrotask) : deps.sharedLanes
  return lanes.exclusive(['password'], () =>
    argon2idAsync(encoder.encode(password.normalize('NFKC')), salt, {
      m: cost.memoryKiB,
      t: cost.passes,
      p: 1,
      dkLen: HASH_BYTES,
    }),
  )
}

const encoded = ({ memoryKiB, passes }: PasswordCost, salt: Uint8Array, hash: Uint8Array): string =>
  `$argon2id$v=19$m=${memoryKiB},t=${passes},p=1$${base64(salt)}$${base64(hash)}`

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** Hashes a password with a salt of its own, at the present cost, as a PHC string. */
export const hashPassword = async (deps: Deps, password: string): Promise<string> => {
  const salt = deps.randomBytes(SALT_BYTES)
  return encoded(deps.passwordCost, salt, await digest(deps, password, salt, deps.passwordCost))
}

/** What a password came to. */
export interface JudgedPassword {
  readonly isRight: boolean
  /** Whether it was hashed at another cost than the present one. */
  readonly isStale: boolean
}

/**
 * Judges a password against its hash. Without one the same work is done and the answer is no, so that the time tells
 * nobody whether there is an account.
 */
export const judgePassword = async (deps: Deps, password: string, kept: string | null): Promise<JudgedPassword> => {
  const [, memory, passes, salt, hash] = PHC.exec(kept ?? '') ?? []
  if (salt === undefined || hash === undefined) {
    await digest(deps, password, new Uint8Array(SALT_BYTES), deps.passwordCost)
    return { isRight: false, isStale: false }
  }
  const cost = { memoryKiB: Number(memory), passes: Number(passes) }
  const { memoryKiB: m, passes: t } = deps.passwordCost
  return {
    isRight: sameBytes(await digest(deps, password, fromBase64(salt), cost), fromBase64(hash)),
    isStale: cost.memoryKiB !== m || cost.passes !== t,
  }
}
