// Runs the acceptance tests against a Laurel of their own:
//   node tooling/checks/acceptance.mjs --runtime node|edge --shared <folder that holds acceptance/>
import { readFileSync, readdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { run } from 'node:test'
import { parseArgs } from 'node:util'
import { root } from '@laurel/run/house'
import { judge, pendingNames } from './judge-acceptance.mjs'
import { runtimeOf } from './runtime.mjs'
import { startServer } from './server.mjs'
import { underHouseNode } from './under-house-node.mjs'

underHouseNode()

const { values } = parseArgs({ options: { runtime: { type: 'string' }, shared: { type: 'string' } } })
const runtime = runtimeOf(values.runtime)
const folder = resolve(values.shared ?? join(root, '../shared'), 'acceptance')
const files = readdirSync(folder)
  .filter(name => name.endsWith('.test.mjs'))
  .toSorted()
  .map(name => join(folder, name))

/** @returns {Promise<import('./judge-acceptance.mjs').Result[]>} */
async function results() {
  /** @type {import('./judge-acceptance.mjs').Result[]} */
  const found = []
  const oneTestLongestMs = 180_000
  for await (const { type, data } of run({ files, concurrency: false, timeout: oneTestLongestMs })) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.nesting !== 0) continue
    const passed = type === 'test:pass' && !data.skip && !data.todo
    const cause = type === 'test:fail' ? (data.details.error.cause ?? data.details.error) : undefined
    const told = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause ?? 'was skipped')
    const error = told.replaceAll(/\n\s+at .*node:internal.*/g, '')
    found.push({ name: `${basename(data.file ?? '')}: ${data.name}`, passed, ...(!passed && { error }) })
  }
  return found
}

const pending = pendingNames(readFileSync(join(root, 'tooling/acceptance-pending.txt'), 'utf8'))
const server = await startServer(runtime).catch(error => {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
})
process.env['LAUREL_URL'] = server.url
process.env['LAUREL_OPERATOR_KEY'] = server.operatorKey
try {
  const judged = judge(await results(), pending)
  for (const name of judged.passed) console.log(`✓ ${name}`)
  for (const name of judged.pending) console.log(`… ${name} (pending)`)
  for (const { name, why } of judged.failures) console.log(`✗ ${name}\n    ${why.replaceAll('\n', '\n    ')}`)
  if (judged.failures.length > 0) console.log(`\nthe server's last words:\n${server.said()}`)
  console.log(`\nacceptance on ${runtime}:`)
  console.log(`${judged.passed.length} passed, ${judged.failures.length} failed, ${judged.pending.length} skipped`)
  process.exitCode = judged.failures.length > 0 || judged.passed.length === 0 ? 1 : 0
} finally {
  await server.stop()
  server.remove()
}
