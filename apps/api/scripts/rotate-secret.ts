// Changes the secret of a self-hosted server while it serves, and seals and hashes everybody anew; later, ends the change.
// Run: pnpm secret:rotate <data folder>, and ten minutes later: pnpm secret:rotate <data folder> --finish.
// See docs/operations.md.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { askServer } from '../src/node/local-commands.ts'
import type { Rotation } from '../src/node/rotate-secret.ts'

const { values, positionals } = parseArgs({
  options: { finish: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const [folder] = positionals
if (folder === undefined) {
  console.error('usage: pnpm secret:rotate <data folder> [--finish]')
  process.exit(2)
}
const dataDir = resolve(process.env['INIT_CWD'] ?? '.', folder)
try {
  const step = values.finish ? 'finish' : 'begin'
  const { programs, members, staff, isFinished } = await askServer<Rotation>(dataDir, { rotateSecret: step })
  console.log(`${programs} programs: ${members} members and ${staff} staff were put under the new secret`)
  console.log(
    isFinished
      ? `The old secret is forgotten. Keep the new one, ${dataDir}/secret, in a place of its own.`
      : 'The old secret is still understood. In ten minutes, when tokens from before are gone: the same with --finish.',
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
