import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { verifyProgram } from '../verify/verify-program.ts'
import { hashFile, MANIFEST, sealOfFile, type BackedUpFile, type Manifest } from './back-up.ts'
import { PROGRAMS, syncPath } from './data-folder.ts'
import { connectReadOnly } from './read-only-file.ts'

/** The backup, or the place for it, is not as it must be. Nothing was restored. */
export class RestoreRefused extends Error {
  override readonly name = 'RestoreRefused'
}

/**
 * Makes a data folder of a backup: each file with the hash and the seal of the manifest, the books of each program
 * clean. It bears its name only once all of that holds and is on the disk; RestoreRefused otherwise. `finish` is what has
 * to be done in it before anybody may serve from it.
 */
export async function restore(
  backup: string,
  dataDir: string,
  finish: (folder: string) => Promise<void> = async () => {},
): Promise<Manifest> {
  if (existsSync(dataDir) && (await readdir(dataDir)).length > 0)
    throw new RestoreRefused(`${dataDir} is not empty: nothing is restored over other data`)
  const manifest = await readManifest(backup)
  const unfinished = join(dirname(dataDir), `.${basename(dataDir)}.unfinished`)
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(join(unfinished, PROGRAMS), { recursive: true })
  try {
    for (const kept of manifest.files) await restoreFile(backup, unfinished, kept)
    await finish(unfinished)
    for (const folder of [join(unfinished, PROGRAMS), unfinished]) await syncPath(folder)
    if (existsSync(dataDir)) await rmdir(dataDir)
    await rename(unfinished, dataDir)
    await syncPath(dirname(dataDir))
    return manifest
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

async function readManifest(backup: string): Promise<Manifest> {
  const text = await readFile(join(backup, MANIFEST), 'utf8').catch(() => {
    throw new RestoreRefused(`${backup} is no backup, or was not finished: it has no ${MANIFEST}`)
  })
  const manifest = JSON.parse(text) as Manifest
  if (manifest.format !== 1) throw new RestoreRefused('This backup was made by a newer version')
  const names = /^(control|programs\/prog_[0-9a-z]{1,32})\.db$/
  if (!manifest.files.every(({ file }) => names.test(file)))
    throw new RestoreRefused(`${MANIFEST} names files that are none of ours`)
  return manifest
}

async function restoreFile(backup: string, into: string, { file, sha256, seal }: BackedUpFile): Promise<void> {
  const path = join(into, file)
  await copyFile(join(backup, file), path).catch(() => {
    throw new RestoreRefused(`${file} is missing from the backup`)
  })
  await syncPath(path)
  // What is checked is the copy: what was read from the backup's disk, and will be used.
  if ((await hashFile(path)) !== sha256) throw new RestoreRefused(`${file} is not what was backed up: its hash differs`)
  if (seal === undefined) return
  if ((await sealOfFile(path)) !== seal) throw new RestoreRefused(`${file} ends in another seal than was backed up`)
  const database = connectReadOnly(path)
  try {
    const { differences } = await verifyProgram(database)
    if (differences.length > 0) throw new RestoreRefused(`${file}: ${differences.join('; ')}`)
  } finally {
    await database.close()
  }
}
