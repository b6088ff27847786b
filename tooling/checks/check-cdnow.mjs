// Loads the CDNOW file into a Laurel of its own, cut off in the middle and run again, and has the books replayed and verified; by cdnow.mjs.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { parseCdnow } from '@laurel/load/cdnow-file'
import { LaurelClient } from '@laurel/load/laurel-client'
import { houseEnvironment, houseNode, root } from '@laurel/run/house'
import { npx, pnpmArgs } from '@laurel/run/pnpm'
import { checkReplays } from './cdnow-replay.mjs'
import { runtimeOf } from './runtime.mjs'
import { startServer } from './server.mjs'

const { values } = parseArgs({ options: { runtime: { type: 'string' }, file: { type: 'string' } } })
const runtime = runtimeOf(values.runtime)
const file = resolve(values.file ?? join(root, '../shared/data/cdnow-sample.txt'))

/** @type {{ passed: number, failed: number }} */
const sum = { passed: 0, failed: 0 }
/**
 * @param {string} guarantee
 * @param {boolean} holds
 */
function tell(guarantee, holds) {
  console.log(`${holds ? '✓' : '✗'} ${guarantee}`)
  sum[holds ? 'passed' : 'failed'] += 1
}

/**
 * Runs a command, showing what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string, child: import('node:child_process').ChildProcess) => void} [read] sees each line
 * @returns {Promise<{ ok: boolean, lines: string[] }>}
 */
async function show(command, args, env, read = () => {}) {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  /** @type {string[]} */
  const lines = []
  createInterface({ input: child.stdout }).on('line', line => {
    console.log(`    ${line}`)
    lines.push(line)
    read(line, child)
  })
  const [code] = await once(child, 'close')
  return { ok: code === 0, lines }
}

const server = await startServer(runtime).catch(error => {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
})
try {
  const env = { ...houseEnvironment(), LAUREL_URL: server.url, LAUREL_OPERATOR_KEY: server.operatorKey }
  const state = join(dirname(server.data), 'cdnow.json')
  const load = ['tooling/load/src/cli.ts', file, '--state', state]

  let killed = false
  const cut = await show(houseNode, load, env, (line, child) => {
    const [, done = '0', all = '0'] = /^([\d,]+) of ([\d,]+) receipts/.exec(line) ?? []
    const [recorded, total] = [Number(done.replaceAll(',', '')), Number(all.replaceAll(',', ''))]
    // A third of the receipts are in, the next batches are on their way: no time to tidy up.
    if (!killed && recorded > total / 3) killed = child.kill('SIGKILL')
  })
  tell('a load is cut off in the middle', killed && !cut.ok)
  tell('run again, it goes on, and the books agree with the file', (await show(houseNode, load, env)).ok)
  const third = await show(houseNode, load, env)
  tell(
    'run once more, it records nothing, and the books still agree',
    third.ok && !third.lines.some(line => / receipts, .* a second$/.test(line)),
  )

  /** @type {{ secretKey: string }} */
  const { secretKey } = JSON.parse(readFileSync(state, 'utf8'))
  const { length } = parseCdnow(readFileSync(file, 'utf8'))
  await checkReplays(new LaurelClient(server.url, secretKey), length, tell)

  await server.stop()
  const rebuilt = await show(npx, pnpmArgs(['--silent', 'run', 'ledger:verify', server.data]), env)
  // Named, so that a verifier that looked elsewhere proves nothing.
  const named = rebuilt.lines.some(line => line.includes('(CDNOW)'))
  tell('the books rebuilt from the journal are the books that are kept', rebuilt.ok && named)
} catch (error) {
  tell(error instanceof Error ? error.message : String(error), false)
} finally {
  await server.stop()
  server.remove()
}
console.log(`\nCDNOW on ${runtime}:`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0
