// The browser that the widgets' tests drive: the machine's own where there is one, else installed.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { houseEnvironment, houseNode, root } from './house.mjs'
import { step } from './step.mjs'
import { npx, pnpmArgs } from './pnpm.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** The browser that playwright-core downloaded earlier, if it did. */
function downloaded() {
  const asked = spawnSync(houseNode, ['-p', "require('playwright-core').chromium.executablePath()"], {
    cwd: join(root, 'apps/widgets'),
    encoding: 'utf8',
  })
  return asked.status === 0 ? asked.stdout.trim() : ''
}

/** @returns {string | undefined} */
function findBrowser() {
  const path = process.env['PATH'] ?? ''
  const installed = path.split(delimiter).flatMap(folder => names.map(name => join(folder, name)))
  return (
    [process.env['CHROMIUM_PATH'] ?? '', '/usr/bin/chromium', ...installed, ...places].find(
      file => file && existsSync(file),
    ) ?? [downloaded()].find(existsSync)
  )
}

const isDebianRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0

/**
 * The path of a Chromium, installed if there is none.
 * @returns {Promise<string>} rejects, saying what to install, where that fails
 */
export async function browser() {
  const found = findBrowser()
  if (found) return found
  try {
    if (isDebianRoot()) {
      const env = { ...houseEnvironment(), DEBIAN_FRONTEND: 'noninteractive' }
      await step('looking up Debian packages', 'apt-get', ['update', '-q'], env)
      await step(
        'installing chromium',
        'apt-get',
        ['install', '-qy', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
        env,
      )
    } else {
      await step(
        'downloading Chromium',
        npx,
        pnpmArgs(['--filter', '@laurel/widgets', 'exec', 'playwright-core', 'install', 'chromium']),
      )
    }
  } catch (error) {
    console.error(error instanceof Error && 'output' in error ? error.output : error)
  }
  const installed = findBrowser()
  if (installed) return installed
  throw new Error(
    'The widgets are tested in a browser, and there is none here. Install Chromium or Chrome (Debian: `apt-get install chromium fonts-noto-cjk`), or set CHROMIUM_PATH to one.',
  )
}
