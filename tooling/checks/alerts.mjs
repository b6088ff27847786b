// Has promtool, Prometheus's own, read the alert rules, try them on a server that is well and on one that is not, and
// read what a running Laurel tells:
//   node tooling/checks/alerts.mjs
// promtool comes with Debian's package `prometheus`; PROMTOOL names another place.
import { spawnSync } from 'node:child_process'
import { root } from '@laurel/run/house'
import { startServer } from './server.mjs'
import { underHouseNode } from './under-house-node.mjs'

underHouseNode()

const promtool = process.env['PROMTOOL'] ?? 'promtool'
const sum = { passed: 0, failed: 0 }
/**
 * @param {string} guarantee
 * @param {string[]} args
 * @param {string} [input]
 */
function check(guarantee, args, input = '') {
  const { status, stdout, stderr, error } = spawnSync(promtool, args, { cwd: root, input, encoding: 'utf8' })
  const holds = status === 0
  console.log(`${holds ? '✓' : '✗'} ${guarantee}`)
  if (!holds) console.log(error?.message ?? stdout + stderr)
  sum[holds ? 'passed' : 'failed'] += 1
}

check('the alert rules are rules', ['check', 'rules', 'docs/alerts.yml'])
check('none cries while all is well, and each does for what it is there', [
  'test',
  'rules',
  'tooling/checks/alerts-cases.yml',
])
const server = await startServer('node')
try {
  const headers = { authorization: `Bearer ${server.operatorKey}` }
  await fetch(`${server.url}/v1/programs`, { headers })
  const metrics = await fetch(`${server.url}/metrics`, { headers })
  check('what a server tells is Prometheus’s format', ['check', 'metrics'], await metrics.text())
} finally {
  await server.stop()
  server.remove()
}
console.log(`\n${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0
