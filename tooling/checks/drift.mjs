// `pnpm drift`: what is generated is as its sources say, and what the texts name is there.
import { exec } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { houseEnvironment, root } from '@laurel/run/house'
import { brokenClaims } from './broken-claims.mjs'
import { underHouseNode } from './under-house-node.mjs'

underHouseNode()

const execute = promisify(exec)

/**
 * What is generated and committed. Each owner's script writes it anew, and compares when run with `--check`; where the
 * script is a tool that cannot compare, `compares` is false and the file is compared here.
 */
const generated = [
  { what: 'apps/api/openapi.json', owner: 'apps/api', script: 'openapi', compares: true },
  { what: 'docs/errors/', owner: 'apps/api', script: 'errors', compares: true },
  { what: 'apps/widgets/custom-elements.json', owner: 'apps/widgets', script: 'manifest', compares: false },
  { what: 'apps/widgets/types/', owner: 'apps/widgets', script: 'typings', compares: true },
  { what: 'packages/db/src/migrations.generated.ts', owner: 'packages/db', script: 'migrations', compares: true },
]

/**
 * Runs a script of a package as pnpm would, without the second that pnpm takes.
 * @param {string} owner
 * @param {string} command
 */
function runIn(owner, command) {
  const env = houseEnvironment()
  const PATH = [join(root, owner, 'node_modules/.bin'), env.PATH].join(delimiter)
  return execute(command, { cwd: join(root, owner), env: { ...env, PATH } })
}

/**
 * Runs a script that writes a file, and leaves the file as it was.
 * @param {string} file
 * @param {() => Promise<unknown>} write
 */
async function leavesAsItIs(file, write) {
  const before = readFileSync(join(root, file))
  await write()
  if (before.equals(readFileSync(join(root, file)))) return
  writeFileSync(join(root, file), before)
  throw new Error('')
}

/** @param {typeof generated[number]} check */
async function isFresh({ what, owner, script, compares }) {
  const { name, scripts } = JSON.parse(readFileSync(join(root, owner, 'package.json'), 'utf8'))
  try {
    if (!scripts[script]) throw new Error(`${owner}/package.json has no script "${script}"`)
    if (compares) await runIn(owner, `${scripts[script]} --check`)
    else await leavesAsItIs(what, () => runIn(owner, scripts[script]))
    return true
  } catch (error) {
    const { stdout = '', stderr = '', message } = /** @type {Error & { stdout?: string, stderr?: string }} */ (error)
    console.log(
      `${what} is not what its sources say; \`pnpm --filter ${name} ${script}\` writes it anew\n${stdout || stderr || message}`,
    )
    return false
  }
}

const fresh = await Promise.all(generated.map(isFresh))
const broken = brokenClaims()
for (const claim of broken) console.log(claim)
process.exitCode = fresh.every(Boolean) && broken.length === 0 ? 0 : 1
