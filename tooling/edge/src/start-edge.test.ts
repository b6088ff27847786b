import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { startGate } from '../test/gate.ts'
import { type RunningWorker, startEdge } from './index.ts'

// Each start bundles a Worker and boots workerd.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

const config = fileURLToPath(new URL('../test/probe-worker/wrangler.jsonc', import.meta.url))
const dataDir = mkdtempSync(join(tmpdir(), 'laurel-edge-'))
const start = () => startEdge({ port: 0, dataDir, config, env: { LAUREL_OPERATOR_KEY: 'op_test', LAUREL_DEMO: '{}' } })

interface Vars {
  readonly key: string
  readonly secret: string
  readonly demo: string
  readonly libsqlUrl: string
}

let edge: RunningWorker
const getVars = async () => (await (await fetch(`${edge.url}/vars`)).json()) as Vars
const createNamespace = (name: string) => fetch(`${edge.url}/namespaces?name=${name}`)
const sql = (query: string, ...statements: string[]) =>
  fetch(`${edge.url}/sql?${query}`, { method: 'POST', body: JSON.stringify(statements) })

beforeAll(async () => {
  edge = await start()
})

afterAll(async () => {
  await edge.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('the Worker makes a namespace, writes to it and reads back', async () => {
  await createNamespace('shop')
  const response = await sql('namespace=shop', 'CREATE TABLE t (a)', "INSERT INTO t VALUES ('x')", 'SELECT a FROM t')
  expect(await response.json()).toEqual([[], [], [{ a: 'x' }]])
})

test('the Worker gets its variables, and a master key nobody else can read', async () => {
  const vars = await getVars()
  expect([vars.key, vars.demo]).toEqual(['op_test', '{}'])
  expect(Buffer.from(vars.secret, 'base64url')).toHaveLength(32)
  expect(statSync(join(dataDir, 'secret')).mode & 0o077).toBe(0)
})

test('what the Worker does not route comes from its assets', async () => {
  const page = await fetch(`${edge.url}/page`)
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(await page.text()).toContain('<title>Probe</title>')
  expect((await fetch(`${edge.url}/no-such-page`)).status).toBe(404)
})

test('after forty requests at once to a slow database, five more succeed', async () => {
  await createNamespace('burst')
  await sql('namespace=burst', 'CREATE TABLE t (a)')
  const gate = await startGate((await getVars()).libsqlUrl, 40)
  onTestFinished(gate.close)
  const query = `url=${encodeURIComponent(`${gate.url}/dev/burst/`)}`
  const burst = await Promise.all(Array.from({ length: 40 }, () => sql(query, 'INSERT INTO t VALUES (1)')))
  const after = await Promise.all(Array.from({ length: 5 }, () => sql(query, 'INSERT INTO t VALUES (1)')))
  expect([...burst, ...after].map(response => response.status)).toEqual(Array<number>(45).fill(200))
  const counted = await sql('namespace=burst', 'SELECT count(*) AS n FROM t')
  expect(await counted.json()).toEqual([[{ n: 45 }]])
})

test('a client that is kept between requests fails for good after such a burst: that is why ours is not', async () => {
  await createNamespace('kept-client')
  await sql('namespace=kept-client', 'CREATE TABLE t (a)')
  // All twenty slots of its queue are taken before the first is answered, and twice as many wait for one: each that hangs
  // keeps the one it is given.
  const gate = await startGate((await getVars()).libsqlUrl, 20)
  onTestFinished(gate.close)
  const query = `url=${encodeURIComponent(`${gate.url}/dev/kept-client/`)}&kept`
  const ask = async () => {
    const answer = await sql(query, 'INSERT INTO t VALUES (1)').catch(() => null)
    await answer?.text()
    return answer?.status === 200
  }
  // The runtime tells of each that hung.
  await Promise.all(Array.from({ length: 60 }, ask))
  const after = await Promise.all(Array.from({ length: 3 }, ask))
  expect(after).toEqual([false, false, false])
})

test('a restart keeps the data and the master key', async () => {
  await createNamespace('kept')
  await sql('namespace=kept', 'CREATE TABLE t (a)', 'INSERT INTO t VALUES (7)')
  const { secret } = await getVars()
  await edge.close()
  edge = await start()
  expect((await getVars()).secret).toBe(secret)
  expect(await (await sql('namespace=kept', 'SELECT a FROM t')).json()).toEqual([[{ a: 7 }]])
})

test('a Worker that does not build says why, and leaves nothing running', async () => {
  const broken = mkdtempSync(join(tmpdir(), 'laurel-edge-broken-'))
  onTestFinished(() => rmSync(broken, { recursive: true, force: true }))
  writeFileSync(join(broken, 'worker.ts'), "import './missing.ts'\nexport default {}")
  const file = { name: 'broken', main: 'worker.ts', compatibility_date: '2026-11-17' }
  writeFileSync(join(broken, 'wrangler.jsonc'), JSON.stringify(file))
  const starting = startEdge({
    port: 0,
    dataDir: join(broken, 'data'),
    config: join(broken, 'wrangler.jsonc'),
    env: {},
  })
  await expect(starting).rejects.toThrow('Could not resolve "./missing.ts"')
})
