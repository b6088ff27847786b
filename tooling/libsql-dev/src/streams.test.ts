import { expect, test } from 'vitest'
import { resultsOf, startTestServer, type TestServer } from '../test/start-test-server.ts'

const execute = (sql: string) => ({ type: 'execute', stmt: { sql } })

/** Opens a stream, runs the statements in it, gives its baton. */
async function openStream(server: TestServer, ...sqls: string[]): Promise<string> {
  const { baton } = await resultsOf(await server.pipeline({ requests: sqls.map(execute) }))
  if (baton === null) throw new Error('the stream was closed')
  return baton
}

test('each answer brings a fresh baton, and none once the stream is closed', async () => {
  const server = await startTestServer()
  const first = await openStream(server, 'SELECT 1')
  const second = await resultsOf(await server.pipeline({ baton: first, requests: [execute('SELECT 1')] }))
  expect(second.baton).not.toBe(first)
  const last = await resultsOf(await server.pipeline({ baton: second.baton, requests: [{ type: 'close' }] }))
  expect(last.baton).toBeNull()
  const closed = await server.pipeline({ baton: second.baton, requests: [] })
  expect([closed.status, await closed.text()]).toEqual([400, 'Received an invalid baton'])
})

test('a used baton is refused, and the stream goes on with the right one', async () => {
  const server = await startTestServer()
  const first = await openStream(server, 'CREATE TABLE t (a)', 'BEGIN', 'INSERT INTO t VALUES (1)')
  const { baton } = await resultsOf(await server.pipeline({ baton: first, requests: [] }))
  const reused = await server.pipeline({ baton: first, requests: [execute('ROLLBACK')] })
  expect([reused.status, await reused.text()]).toEqual([400, 'Received a baton that has already been used'])
  const commit = await resultsOf(await server.pipeline({ baton, requests: [execute('COMMIT'), { type: 'close' }] }))
  expect(commit.results[0]?.type).toBe('ok')
})

test.each(['', 'AAAA', 'A'.repeat(64)])('the forged baton "%s" is refused', async baton => {
  const response = await (await startTestServer()).pipeline({ baton, requests: [] })
  expect([response.status, await response.text()]).toEqual([400, 'Received an invalid baton'])
})

test('a baton is good in its own namespace only', async () => {
  const server = await startTestServer()
  await server.createNamespace('b')
  const baton = await openStream(server, 'SELECT 1')
  expect((await server.pipeline({ baton, requests: [] }, 'b')).status).toBe(400)
})

test('a stream left alone is rolled back, frees the database, and says so when it comes back', async () => {
  const server = await startTestServer({ streamTimeoutMs: 50 })
  const client = server.client()
  await client.execute('CREATE TABLE t (a)')
  const baton = await openStream(server, 'BEGIN IMMEDIATE', 'INSERT INTO t VALUES (1)')
  // Waits in the queue until the stream above expires.
  expect((await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(0)
  const late = await server.pipeline({ baton, requests: [execute('COMMIT')] })
  expect(late.status).toBe(400)
  expect(await late.json()).toEqual({
    message: 'The stream has expired due to inactivity',
    code: 'STREAM_EXPIRED',
  })
})

test('who waits too long for the database is told SQLITE_BUSY, and writes once it is free', async () => {
  const server = await startTestServer({ busyTimeoutMs: 20 })
  const client = server.client()
  await client.execute('CREATE TABLE t (a)')
  const baton = await openStream(server, 'BEGIN IMMEDIATE', 'INSERT INTO t VALUES (1)')
  const busy = { code: 'SQLITE_BUSY', message: 'SQLITE_BUSY: SQLite error: database is locked' }
  await expect(client.execute('SELECT 1')).rejects.toMatchObject(busy)
  await expect(client.batch(['INSERT INTO t VALUES (2)'], 'write')).rejects.toMatchObject(busy)
  await server.pipeline({ baton, requests: [execute('COMMIT'), { type: 'close' }] })
  await client.batch(['INSERT INTO t VALUES (2)'], 'write')
  expect((await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(2)
})

test('a request that breaks the protocol closes its stream and rolls it back', async () => {
  const server = await startTestServer()
  await server.client().execute('CREATE TABLE t (a)')
  const baton = await openStream(server, 'BEGIN', 'INSERT INTO t VALUES (1)')
  const broken = { type: 'execute', stmt: { sql_id: 1 } }
  expect((await server.pipeline({ baton, requests: [broken] })).status).toBe(400)
  expect((await server.client().execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(0)
})

test('a transaction that an error ended is known to have ended', async () => {
  const server = await startTestServer()
  await server.client().executeMultiple('CREATE TABLE t (a UNIQUE ON CONFLICT ROLLBACK); INSERT INTO t VALUES (1)')
  const requests = [execute('BEGIN'), execute('INSERT INTO t VALUES (1)'), { type: 'get_autocommit' }]
  const { results } = await resultsOf(await server.pipeline({ requests: [...requests, { type: 'close' }] }))
  expect([results[1]?.error?.code, results[2]?.response?.is_autocommit]).toEqual(['SQLITE_CONSTRAINT_UNIQUE', true])
})

test('closing the server rolls back the streams still open', async () => {
  const first = await startTestServer()
  await first.client().execute('CREATE TABLE t (a)')
  await openStream(first, 'BEGIN IMMEDIATE', 'INSERT INTO t VALUES (1)')
  await first.close()
  const second = await startTestServer({ dataDir: first.dataDir })
  expect((await second.client().execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(0)
})
