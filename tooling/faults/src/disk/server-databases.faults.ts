import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createApp } from '@laurel/api/app'
import { makeDeps } from '@laurel/api/make-deps'
import { makeSecrets, nextSecret } from '@laurel/api/secrets'
import { callOf, clientOf, receipt, testRuntime } from '@laurel/api/testing'
import { programSchemas } from '@laurel/db'
import { openLibsqlServerProgramDatabases, openRemote } from '@laurel/db/remote'
import { startLibsqlDev, type LibsqlDev } from '@laurel/libsql-dev'
import { afterEach, beforeEach, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../../..')
const OLD = Buffer.from('o'.repeat(32)).toString('base64url')
const PHONES = ['+8613800138000', '+8613800138001', '+8613800138002']

/** One of our commands, as an operator gives it. */
const run = async (script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const command = promisify(execFile)(process.execPath, [join(root, script), ...args], {
    env: { ...process.env, ...env },
  })
  const { stdout, stderr, code } = await command.then(
    said => ({ ...said, code: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => error,
  )
  return { code, said: stdout + stderr }
}
const verify = (url: string) => run('packages/db/scripts/verify-ledger.ts', ['--url', url])
const rotate = (url: string, secret: string, previous: string) =>
  run('apps/api/scripts/rotate-secret.ts', ['--url', url], {
    LAUREL_SECRET: secret,
    LAUREL_SECRET_PREVIOUS: previous,
  })

let folder: string
let server: LibsqlDev
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-server-'))
  server = await startLibsqlDev({ dataDir: folder })
})
afterEach(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A Worker on the server's databases that knows these secrets. */
const workerWith = async (secret: string, previous?: string) => {
  const { url, adminUrl } = server
  const databases = openLibsqlServerProgramDatabases({ url, adminUrl, schemas: programSchemas })
  const secrets = await makeSecrets({ secret, previous })
  const deps = await makeDeps({ ...testRuntime, name: 'workers', databases, now: () => Date.now(), secrets })
  const call = callOf(createApp(deps))
  return { call, ...clientOf(call, { chunks: Infinity }) }
}

/** A program with members who bought something, on the server. */
const shop = async (worker: Awaited<ReturnType<typeof workerWith>>) => {
  const p = await worker.program('wanqian', '2026-03-10T23:00:00+08:00')
  for (const phone of PHONES) {
    const member = await p.member({ phone })
    await p.ok(201, 'POST', '/v1/purchases', receipt(member, 100, '2026-03-10T10:00:00+08:00'))
  }
  return p
}

test('the books of databases on a server are verified there, and a row that was tampered with is named', async () => {
  const p = await shop(await workerWith(OLD))
  const clean = await verify(server.url)
  expect(clean.said).toContain(`${p.id} (wanqian): 3 members, 3 transactions, 3 purchases: clean`)
  expect(clean.code).toBe(0)
  const database = openRemote({ url: `${server.url}/dev/laurel-${p.id.replace('_', '-')}/` })
  await database.commit([{ sql: 'UPDATE standings SET points = points + 1 WHERE member_id > 0', args: [] }])
  const tampered = await verify(server.url)
  expect(tampered.said).toContain(`${p.id} (wanqian): 3 members, 3 transactions, 3 purchases: 4 differences`)
  expect(tampered.code).toBe(1)
})

test('everybody on a server is put under a new secret, and found by who knows that one alone', async () => {
  const p = await shop(await workerWith(OLD))
  const fresh = await nextSecret(OLD)
  const found = async (secret: string, previous?: string): Promise<number> => {
    const { ok } = await workerWith(secret, previous)
    let count = 0
    for (const phone of PHONES) {
      const { data } = await ok(200, 'GET', `/v1/members?phone=${encodeURIComponent(phone)}`, { key: p.key })
      count += data.length
    }
    return count
  }
  expect(await found(fresh, OLD)).toBe(3)
  const { code, said } = await rotate(server.url, fresh, OLD)
  expect(said).toContain('1 programs: 3 members and 0 staff were put under the new secret')
  expect(code).toBe(0)
  expect(await found(fresh)).toBe(3)
  expect((await rotate(server.url, fresh, OLD)).said).toContain('1 programs: 0 members and 0 staff')
  expect((await verify(server.url)).code).toBe(0)
})

test('a server that does not answer, and a secret that is missing, are said and do nothing', async () => {
  const { url } = server
  await server.close()
  const away = await verify(url)
  expect(away.code).toBe(2)
  expect((await run('apps/api/scripts/rotate-secret.ts', ['--url', url])).said).toContain('LAUREL_SECRET_PREVIOUS')
  server = await startLibsqlDev({ dataDir: folder })
})
