import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, test } from 'vitest'
import { startLibsqlDev } from './index.ts'
import { startTestServer } from '../test/start-test-server.ts'

test('an unknown namespace is answered 404 with its name', async () => {
  const response = await (await startTestServer()).pipeline({ requests: [] }, 'nowhere')
  expect(response.status).toBe(404)
  expect(await response.json()).toEqual({ error: "Namespace `nowhere` doesn't exist" })
})

test('a namespace is made once', async () => {
  const server = await startTestServer()
  expect((await server.createNamespace('b')).status).toBe(200)
  const again = await server.createNamespace('b')
  expect([again.status, await again.json()]).toEqual([400, { error: 'Namespace `b` already exists' }])
})

test.each(['..%2fx', 'A', 'a.b', 'x'.repeat(65)])('the name %s is no namespace', async name => {
  const server = await startTestServer()
  expect((await server.createNamespace(name)).status).toBe(400)
  expect((await server.pipeline({ requests: [] }, name)).status).toBe(400)
})

test('a namespace removed is gone with its file, and one made anew under its name starts empty and keeps its data', async () => {
  const server = await startTestServer()
  const file = join(server.dataDir, 'a.db')
  await server.client().executeMultiple('CREATE TABLE t (a); INSERT INTO t VALUES (1)')
  const remove = () => fetch(`${server.adminUrl}/v1/namespaces/a`, { method: 'DELETE' })
  expect((await remove()).status).toBe(200)
  expect([existsSync(file), existsSync(`${file}-wal`)]).toEqual([false, false])
  expect((await remove()).status).toBe(404)
  await server.createNamespace('a')
  await server.client().executeMultiple('CREATE TABLE t (a); INSERT INTO t VALUES (2)')
  expect((await server.client().execute('SELECT a FROM t')).rows.map(row => row['a'])).toEqual([2])
  expect(existsSync(`${file}-wal`)).toBe(true)
})

test('a namespace can be removed while a transaction stands in it', async () => {
  const server = await startTestServer()
  const transaction = await server.client().transaction('write')
  await transaction.execute('CREATE TABLE t (a)')
  expect((await fetch(`${server.adminUrl}/v1/namespaces/a`, { method: 'DELETE' })).status).toBe(200)
  await expect(transaction.commit()).rejects.toMatchObject({ message: expect.stringContaining('404') as string })
})

test('the namespace `default` needs no name and no making', async () => {
  const server = await startTestServer()
  const requests = [{ type: 'execute', stmt: { sql: 'SELECT 1' } }, { type: 'close' }]
  const body = JSON.stringify({ requests })
  expect((await fetch(`${server.url}/v2/pipeline`, { method: 'POST', body })).status).toBe(200)
  expect((await fetch(`${server.url}/v2`)).status).toBe(200)
  expect((await fetch(`${server.url}/dev/a/v2`)).status).toBe(200)
})

test('with a port of its own, the admin API is at that port only', async () => {
  const server = await startTestServer({ adminPort: 0 })
  expect(server.adminUrl).not.toBe(server.url)
  const create = (url: string) => fetch(`${url}/v1/namespaces/b/create`, { method: 'POST', body: '{}' })
  expect((await create(server.url)).status).toBe(404)
  expect((await create(server.adminUrl)).status).toBe(200)
})

test('a second server on the same folder is refused', async () => {
  const server = await startTestServer()
  await expect(startLibsqlDev({ dataDir: server.dataDir })).rejects.toThrow('Another server uses the data folder')
})

test('a lock of another process is told as SQLITE_BUSY, and the connection it poisoned is replaced', async () => {
  const server = await startTestServer()
  const client = server.client()
  await client.execute('CREATE TABLE t (a)')
  // The engine counts its own locks per file, not per connection: within this process it stands for another one.
  const other = new Database(join(server.dataDir, 'a.db'))
  other.exec('BEGIN IMMEDIATE')
  await expect(client.batch(['INSERT INTO t VALUES (1)'], 'write')).rejects.toMatchObject({ code: 'SQLITE_BUSY' })
  other.exec('ROLLBACK')
  other.close()
  await client.batch(['INSERT INTO t VALUES (2)'], 'write')
  expect((await client.execute('SELECT a FROM t')).rows.map(row => row['a'])).toEqual([2])
})
