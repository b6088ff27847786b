import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { makeSecrets, nextSecret, type Secrets } from '../platform/secrets.ts'
import { installationSecret, writeSecret } from './installation-secret.ts'

/** The secret of a running server, which can be changed under it. */
export interface RotatingSecret {
  /** What the app uses: under whatever secret is the present one. */
  readonly secrets: Secrets
  /** Draws another secret, and uses it from now on; the one before is still understood. Once more is the same as once. */
  rotate(): Promise<void>
  /** Forgets the one before. Only once everything was rekeyed, and tokens that it signed have expired. */
  forgetPrevious(): Promise<void>
  /** When the present secret was drawn, in milliseconds, while the one before is still understood; else null. */
  rotatedAt(): number | null
}

/**
 * The secret of a data folder: the file `secret`, and `secret.previous` while it rotates. Where the environment gives
 * it (LAUREL_SECRET, with LAUREL_SECRET_PREVIOUS or LAUREL_SECRET_NEXT), it is rotated there, and not by this.
 */
export const rotatingSecret = async (
  dataDir: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<RotatingSecret> => {
  const path = join(dataDir, 'secret')
  const previousPath = join(dataDir, 'secret.previous')
  const given = env['LAUREL_SECRET']
  /** The secret before, while there is one. The same as the present one is what a crash left of a rotation not begun. */
  const previousBut = (secret: string): string | undefined => {
    if (given !== undefined) return env['LAUREL_SECRET_PREVIOUS']
    const previous = existsSync(previousPath) ? readFileSync(previousPath, 'utf8').trim() : secret
    return previous === secret ? undefined : previous
  }
  const read = (): Promise<Secrets> => {
    const secret = installationSecret(dataDir, given)
    return makeSecrets({ secret, previous: previousBut(secret), next: env['LAUREL_SECRET_NEXT'] })
  }
  let present = await read()
  const requireOwnFile = (): void => {
    if (given !== undefined) throw new Error('LAUREL_SECRET is set: rotate it where it is set')
  }
  return {
    secrets: {
      lookupHashes: (purpose, text) => present.lookupHashes(purpose, text),
      requestHash: (purpose, text) => present.requestHash(purpose, text),
      seal: (text, wrappedKey) => present.seal(text, wrappedKey),
      open: (wrappedKey, sealed) => present.open(wrappedKey, sealed),
      isPresent: wrappedKey => present.isPresent(wrappedKey),
      get tokenKeys() {
        return present.tokenKeys
      },
    },
    rotate: async () => {
      const before = installationSecret(dataDir, given)
      // It was begun: in the environment, or by this. Only the rest is left to do.
      if (previousBut(before) !== undefined) return
      requireOwnFile()
      const drawn = await nextSecret(before)
      // First what is needed to read what there is.
      writeSecret(previousPath, before)
      writeSecret(path, drawn)
      present = await read()
    },
    forgetPrevious: async () => {
      requireOwnFile()
      rmSync(previousPath, { force: true })
      present = await read()
    },
    rotatedAt: () => {
      if (given !== undefined && env['LAUREL_SECRET_PREVIOUS'] !== undefined)
        throw new Error('Start the server without LAUREL_SECRET_PREVIOUS first')
      return existsSync(previousPath) ? statSync(path).mtimeMs : null
    },
  }
}
