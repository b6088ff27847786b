// `pnpm test:faults [--long] [--seed N] [suite …]`: what must hold when things fail. Short as CI runs it, or long.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs, stripVTControlCharacters } from 'node:util'
import { main } from './foreground.mjs'
import { houseEnvironment, root } from './house.mjs'
import { installPackages } from './set-up.mjs'
import { vitestTally } from './tally.mjs'

await main(async () => {
  const { values, positionals } = parseArgs({
    options: { long: { type: 'boolean', default: false }, seed: { type: 'string' } },
    allowPositionals: true,
  })
  await installPackages()
  const form = values.long ? 'long' : 'short'
  const seed = values.seed ?? String(randomInt(2 ** 31))
  console.log(`· the ${form} form; again with --seed ${seed}${values.long ? ' --long' : ''}`)
  const folder = join(root, 'tooling/faults')
  const env = { ...houseEnvironment(), LAUREL_FAULTS: form, LAUREL_SEED: seed }
  const child = spawn('node', [join(folder, 'node_modules/vitest/vitest.mjs'), 'run', ...positionals], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let log = ''
  child.stdout.on('data', chunk => {
    process.stdout.write(chunk)
    log += chunk
  })
  const [code] = await once(child, 'close')
  const { passed, failed } = vitestTally(stripVTControlCharacters(log)) ?? { passed: 0, failed: 0 }
  // Outside a test, too, something may fail; and a run that proved nothing is no success.
  const ok = code === 0 && failed === 0 && passed > 0
  console.log(`${passed} passed, ${ok ? 0 : Math.max(1, failed)} failed`)
  return ok ? 0 : 1
})
