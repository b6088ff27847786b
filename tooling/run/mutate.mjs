// `pnpm mutate [folder …]`: changes the rules in packages/core piece by piece, and counts the changes that no test notices.
// Fails where a folder's score is too low. What neither code nor tests have changed since the last run is not tried again, unless `--force` asks for it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { main } from './foreground.mjs'
import { houseEnvironment, root } from './house.mjs'
import { foldersBelow, LEAST_SCORE, mutationPage, mutationTable } from './mutation-page.mjs'
import { installPackages } from './set-up.mjs'

await main(async () => {
  const { values, positionals: folders } = parseArgs({
    options: { force: { type: 'boolean', default: false }, concurrency: { type: 'string', default: '1' } },
    allowPositionals: true,
  })
  await installPackages()
  const core = join(root, 'packages/core')
  const { default: config } = await import(pathToFileURL(join(core, 'stryker.config.mjs')).href)
  const leftOut = config.mutate.filter((/** @type {string} */ pattern) => pattern.startsWith('!'))
  const mutated = [...folders.map(name => `src/${name}/**/*.ts`), ...leftOut].join()
  const options = [
    '--concurrency',
    values.concurrency,
    ...(values.force ? ['--force'] : []),
    ...(folders.length > 0 ? ['--mutate', mutated] : []),
  ]
  const stryker = join(core, 'node_modules/@stryker-mutator/core/bin/stryker.js')
  const child = spawn('node', [stryker, 'run', ...options], { cwd: core, env: houseEnvironment(), stdio: 'inherit' })
  const [code] = await once(child, 'close')
  if (code !== 0) return 1
  const report = JSON.parse(readFileSync(join(core, '.stryker/mutants.json'), 'utf8'))
  const all = readdirSync(join(core, 'src'), { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? [entry.name] : [],
  )
  console.log(`\n${mutationTable(report, folders.length > 0 ? folders : all)}`)
  const page = join(root, 'docs/mutation.md')
  const today = new Date().toISOString().slice(0, 10)
  const text = mutationPage(report, all, today, existsSync(page) ? readFileSync(page, 'utf8') : '')
  writeFileSync(page, text)
  const below = foldersBelow(text)
  for (const line of below) console.log(`✗ below ${LEAST_SCORE} %: ${line}`)
  return below.length > 0 ? 1 : 0
})
