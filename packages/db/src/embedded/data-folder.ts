import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The control database, in a data folder. */
export const CONTROL_FILE = 'control.db'
/** The folder of the programs' files, in a data folder. */
export const PROGRAMS = 'programs'

/** The programs' files of a data folder, by their names in it, sorted. */
export async function listProgramFiles(dataDir: string): Promise<readonly string[]> {
  const files = await readdir(join(dataDir, PROGRAMS))
  return files
    .filter(file => /^prog_[0-9a-z]{1,32}\.db$/.test(file))
    .map(file => `${PROGRAMS}/${file}`)
    .toSorted()
}

/** Waits until a file, or the names in a folder, are on the disk. */
export async function syncPath(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
