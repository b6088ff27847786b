// What must be there before the house can run: its packages, and what browsers are served.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { houseEnvironment, houseNode, root } from './house.mjs'
import { npx, pnpmArgs } from './pnpm.mjs'
import { hashOf, isStamped, stamp } from './stamp.mjs'
import { step, StepFailed } from './step.mjs'

/** Installs the packages, unless they are those of the lockfile already. */
export async function installPackages() {
  const hash = hashOf(['pnpm-lock.yaml', 'pnpm-workspace.yaml'])
  if (existsSync(houseNode) && isStamped('install', hash)) return
  // NODE_ENV=production would leave out the tools that the house is built with.
  const env = { ...houseEnvironment(), NODE_ENV: 'development' }
  try {
    await step(
      'installing packages',
      npx,
      pnpmArgs(['install', '--frozen-lockfile', '--config.confirmModulesPurge=false']),
      env,
    )
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error
    if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRE|ENETUNREACH|CERT|network|timed? ?out/i.test(error.output))
      error.output +=
        '\nThe packages come from the npm registry. Behind a proxy, set HTTPS_PROXY; npm and pnpm both read it.\n'
    throw error
  }
  stamp('install', hash)
}

/** A hash over what the pages are built from. */
export const hashOfPages = () =>
  hashOf([
    'apps/widgets',
    'apps/api/reference',
    'apps/api/scripts',
    'apps/api/openapi.json',
    'docs/widgets-security.md',
    'docs/zh-CN/widgets-security.md',
    'docs/zh-TW/widgets-security.md',
    'pnpm-lock.yaml',
  ])

/**
 * Notes that the pages were built from this hash.
 * @param {string} hash
 */
export const stampPages = hash => stamp('pages', hash)

async function buildPages() {
  const hash = hashOfPages()
  if (existsSync(join(root, 'apps/api/dist/public')) && isStamped('pages', hash)) return
  await step('building the widgets', npx, pnpmArgs(['--filter', '@laurel/widgets', 'build']))
  await step('gathering what browsers are served', npx, pnpmArgs(['--filter', '@laurel/api', 'build']))
  stampPages(hash)
}

/** Installs and builds what is missing or older than its sources, and nothing else. */
export async function setUp() {
  await installPackages()
  await buildPages()
}
