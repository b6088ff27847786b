import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const VERIFY = join(import.meta.dirname, '../../../../packages/db/scripts/verify-ledger.ts')

/** What `pnpm ledger:verify` says last of a folder that no server has open: `clean: …`, or how many differences. */
export const verified = (dataDir: string): string => {
  const { stdout, stderr } = spawnSync(process.execPath, [VERIFY, dataDir], { encoding: 'utf8' })
  return stdout.trim().split('\n').at(-1) || stderr
}
