// `pnpm drift`: what is generated is as its sources say, and what the texts name is there.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { houseEnvironment, root } from '@laurel/run/house'
import { npx, pnpmArgs } from '@laurel/run/pnpm'
import { brokenClaims } from './broken-claims.mjs'
import { underHouseNode } from './under-house-node.mjs'

underHouseNode()

const execute = promisify(execFile)

/** What is generated and committed: each owner compares its own, and is run without `--check` to mend it. */
const generated = [
  { what: 'apps/api/openapi.json', owner: '@laurel/api', script: 'openapi' },
  { what: 'docs/errors/', owner: '@laurel/api', script: 'error-pages' },
  { what: 'apps/widgets/custom-elements.json', owner: '@laurel/widgets', script: 'manifest' },
  { what: 'packages/db/src/migrations.generated.ts', owner: '@laurel/db', script: 'migrations' },
]

/** @param {typeof generated[number]} check */
async function isFresh({ what, owner, script }) {
  try {
    await execute(npx, pnpmArgs(['--silent', '--filter', owner, 'run', script, '--check']), {
      cwd: root,
      env: houseEnvironment(),
    })
    return true
  } catch (error) {
    const { stdout = '', stderr = '' } = /** @type {{ stdout?: string, stderr?: string }} */ (error)
    console.log(
      `${what} is not what its sources say; \`pnpm --filter ${owner} ${script}\` writes it anew\n${stdout}${stderr}`,
    )
    return false
  }
}

const fresh = await Promise.all(generated.map(isFresh))
const broken = brokenClaims()
for (const claim of broken) console.log(claim)
process.exitCode = fresh.every(Boolean) && broken.length === 0 ? 0 : 1
