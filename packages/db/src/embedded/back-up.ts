import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { findLastSeal } from '../seals/seals.repository.ts'
import { sealHex } from '../seals/seal-hash.ts'
import { readAll } from '../statement.ts'
import { CONTROL_FILE, listProgramFiles, PROGRAMS, syncPath } from './data-folder.ts'
import type { EmbeddedEngine } from './engine.ts'
import { connectReadOnly } from './read-only-file.ts'

/** The file that tells what a backup holds. */
export const MANIFEST = 'backup.json'

/** What a backup holds. Kept apart from it, it proves later that nothing of it was changed. */
export interface Manifest {
  readonly format: 1
  /** When it was begun (RFC 3339): whatever was acknowledged before is in it. */
  readonly begunAt: string
  readonly files: readonly BackedUpFile[]
}

/** One file of a backup: a database as it was at one instant. */
export interface BackedUpFile {
  /** Its name in the data folder. */
  readonly file: string
  readonly bytes: number
  /** SHA-256 of the whole file, in hex. */
  readonly sha256: string
  /** The end of a program's chain of seals, in hex; null where nothing is sealed, absent for the control database. */
  readonly seal?: string | null
}

/** SHA-256 of a file in hex, a piece at a time. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/** The end of a program's chain of seals. */
export async function sealOfFile(path: string): Promise<string | null> {
  const database = connectReadOnly(path)
  try {
    const [[last]] = await readAll(database, [findLastSeal({})])
    return last ? sealHex(last.hash) : null
  } finally {
    await database.close()
  }
}

/**
 * Copies every database of an open data folder into a new one, each as of one instant, while it is written. It bears
 * its name only once it is whole and on the disk. The secret is not in it: without that it tells nobody's name.
 */
export async function backUp(engine: EmbeddedEngine, dataDir: string, target: string, now: number): Promise<Manifest> {
  if (existsSync(target)) throw new Error(`There is something at ${target} already`)
  const unfinished = join(dirname(target), `.${basename(target)}.unfinished`)
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(join(unfinished, PROGRAMS), { recursive: true })
  try {
    const files: BackedUpFile[] = []
    // The control database first: a program that it names has its file by then.
    await engine.copy(CONTROL_FILE, join(unfinished, CONTROL_FILE))
    files.push(await finishFile(unfinished, CONTROL_FILE))
    for (const file of await listProgramFiles(dataDir)) {
      await engine.copy(file, join(unfinished, file))
      files.push({ ...(await finishFile(unfinished, file)), seal: await sealOfFile(join(unfinished, file)) })
    }
    const manifest: Manifest = { format: 1, begunAt: new Date(now).toISOString(), files }
    await writeFile(join(unfinished, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true })
    for (const folder of [join(unfinished, PROGRAMS), unfinished]) await syncPath(folder)
    await rename(unfinished, target)
    await syncPath(dirname(target))
    return manifest
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
}

async function finishFile(folder: string, file: string): Promise<BackedUpFile> {
  const path = join(folder, file)
  await syncPath(path)
  return { file, bytes: (await stat(path)).size, sha256: await hashFile(path) }
}
