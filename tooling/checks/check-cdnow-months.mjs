// Runs the CDNOW file through its 18 months of clock, under rules like Wangfujing's and like Wanqian's: receipts month by
// month, expiry, reviews, rebates and seals on the way, and the books verified at every month's end; by cdnow-months.mjs.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs, promisify } from 'node:util'
import { parseCdnow } from '@laurel/load/cdnow-file'
import { cdnowReceipts, memberExternalId, noonInNewYork } from '@laurel/load/cdnow-receipt'
import { inParallel } from '@laurel/load/in-parallel'
import { LaurelClient } from '@laurel/load/laurel-client'
import { batchSize, lanesOf, sendBatch } from '@laurel/load/load-receipts'
import { houseEnvironment, houseNode, root } from '@laurel/run/house'
import { cdnowRules } from './cdnow-rules.mjs'
import { runtimeOf } from './runtime.mjs'
import { startServer } from './server.mjs'

const { values } = parseArgs({ options: { runtime: { type: 'string' }, file: { type: 'string' } } })
const runtime = runtimeOf(values.runtime)
const file = resolve(values.file ?? join(root, '../shared/data/cdnow-sample.txt'))
const AT_ONCE = 8

const sum = { passed: 0, failed: 0 }
/**
 * @param {string} guarantee
 * @param {boolean} holds
 */
function tell(guarantee, holds) {
  console.log(`${holds ? '✓' : '✗'} ${guarantee}`)
  sum[holds ? 'passed' : 'failed'] += 1
}

const rows = parseCdnow(readFileSync(file, 'utf8'))
const receipts = cdnowReceipts(rows)
const months = [...new Set(receipts.map(({ row }) => row.day.slice(0, 7)))].toSorted()

/**
 * The last second of a month in New York.
 * @param {string} month
 */
function endOf(month) {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const day = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
  return noonInNewYork(day).replace('T12:00:00', 'T23:59:59')
}

/**
 * @typedef {object} Shop
 * @property {string} preset
 * @property {string} id
 * @property {LaurelClient} client
 * @property {Map<string, string>} members by customer
 * @property {Map<string, number>} ran how many occurrences of each kind of scheduled work
 */

const server = await startServer(runtime).catch(error => {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
})

/**
 * A program whose rules are a preset's, as the API gives them, in dollars.
 * @param {string} preset
 * @returns {Promise<Shop>}
 */
async function open(preset) {
  const operator = new LaurelClient(server.url, server.operatorKey)
  /** @type {{ secretKey: string }} */
  const model = await operator.call('POST', '/v1/programs', { body: { name: preset, mode: 'test', preset } })
  /** @type {import('./cdnow-rules.mjs').Rules} */
  const rules = await new LaurelClient(server.url, model.secretKey).call('GET', '/v1/program/rules')
  const body = { name: `CDNOW, ${preset}-like`, mode: 'test', rules: cdnowRules(rules) }
  /** @type {{ id: string, secretKey: string }} */
  const { id, secretKey } = await operator.call('POST', '/v1/programs', { body })
  const client = new LaurelClient(server.url, secretKey)
  const shop = { preset, id, client, members: new Map(), ran: new Map() }
  await moveClock(shop, noonInNewYork(`${months[0]}-01`).replace('T12', 'T00'))
  return shop
}

/**
 * Moves a program's clock, and waits for what falls due on the way.
 * @param {Shop} shop
 * @param {string} now
 */
async function moveClock({ client, ran }, now) {
  /** @type {{ jobs?: { name: string }[], job?: { id: string } }} */
  const answer = await client.call('POST', '/v1/program/clock', { body: { now } })
  let jobs = answer.jobs
  while (!jobs) {
    await wait(500)
    /** @type {{ result: { jobs: { name: string }[] } | null }} */
    const job = await client.call('GET', `/v1/jobs/${answer.job?.id}`)
    jobs = job.result?.jobs
  }
  for (const { name } of jobs) {
    const kind = name.split(':')[0] ?? name
    ran.set(kind, (ran.get(kind) ?? 0) + 1)
  }
}

/**
 * Who comes for the first time, and all that is bought in a month.
 * @param {Shop} shop
 * @param {string} month
 */
async function trade({ client, members }, month) {
  const sold = receipts.filter(({ row }) => row.day.startsWith(month))
  const byCustomer = Map.groupBy(sold, ({ row }) => row.customer)
  await inParallel(
    [...byCustomer.keys()].filter(customer => !members.has(customer)),
    AT_ONCE,
    async customer => {
      /** @type {{ id: string }} */
      const { id } = await client.call('POST', '/v1/members', { body: { externalId: memberExternalId(customer) } })
      members.set(customer, id)
    },
  )
  await inParallel(lanesOf(sold, AT_ONCE), AT_ONCE, async lane => {
    for (let from = 0; from < lane.length; from += batchSize)
      await sendBatch(client, lane.slice(from, from + batchSize), members)
  })
}

/** @typedef {{ balanced: boolean, units: Record<string, { sum: number, memberLiability: number, accounts: Record<string, number> }> }} TrialBalance */

/**
 * A line of the table; gives the trial balance.
 * @param {Shop} shop
 * @param {string} month
 * @returns {Promise<TrialBalance>}
 */
async function report({ preset, client }, month) {
  /** @type {TrialBalance} */
  const trial = await client.call('GET', '/v1/ledger/trialBalance')
  /** @type {Map<string, number>} */
  const tiers = new Map()
  for await (const { tier } of /** @type {AsyncIterable<{ tier: { code: string } | null }>} */ (
    client.list('/v1/members')
  ))
    tiers.set(tier?.code ?? 'none', (tiers.get(tier?.code ?? 'none') ?? 0) + 1)
  const { points, memberCash } = trial.units
  const dollars = (/** @type {number} */ cents) => `$${(cents / 100).toFixed(2)}`
  const by = [...tiers].toSorted().map(([code, count]) => `${code} ${count}`)
  console.log(
    [
      `${preset.padEnd(10)} ${month}`,
      by.join(', ').padEnd(36),
      `${points?.memberLiability ?? 0} points`.padStart(14),
      `${dollars(memberCash?.memberLiability ?? 0)} member cash`.padStart(22),
      `expired ${points?.accounts['program:breakage'] ?? 0} points and ${dollars(memberCash?.accounts['program:breakage'] ?? 0)}`,
      `rebated ${points?.accounts['program:redemption'] ?? 0} points`,
    ].join(' | '),
  )
  return trial
}

/** The books rebuilt from the journal by a process that only reads; what it says, by program. */
async function verify() {
  const script = join(root, 'packages/db/scripts/verify-ledger.ts')
  const { stdout, stderr } = await promisify(execFile)(houseNode, [script, server.data], {
    env: houseEnvironment(),
    maxBuffer: 1 << 26,
  }).catch((/** @type {{ stdout?: string, stderr?: string }} */ error) => error)
  return `${stdout ?? ''}${stderr ?? ''}`.split('\n')
}

/**
 * Tells of each program whether its books are right.
 * @param {Shop[]} shops
 * @param {string} when
 */
async function check(shops, when) {
  /** @type {Map<Shop, TrialBalance>} */
  const trials = new Map()
  for (const shop of shops) trials.set(shop, await report(shop, when))
  const said = await verify()
  for (const shop of shops) {
    const own = said.filter(line => line.startsWith(`${shop.id}`))
    const clean = own.some(line => line.endsWith(': clean'))
    if (!clean) for (const line of own.slice(0, 10)) console.log(`    ${line}`)
    const trial = trials.get(shop)
    const isZero = trial?.balanced === true && Object.values(trial.units).every(unit => unit.sum === 0)
    tell(`${shop.preset}-like, ${when}: the books are clean and the trial balance is zero`, clean && isZero)
  }
  return trials
}

try {
  const shops = [await open('wangfujing'), await open('wanqian')]
  for (const month of months) {
    for (const shop of shops) {
      await moveClock(shop, endOf(month))
      await trade(shop, month)
    }
    await check(shops, month)
  }
  const after = new Date(Date.parse(endOf(months.at(-1) ?? '')) + 1000).toISOString()
  for (const shop of shops) await moveClock(shop, after)
  const trials = await check(shops, 'the night after')

  const [wangfujing, wanqian] = shops
  const dollars = rows.reduce((all, { cents }) => all + Math.floor(cents / 100), 0)
  const issued = (/** @type {Shop | undefined} */ shop, /** @type {string} */ unit) =>
    -((shop && trials.get(shop)?.units[unit]?.accounts['program:issuance']) ?? 0)
  tell(
    `wangfujing-like: a point was issued for each of ${dollars} whole dollars`,
    issued(wangfujing, 'points') === dollars,
  )
  tell(
    'wanqian-like: a cent was issued with every point, and more points than dollars',
    issued(wanqian, 'points') > dollars && issued(wanqian, 'memberCash') === issued(wanqian, 'points'),
  )
  for (const [shop, kinds] of /** @type {[Shop, string[]][]} */ ([
    [wangfujing, ['seal', 'tiers', 'rebate']],
    [wanqian, ['seal', 'expiry']],
  ])) {
    const ran = [...shop.ran].map(([kind, times]) => `${times} × ${kind}`).join(', ')
    tell(
      `${shop.preset}-like: ${kinds.join(', ')} ran on the way (${ran})`,
      kinds.every(kind => shop.ran.has(kind)),
    )
  }
} catch (error) {
  tell(error instanceof Error ? error.message : String(error), false)
} finally {
  await server.stop()
  server.remove()
}
console.log(`\nCDNOW by months on ${runtime}:`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0
