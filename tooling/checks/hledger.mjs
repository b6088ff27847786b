// Loads the CDNOW file into a Laurel of its own and has hledger, which is not ours, read the exported journal:
//   node tooling/checks/hledger.mjs --runtime node|edge --file <cdnow file>
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs, promisify } from 'node:util'
import { houseEnvironment, houseNode, root } from '@laurel/run/house'
import { runtimeOf } from './runtime.mjs'
import { startServer } from './server.mjs'
import { underHouseNode } from './under-house-node.mjs'

underHouseNode()

const { values } = parseArgs({ options: { runtime: { type: 'string' }, file: { type: 'string' } } })
const runtime = runtimeOf(values.runtime)
const file = resolve(values.file ?? join(root, '../shared/data/cdnow-sample.txt'))
const execute = promisify(execFile)

/** @typedef {Map<string, number>} Balances what each account holds, minor units; accounts that hold nothing are left out */

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
 * @param {string} journal
 * @param {string[]} args
 */
async function hledger(journal, ...args) {
  const { stdout } = await execute('hledger', ['--file', journal, ...args], { maxBuffer: 1 << 28 })
  return stdout
}

/**
 * What hledger says that each account holds.
 * @param {string} journal
 * @param {string[]} args
 * @returns {Promise<Balances>}
 */
async function balances(journal, ...args) {
  const [, ...rows] = (await hledger(journal, 'balance', '--flat', '-O', 'csv', '--layout', 'bare', ...args))
    .trim()
    .split('\n')
    .map(row => JSON.parse(`[${row}]`))
  const units = /** @type {Record<string, string>} */ ({ POINTS: 'points' })
  return new Map(
    rows
      .filter(([account]) => account !== 'total')
      .map(([account, commodity, amount]) => [
        `${account} ${units[commodity] ?? commodity.split('.')[1]}`,
        Number(amount.replace('.', '')),
      ]),
  )
}

/**
 * What two sides say differently, a line for each account.
 * @param {Balances} ours
 * @param {Balances} theirs
 */
function differences(ours, theirs) {
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter(account => (ours.get(account) ?? 0) !== (theirs.get(account) ?? 0))
    .map(account => `${account}: ${ours.get(account) ?? 0} is ours, ${theirs.get(account) ?? 0} hledger's`)
}

/**
 * Tells whether two sides agree, and where they do not.
 * @param {string} guarantee
 * @param {Balances} ours
 * @param {Balances} theirs
 */
function tellAgreement(guarantee, ours, theirs) {
  const different = differences(ours, theirs)
  for (const line of different.slice(0, 20)) console.log(`    ${line}`)
  tell(guarantee, different.length === 0 && ours.size > 0)
}

const server = await startServer(runtime).catch(error => {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
})

/**
 * @param {string} key
 * @param {string} path
 * @param {object} [body]
 */
async function ask(key, path, body) {
  const response = await fetch(server.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response
}

/**
 * @param {string} key
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>}
 */
const json = async (key, path, body) => (await ask(key, path, body)).json()

/**
 * Has hledger read a program's journal, and compares what it says with what Laurel says.
 * @param {string} name
 * @param {string} key
 */
async function compare(name, key) {
  const journal = join(dirname(server.data), `${name}.hledger`)
  const { body } = await ask(key, '/v1/ledger/journal?format=hledger')
  await pipeline(
    Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (body)),
    createWriteStream(journal),
  )

  const trial = await json(key, '/v1/ledger/trialBalance')
  await hledger(journal, 'check')
  const counted = /Transactions +: (\d+)/.exec(await hledger(journal, 'stats'))?.[1]
  tell(
    `${name}: hledger reads every one of ${trial.transactions} transactions`,
    Number(counted) === trial.transactions && trial.transactions > 0,
  )

  /** @type {Balances} */
  const accounts = new Map()
  for (const [unit, of] of Object.entries(trial.units))
    for (const [account, amount] of Object.entries(of.accounts)) accounts.set(`${account} ${unit}`, amount)
  tellAgreement(`${name}: its trial balance is ours`, accounts, await balances(journal, '--depth', '2'))

  /** @type {Balances} */
  const members = new Map()
  for (let cursor = ''; ;) {
    const page = await json(key, `/v1/members?limit=100${cursor}`)
    for (const { id } of page.data) {
      const summary = await json(key, `/v1/members/${id}/summary`)
      for (const unit of Object.keys(trial.units))
        members.set(`member:${unit}:${id} ${unit}`, summary.balances[unit].available)
    }
    if (page.nextCursor === null) break
    cursor = `&cursor=${page.nextCursor}`
  }
  tellAgreement(
    `${name}: what it says of each member is ours (${members.size} balances)`,
    members,
    await balances(journal, 'member'),
  )
}

/** A program whose members earn member cash and spend it: money beside points. */
async function moneyProgram() {
  const program = { name: 'Money', mode: 'test', preset: 'wanqian' }
  const { secretKey } = await json(server.operatorKey, '/v1/programs', program)
  await json(secretKey, '/v1/program/clock', { now: '2026-03-10T20:00:00+08:00' })
  for (const amount of [129_90, 5_000_00, 20_000_00, 77]) {
    const { id: memberId } = await json(secretKey, '/v1/members', {})
    const receipt = { memberId, store: 'beijing-1', occurredAt: '2026-03-10T14:05:00+08:00' }
    const lines = [{ sku: 'A1', quantity: 1, unitPrice: amount }]
    const { balances: held } = await json(secretKey, '/v1/purchases', {
      ...receipt,
      lines,
      tenders: [{ kind: 'wechat', amount }],
    })
    const memberCash = Math.min(held.memberCash, 29)
    const cash = [{ kind: 'cash', amount: amount - memberCash }]
    const spent = memberCash > 0 ? [{ kind: 'memberCash', amount: memberCash }] : []
    await json(secretKey, '/v1/purchases', { ...receipt, lines, tenders: [...cash, ...spent] })
  }
  return secretKey
}

try {
  const state = join(dirname(server.data), 'cdnow.json')
  const env = { ...houseEnvironment(), LAUREL_URL: server.url, LAUREL_OPERATOR_KEY: server.operatorKey }
  const load = spawn(houseNode, ['tooling/load/src/cli.ts', file, '--state', state], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = await once(load, 'close')
  tell('the CDNOW file is loaded', code === 0)
  await compare('CDNOW', JSON.parse(readFileSync(state, 'utf8')).secretKey)
  await compare('money', await moneyProgram())
} catch (error) {
  tell(error instanceof Error ? error.message : String(error), false)
} finally {
  await server.stop()
  server.remove()
}
console.log(`\nhledger on ${runtime}:`)
console.log(`${sum.passed} passed, ${sum.failed} failed`)
process.exitCode = sum.failed > 0 ? 1 : 0
