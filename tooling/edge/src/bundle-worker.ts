import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, parse } from 'node:path'
import { promisify } from 'node:util'
import type { WranglerConfig } from './wrangler-config.ts'

const run = promisify(execFile)
const require = createRequire(import.meta.url)
const wrangler = join(dirname(require.resolve('wrangler/package.json')), 'bin/wrangler.js')

/** Bundles the Worker into `outDir` with what a deployment would upload; gives the script's path. Rejects with wrangler's output. */
export async function bundleWorker(config: WranglerConfig, outDir: string): Promise<string> {
  // Wrangler refuses a folder that is not there; the API runs without the widgets built, too.
  if (config.assets !== undefined) mkdirSync(config.assets.directory, { recursive: true })
  const args = [wrangler, 'deploy', '--dry-run', '--outdir', outDir, '--config', config.path]
  try {
    // CI: ask nothing. The working folder: where wrangler leaves its caches.
    await run(process.execPath, args, {
      cwd: dirname(config.path),
      env: { ...process.env, CI: '1', NO_COLOR: '1', WRANGLER_SEND_METRICS: 'false' },
    })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`The Worker could not be bundled:\n${stdout}${stderr}`, { cause: error })
  }
  return join(outDir, `${parse(config.main).name}.js`)
}
