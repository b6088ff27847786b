// Loads the CDNOW file into a Laurel of its own on the evening of 30 June 1998, and holds what it says of every customer
// then, and of all of them when the day is over, against cdnow-classes.awk; by cdnow-insight.mjs.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { parseCdnow } from '@laurel/load/cdnow-file'
import { cdnowReceipts, memberExternalId } from '@laurel/load/cdnow-receipt'
import { cdnowRules } from '@laurel/load/cdnow-rules'
import { inParallel } from '@laurel/load/in-parallel'
import { LaurelClient } from '@laurel/load/laurel-client'
import { batchSize, lanesOf, sendBatch } from '@laurel/load/load-receipts'
import { root } from '@laurel/run/house'
import { runtimeOf } from './runtime.mjs'
import { startServer } from './server.mjs'

const { values } = parseArgs({ options: { runtime: { type: 'string' }, file: { type: 'string' } } })
const runtime = runtimeOf(values.runtime)
const file = resolve(values.file ?? join(root, '../shared/data/cdnow-sample.txt'))
const AT_ONCE = 8
const EVENING = '1998-06-30T23:00:00-04:00'
const MIDNIGHT = '1998-07-01T00:00:00-04:00'

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
 * What plain awk says of each customer on a day.
 * @param {string} today
 * @returns {Map<string, { pyramid: string, lifecycle: string }>}
 */
function classesOn(today) {
  const script = join(root, 'tooling/checks/cdnow-classes.awk')
  const text = execFileSync('awk', ['-v', `today=${today}`, '-f', script, file], { encoding: 'utf8' })
  return new Map(
    text
      .trim()
      .split('\n')
      .map(line => {
        const [customer = '', pyramid = '', lifecycle = ''] = line.split(' ')
        return [customer, { pyramid, lifecycle }]
      }),
  )
}

/** @param {Iterable<string>} classes */
const counted = classes => {
  /** @type {Record<string, number>} */
  const counts = {}
  for (const one of classes) counts[one] = (counts[one] ?? 0) + 1
  return counts
}

/**
 * @param {Record<string, number>} expected
 * @param {readonly { value: string, members: number }[]} told
 */
const agrees = (expected, told) => told.every(({ value, members }) => members === (expected[value] ?? 0))

/** @param {Record<string, number>} counts */
const shown = counts =>
  Object.entries(counts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

/**
 * Moves the clock, and waits for the night's work.
 * @param {LaurelClient} client
 * @param {string} now
 */
async function moveClock(client, now) {
  /** @type {{ job?: { id: string } }} */
  const { job } = await client.call('POST', '/v1/program/clock', { body: { now } })
  for (let isDone = !job; !isDone;) {
    await wait(500)
    /** @type {{ status: string }} */
    const { status } = await client.call('GET', `/v1/jobs/${job?.id}`)
    isDone = status === 'done'
  }
}

const server = await startServer(runtime).catch(error => {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
})
try {
  const operator = new LaurelClient(server.url, server.operatorKey)
  const body = { name: 'CDNOW, known', mode: 'test', rules: cdnowRules }
  /** @type {{ secretKey: string }} */
  const { secretKey } = await operator.call('POST', '/v1/programs', { body })
  const client = new LaurelClient(server.url, secretKey)
  await moveClock(client, EVENING)
  const receipts = cdnowReceipts(parseCdnow(readFileSync(file, 'utf8')))
  /** @type {Map<string, string>} */
  const members = new Map()
  await inParallel([...new Set(receipts.map(({ row }) => row.customer))], AT_ONCE, async customer => {
    /** @type {{ id: string }} */
    const { id } = await client.call('POST', '/v1/members', { body: { externalId: memberExternalId(customer) } })
    members.set(customer, id)
  })
  await inParallel(lanesOf(receipts, AT_ONCE), AT_ONCE, async lane => {
    for (let from = 0; from < lane.length; from += batchSize)
      await sendBatch(client, lane.slice(from, from + batchSize), members)
  })

  /** @param {(insight: { lifecycle: { class: string }, pyramid: { class: string } }, customer: string) => boolean} differs */
  const wrong = async differs => {
    let count = 0
    await inParallel([...members], AT_ONCE, async ([customer, id]) => {
      if (differs(await client.call('GET', `/v1/members/${id}/insight`), customer)) count++
    })
    return count
  }
  const evening = classesOn('19980630')
  const lifecycle = counted([...evening.values()].map(one => one.lifecycle))
  const late = await wrong((insight, customer) => insight.lifecycle.class !== evening.get(customer)?.lifecycle)
  console.log(`    ${members.size} customers on 30 June 1998: ${shown(lifecycle)}`)
  tell('on 30 June 1998 every customer is in the class of the lifecycle that plain awk says', late === 0)

  await moveClock(client, MIDNIGHT)
  const over = classesOn('19980701')
  const classes = counted([...over.values()].map(one => one.pyramid))
  const cycle = counted([...over.values()].map(one => one.lifecycle))
  console.log(`    when the day is over: ${shown(classes)}; ${shown(cycle)}`)
  /** @typedef {{ classes: { value: string, members: number }[] }} Told */
  /** @type {[Told, Told]} */
  const [told, pyramid] = await Promise.all([
    client.call('GET', '/v1/insights/lifecycle'),
    client.call('GET', '/v1/insights/pyramid'),
  ])
  tell('when it is over, as many are in each class of the lifecycle', agrees(cycle, told.classes))
  tell('and in each class of the pyramid', agrees(classes, pyramid.classes))
  const other = await wrong((insight, customer) => insight.pyramid.class !== over.get(customer)?.pyramid)
  tell('and every customer is in the class of the pyramid that plain awk says', other === 0)
} catch (error) {
  tell(error instanceof Error ? error.message : String(error), false)
} finally {
  await server.stop()
  server.remove()
}
console.log(`\nCDNOW, known, on ${runtime}:`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0
