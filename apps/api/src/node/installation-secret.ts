import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Puts a secret into a file for its owner alone; it is on the disk when this returns. */
export const writeSecret = (path: string, secret: string): void => {
  writeFileSync(`${path}.new`, secret, { mode: 0o600, flush: true })
  renameSync(`${path}.new`, path)
  const folder = openSync(dirname(path), 'r')
  fsyncSync(folder)
  closeSync(folder)
}

/**
 * The secret of a data folder: the one that the environment gives, else the one kept beside the data, drawn at the
 * first start. It is on the disk before it is used; a folder that has data and lost its secret is never given another.
 */
export const installationSecret = (dataDir: string, given: string | undefined): string => {
  if (given !== undefined) return given
  const path = join(dataDir, 'secret')
  if (!existsSync(path)) {
    if (existsSync(join(dataDir, 'control.db')))
      throw new Error(
        `${dataDir} holds data, but not its secret: put the file back to ${path}, or set LAUREL_SECRET. ` +
          'Under another secret no member could be read or found.',
      )
    writeSecret(path, randomBytes(32).toString('base64url'))
  }
  return readFileSync(path, 'utf8').trim()
}
