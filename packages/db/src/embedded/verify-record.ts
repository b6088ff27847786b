import { readFile, rename, writeFile } from 'node:fs/promises'

/** What the last `ledger:verify` came to, for whoever watches the server. */
export interface VerifyRecord {
  /** When it ended, in milliseconds. */
  readonly endedAt: number
  readonly programs: number
  readonly differences: number
}

/** Its name in a data folder. */
export const VERIFY_RECORD = 'verified.json'

/** Keeps what a verification came to; whoever reads meanwhile reads the one before. */
export async function writeVerifyRecord(path: string, record: VerifyRecord): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(record))
  await rename(`${path}.new`, path)
}

/** What the last verification came to; null where none is kept that can be read. */
export async function readVerifyRecord(path: string): Promise<VerifyRecord | null> {
  try {
    const { endedAt, programs, differences } = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
    const record = { endedAt: Number(endedAt), programs: Number(programs), differences: Number(differences) }
    return Object.values(record).every(Number.isSafeInteger) ? record : null
  } catch {
    return null
  }
}
