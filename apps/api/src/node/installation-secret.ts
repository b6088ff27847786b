import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

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
    writeFileSync(`${path}.new`, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true })
    renameSync(`${path}.new`, path)
    const folder = openSync(dataDir, 'r')
    fsyncSync(folder)
    closeSync(folder)
  }
  return readFileSync(path, 'utf8').trim()
}
