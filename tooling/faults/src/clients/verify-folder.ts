import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect } from 'vitest'

const VERIFY = join(import.meta.dirname, '../../../../packages/db/scripts/verify-ledger.ts')

/** `pnpm ledger:verify` finds no difference in a data folder. In a process of its own: nobody else may have it open. */
export const expectVerified = async (dataDir: string): Promise<void> => {
  const { stdout } = await promisify(execFile)(process.execPath, [VERIFY, dataDir]).catch(
    (failed: { readonly stdout: string; readonly stderr: string }) => failed,
  )
  expect(stdout).toMatch(/^clean: [1-9]\d* programs$/m)
}
