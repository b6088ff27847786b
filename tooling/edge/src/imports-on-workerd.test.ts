import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type RunningWorker, startEdge } from './index.ts'

// The start bundles the API's Worker and boots workerd, twice; the queue hands a message over after a second.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

/** What came over the wire, as it came. */
type Wire = ReturnType<typeof JSON.parse>

const VERIFY = join(import.meta.dirname, '../../../packages/db/scripts/verify-ledger.ts')
const OPERATOR_KEY = 'op_test'
const [MEMBERS, RECEIPTS] = [60, 600]
const dataDir = mkdtempSync(join(tmpdir(), 'laurel-edge-imports-'))
let edge: RunningWorker
let libsqlUrl: string

const start = async () => {
  const between = (url: string) => (libsqlUrl = url)
  edge = await startEdge({ port: 0, dataDir, env: { LAUREL_OPERATOR_KEY: OPERATOR_KEY, LAUREL_LOG: 'off' }, between })
}

const call = async (method: string, path: string, key: string, body?: string, contentType = 'application/json') => {
  const response = await fetch(edge.url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': contentType }) },
    ...(body !== undefined && { body }),
  })
  return { status: response.status, body: (await response.json()) as Wire }
}

/** Asks until it is so, for a minute at most. */
const until = async (ask: () => Promise<Wire>, isSo: (value: Wire) => boolean): Promise<Wire> => {
  for (let asked = 0; asked < 1_200; asked++) {
    const value = await ask()
    if (isSo(value)) return value
    await wait(50)
  }
  throw new Error('it never came to be')
}

const lines = (header: string, rows: number, row: (n: number) => string): string =>
  [header, ...Array.from({ length: rows }, (_, n) => row(n)), ''].join('\n')
const members = lines('externalId,name,phone', MEMBERS, n => `c${n},王芳,${13_800_000_000 + n}`)
const receipts = lines(
  'externalId,memberExternalId,occurredAt,store,sku,quantity,unitPrice,tender',
  RECEIPTS,
  n => `till-${n},c${n % MEMBERS},2026-03-10 10:${String(n % 60).padStart(2, '0')},s,A${n},1,129.90,wechat`,
)

/** As after the two minutes in which a process that died still has a program in hand. */
const letGo = async (): Promise<void> => {
  const stmt = { sql: 'UPDATE programs SET claimed_until = NULL, next_due_at = 0' }
  const body = JSON.stringify({ requests: [{ type: 'execute', stmt }, { type: 'close' }] })
  const answer = await fetch(`${libsqlUrl}/dev/laurel-control/v2/pipeline`, { method: 'POST', body })
  expect(((await answer.json()) as Wire).results[0].type).toBe('ok')
}

beforeAll(async () => {
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await start()
})
afterAll(async () => {
  await edge.close()
  rmSync(dataDir, { recursive: true, force: true })
})

test('an undo goes on where its Worker was killed, and of what two files had made on the edge nothing is left', async () => {
  const program = JSON.stringify({ name: 'Imports', mode: 'live', preset: 'wangfujing' })
  const { secretKey: key } = (await call('POST', '/v1/programs', OPERATOR_KEY, program)).body
  const read = async (id: string) => (await call('GET', `/v1/imports/${id}`, key)).body
  const bringIn = async (kind: string, csv: string) => {
    const { status, body } = await call('POST', `/v1/imports?kind=${kind}`, key, csv, 'text/csv')
    expect(status).toBe(202)
    return until(
      () => read(body.id),
      ({ status: is }) => is === 'done',
    )
  }
  const people = await bringIn('members', members)
  const sales = await bringIn('purchases', receipts)
  expect([people.created, sales.created]).toEqual([MEMBERS, RECEIPTS])

  expect((await call('POST', `/v1/imports/${people.id}/undo`, key)).body.code).toBe('import_has_consequences')
  expect((await call('POST', `/v1/imports/${sales.id}/undo`, key)).status).toBe(202)
  const begun = await until(
    () => read(sales.id),
    ({ undo }) => undo.undone > 0,
  )
  await edge.close()
  await start()
  const cutOff = await read(sales.id)
  expect([begun.status, cutOff.status]).toEqual(['undoing', 'undoing'])
  await letGo()
  // The queue's message died with the Worker: the cron trigger finds what is due.
  await edge.cron()
  const undone = { standing: 0, erased: 0 }
  expect(
    (
      await until(
        () => read(sales.id),
        ({ status }) => status !== 'undoing',
      )
    ).undo,
  ).toMatchObject({
    ...undone,
    undone: RECEIPTS,
  })
  // Asked once more nothing is undone twice.
  expect((await call('POST', `/v1/imports/${sales.id}/undo`, key)).body.status).toBe('undone')

  expect((await call('POST', `/v1/imports/${people.id}/undo`, key)).status).toBe(202)
  expect(
    (
      await until(
        () => read(people.id),
        ({ status }) => status !== 'undoing',
      )
    ).undo,
  ).toMatchObject({
    ...undone,
    undone: MEMBERS,
  })
  expect((await call('GET', '/v1/members', key)).body.data).toEqual([])
  const { balanced, units, transactions } = (await call('GET', '/v1/ledger/trialBalance', key)).body
  expect(balanced).toBe(true)
  expect(transactions).toBeGreaterThanOrEqual(2 * RECEIPTS)
  for (const { accounts } of Object.values(units) as Wire[])
    expect(Object.values(accounts).every(amount => amount === 0)).toBe(true)
  await edge.close()
  const { stdout } = await promisify(execFile)(process.execPath, [VERIFY, dataDir])
  expect(stdout).toMatch(/^clean: 1 programs$/m)
})
