import { expect, test } from 'vitest'
import { startTestServer } from '../test/start-test-server.ts'

test('a client writes and reads rows, with the row id and the count of what it changed', async () => {
  const client = (await startTestServer()).client()
  await client.execute('CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT')
  const written = await client.execute({ sql: 'INSERT INTO t (name) VALUES (?), (?)', args: ['甲', 'b'] })
  expect([written.rowsAffected, written.lastInsertRowid]).toEqual([2, 2n])
  const read = await client.execute({ sql: 'SELECT id, name FROM t WHERE name = :name', args: { name: '甲' } })
  expect(read.columns).toEqual(['id', 'name'])
  expect(read.columnTypes).toEqual(['INTEGER', 'TEXT'])
  expect(read.rows.map(row => [row['id'], row['name']])).toEqual([[1, '甲']])
  expect(read.rowsAffected).toBe(0)
})

test('a batch is all or nothing: one refused row takes back the rows before it', async () => {
  const client = (await startTestServer()).client()
  await client.execute('CREATE TABLE t (a TEXT UNIQUE)')
  const insert = 'INSERT INTO t VALUES (?)'
  const batch = client.batch(
    [
      { sql: insert, args: ['x'] },
      { sql: insert, args: ['x'] },
    ],
    'write',
  )
  await expect(batch).rejects.toMatchObject({
    code: 'SQLITE_CONSTRAINT_UNIQUE',
    statementIndex: 1,
    message: expect.stringContaining('SQLite error: UNIQUE constraint failed: t.a') as string,
  })
  expect((await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(0)
  await client.batch(
    [
      { sql: insert, args: ['x'] },
      { sql: insert, args: ['y'] },
    ],
    'write',
  )
  expect((await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(2)
})

test('rows of INSERT … RETURNING come back and stand', async () => {
  const client = (await startTestServer()).client()
  await client.execute('CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)')
  const written = await client.execute("INSERT INTO t (a) VALUES ('x'), ('y') RETURNING id, a")
  expect(written.rows.map(row => [row['id'], row['a']])).toEqual([
    [1, 'x'],
    [2, 'y'],
  ])
  expect([written.rowsAffected, written.lastInsertRowid]).toEqual([2, 2n])
  expect((await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(2)
})

test('an interactive transaction is seen by others only once it is committed', async () => {
  const server = await startTestServer()
  const client = server.client()
  await client.execute('CREATE TABLE t (a INTEGER)')
  const transaction = await client.transaction('write')
  await transaction.execute('INSERT INTO t VALUES (1)')
  const seenByAnother = server.client().execute('SELECT count(*) AS n FROM t')
  await transaction.execute('INSERT INTO t VALUES (2)')
  await transaction.commit()
  expect((await seenByAnother).rows[0]?.['n']).toBe(2)
})

test('an interactive transaction rolled back, or closed without a word, leaves nothing', async () => {
  const client = (await startTestServer()).client()
  await client.execute('CREATE TABLE t (a INTEGER)')
  const rolledBack = await client.transaction('write')
  await rolledBack.execute('INSERT INTO t VALUES (1)')
  await rolledBack.rollback()
  const closed = await client.transaction('write')
  await closed.execute('INSERT INTO t VALUES (2)')
  closed.close()
  expect((await client.execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(0)
})

test('executeMultiple runs a script with triggers, comments and quotes', async () => {
  const client = (await startTestServer()).client()
  await client.executeMultiple(`
    CREATE TABLE t (a TEXT); -- one; two
    CREATE TRIGGER keep BEFORE DELETE ON t BEGIN
      SELECT CASE WHEN old.a = ';' THEN RAISE(ABORT, 'kept; for ever') END;
    END;
    INSERT INTO t VALUES (';'), ('it''s; so'); /* ; */
  `)
  expect((await client.execute('SELECT a FROM t')).rows.map(row => row['a'])).toEqual([';', "it's; so"])
  await expect(client.execute('DELETE FROM t')).rejects.toMatchObject({
    code: 'SQLITE_CONSTRAINT_TRIGGER',
    message: 'SQLITE_CONSTRAINT_TRIGGER: SQLite error: kept; for ever',
  })
})

test('migrate runs without foreign keys, and the next stream has them again', async () => {
  const client = (await startTestServer()).client()
  const child = 'CREATE TABLE child (parent INTEGER REFERENCES parent (id))'
  await client.migrate(['CREATE TABLE parent (id INTEGER PRIMARY KEY)', child, 'INSERT INTO child VALUES (7)'])
  await expect(client.execute('INSERT INTO child VALUES (8)')).rejects.toMatchObject({
    code: 'SQLITE_CONSTRAINT_FOREIGNKEY',
  })
})

test.each([9_007_199_254_740_993n, 2n ** 63n - 1n, -(2n ** 63n)])('the integer %s comes back exact', async integer => {
  const server = await startTestServer()
  const query = { sql: 'SELECT ? AS n, typeof(?1) AS type', args: [integer] }
  const [asBigint] = (await server.client('a', { intMode: 'bigint' }).execute(query)).rows
  expect([asBigint?.['n'], asBigint?.['type']]).toEqual([integer, 'integer'])
  const [asString] = (await server.client('a', { intMode: 'string' }).execute(query)).rows
  expect(asString?.['n']).toBe(integer.toString())
})

test('a row id beyond 2^53 comes back exact', async () => {
  const client = (await startTestServer()).client()
  await client.execute('CREATE TABLE t (id INTEGER PRIMARY KEY)')
  const written = await client.execute({ sql: 'INSERT INTO t VALUES (?)', args: [9_007_199_254_740_993n] })
  expect(written.lastInsertRowid).toBe(9_007_199_254_740_993n)
})

test('bytes, empty ones too, fractions and null come back as they went', async () => {
  const client = (await startTestServer()).client()
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  const { rows } = await client.execute({ sql: 'SELECT ?, ?, ?, ?', args: [bytes, new Uint8Array(), 0.1, null] })
  const [row] = rows
  expect(new Uint8Array(row?.[0] as ArrayBuffer)).toEqual(bytes)
  expect(new Uint8Array(row?.[1] as ArrayBuffer)).toHaveLength(0)
  expect([row?.[2], row?.[3]]).toEqual([0.1, null])
})

test('fifty batches at once all stand', async () => {
  const server = await startTestServer()
  await server.client().execute('CREATE TABLE t (batch INTEGER, line INTEGER, UNIQUE (batch, line)) STRICT')
  const batches = Array.from({ length: 50 }, (_, batch) =>
    server.client().batch(
      [1n, 2n, 3n].map(line => ({ sql: 'INSERT INTO t VALUES (?, ?)', args: [BigInt(batch), line] })),
      'write',
    ),
  )
  await Promise.all(batches)
  expect((await server.client().execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(150)
})

test('two namespaces know nothing of each other', async () => {
  const server = await startTestServer()
  await server.createNamespace('b')
  await server.client('a').execute('CREATE TABLE t (a)')
  await expect(server.client('b').execute('SELECT * FROM t')).rejects.toMatchObject({ code: 'SQLITE_ERROR' })
})

test('data outlives a restart', async () => {
  const first = await startTestServer()
  await first.client().execute('CREATE TABLE t (a TEXT)')
  await first.client().execute("INSERT INTO t VALUES ('kept')")
  await first.close()
  const second = await startTestServer({ dataDir: first.dataDir })
  expect((await second.client().execute('SELECT a FROM t')).rows[0]?.['a']).toBe('kept')
})
