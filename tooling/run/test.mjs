// `npm test`: everything that proves the house. `npm test -- core db` only those packages, `npm test -- core -t lots` with vitest's options.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { browser } from './browser.mjs'
import { main } from './foreground.mjs'
import { root } from './house.mjs'
import { hashOfPages, installPackages, stampPages } from './set-up.mjs'
import { tally } from './tally.mjs'
import { checks, runTasks } from './tasks.mjs'

const packages = new Set(['apps', 'packages', 'tooling'].flatMap(folder => readdirSync(join(root, folder))))

/** @param {string[]} args */
function turboArguments(args) {
  const wanted = args.filter(arg => packages.has(arg))
  const passedOn = args.filter(arg => !packages.has(arg))
  return [
    ...(args.length > 0 ? ['test'] : [...checks, 'build', 'test', 'size']),
    ...wanted.map(name => `--filter=@laurel/${name}`),
    ...(passedOn.length > 0 ? ['--', ...passedOn] : []),
  ]
}

await main(async () => {
  const started = Date.now()
  const args = process.argv.slice(2)
  await installPackages()
  const CHROMIUM_PATH = await browser()
  const pages = hashOfPages()
  const { code, ran } = await runTasks(turboArguments(args), { CHROMIUM_PATH })
  // `npm start` need not build again what is built.
  if (ran.some(task => task.id === '@laurel/api#build' && task.passed)) stampPages(pages)

  const { passed, failed, tests, checks: checked } = tally(ran)
  const worker = ran.find(task => task.id === '@laurel/edge#size')?.log.match(/gzip ([\d.]+ KiB)/)?.[1]
  const failures = ran.filter(task => !task.passed).map(task => task.id)
  // A run that proved nothing is no success: turbo may have stopped before its first task.
  const ok = code === 0 && failed === 0 && passed > 0
  if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`)
  console.log(
    `\n${ok ? 'All green' : 'Not green'}: ${tests} tests and ${checked} checks passed${worker ? `, the Worker is ${worker} gzip` : ''}, in ${Math.round((Date.now() - started) / 1000)} s`,
  )
  console.log(`${passed} passed, ${ok ? 0 : Math.max(1, failed)} failed`)
  return ok ? 0 : Math.max(1, code)
})
