import { execFile } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { callOf, clientOf, HOST, OPERATOR_KEY } from '@laurel/api/testing'
import { startNodeServer } from '@laurel/load/node-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { times } from '../run-form.ts'
import { sellAtOnce, Till } from './till.ts'
import { verified } from './verified.ts'

const root = join(import.meta.dirname, '../../../..')
const run = promisify(execFile)
/** The commands behind `pnpm backup` and `pnpm restore`. */
const backup = (...paths: string[]) => run(process.execPath, [join(root, 'apps/api/scripts/back-up.ts'), ...paths])
const restore = (...paths: string[]) => run(process.execPath, [join(root, 'apps/api/scripts/restore.ts'), ...paths])

const NOW = '2026-03-10T23:00:00+08:00'

let folder: string
const at = (name: string) => join(folder, name)

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a backup made while tills sell, restored elsewhere, has everything acknowledged before it began, nothing by halves, and clean books', async () => {
  let server = await startNodeServer({ dataDir: at('data') })
  try {
    const till = new Till(server)
    await till.open()
    await sellAtOnce(till, times(24, 1_000))
    for (let round = 0; round < times(1, 10); round++) {
      const before = [...till.acknowledged]
      const made = new AbortController()
      const selling = (async () => {
        while (!made.signal.aborted) await sellAtOnce(till, 8)
      })()
      await backup(at('data'), at(`backup-${round}`)).finally(() => made.abort())
      await selling
      // The tills went on while it was made.
      expect(till.acknowledged.length).toBeGreaterThan(before.length)

      // It tells nobody's name by itself, and a server on it without its secret does not begin with another one.
      expect(existsSync(at(`backup-${round}/secret`))).toBe(false)
      await restore(at(`backup-${round}`), at(`restored-${round}`))
      await expect(startNodeServer({ dataDir: at(`restored-${round}`) })).rejects.toThrow('ended before it answered')
      copyFileSync(at('data/secret'), at(`restored-${round}/secret`))
      const restored = await startNodeServer({ dataDir: at(`restored-${round}`) })
      try {
        till.goOnWith(restored)
        expect(await till.missing(before)).toEqual([])
      } finally {
        await restored.stop()
        till.goOnWith(server)
      }
      expect(verified(at(`restored-${round}`))).toBe('clean: 1 programs')
    }

    await expect(restore(at('backup-0'), at('data'))).rejects.toThrow('not empty')
    await expect(backup(at('data'), at('backup-0'))).rejects.toThrow('already')

    // A server that was killed is backed up as it lies, with what only its log has.
    await server.kill()
    await backup(at('data'), at('backup-of-killed'))
    await restore(at('backup-of-killed'), at('restored'))
    copyFileSync(at('data/secret'), at('restored/secret'))
    server = await startNodeServer({ dataDir: at('restored') })
    till.goOnWith(server)
    expect(await till.missing()).toEqual([])
    expect(await till.transactions()).toBe(till.receipts)
    expect(readdirSync(folder).filter(name => name.endsWith('.unfinished'))).toEqual([])
  } finally {
    await server.kill()
  }
})

test('who was erased after a backup stays erased when it is restored, reservations, prepaid and all; who was not is there', async () => {
  const env = { LAUREL_OPERATOR_KEY: OPERATOR_KEY }
  const server = await startNodeServer({ dataDir: at('data'), env })
  let restored: typeof server | undefined
  const { program } = clientOf(callOf({ request: (url, init) => fetch(url.replace(HOST, server.url), init) }), {
    chunks: 0,
  })
  try {
    const p = await program('boutique', NOW)
    const phone = '+8613912345678'
    const leaves = await p.member({ name: '赵敏', phone })
    const path = `/v1/members/${leaves.id}`
    await p.ok(201, 'POST', '/v1/topups', { memberId: leaves.id, plan: 'topup-3000', tender: 'cash' })
    await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 50, stock: 1 })
    await p.ok(201, 'POST', '/v1/redemptions', { memberId: leaves.id, reward: 'mug' })
    const coupon = { code: 'ten', name: { en: 'Ten' }, off: { rate: 0.1 }, use: 'discount', distribution: 'given' }
    await p.ok(201, 'POST', '/v1/coupons', coupon)
    await p.ok(201, 'POST', `${path}/coupons`, { coupon: 'ten' })
    const friend = await p.member({ name: '周芷若' })
    await backup(at('data'), at('backup'))
    const late = await p.member({ name: '小昭' })

    const { available } = (await p.summary(leaves)).balances.prepaid
    await p.ok(201, 'POST', `${path}/prepaidRefunds`, { amount: available, tender: 'cash', reason: 'leaves' })
    for (const id of [leaves.id, leaves.id, late.id]) await p.ok(200, 'DELETE', `/v1/members/${id}`)
    await server.kill()

    const { stdout } = await restore(at('backup'), at('restored'), at('data/erasures'))
    expect(stdout).toContain('1 who were erased after the backup began are erased again')
    expect(verified(at('restored'))).toBe('clean: 1 programs')
    copyFileSync(at('data/secret'), at('restored/secret'))
    restored = await startNodeServer({ dataDir: at('restored') })
    const { url } = restored
    const call = callOf({ request: (from, init) => fetch(from.replace(HOST, url), init) })
    const ask = (of: string) => call('GET', of, { key: p.key })
    expect((await ask(path)).status).toBe(410)
    expect((await ask(`/v1/members?phone=${encodeURIComponent(phone)}`)).body.data).toEqual([])
    expect((await ask(`/v1/members/${friend.id}`)).body.name).toBe('周芷若')
    expect((await ask('/v1/ledger/trialBalance')).body.balanced).toBe(true)
    // The list goes on with the folder: an older backup may be restored next.
    expect(readFileSync(at('restored/erasures'), 'utf8')).toContain(leaves.id)

    const plain = await restore(at('backup'), at('without'))
    expect(plain.stdout).toContain('Nobody was erased again')
    await expect(restore(at('backup'), at('mistaken'), at('no-such-list'))).rejects.toThrow('no-such-list')
    expect(existsSync(at('mistaken'))).toBe(false)
  } finally {
    await Promise.all([server.kill(), restored?.kill()])
  }
})
