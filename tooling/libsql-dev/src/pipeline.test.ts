import { expect, test } from 'vitest'
import { resultsOf, type StreamAnswer, startTestServer, type TestServer } from '../test/start-test-server.ts'

const close = { type: 'close' }
const step = (sql: string, condition?: unknown) => ({ stmt: { sql }, condition })

async function answers(server: TestServer, ...requests: unknown[]): Promise<StreamAnswer[]> {
  return (await resultsOf(await server.pipeline({ requests: [...requests, close] }))).results.slice(0, -1)
}

async function errorCode(server: TestServer, stmt: unknown): Promise<string | undefined> {
  return (await answers(server, { type: 'execute', stmt }))[0]?.error?.code
}

test('each step of a batch runs on its condition', async () => {
  const server = await startTestServer()
  const failed = { type: 'error', step: 1 }
  const steps = [
    step('SELECT 1'),
    step('SELECT * FROM missing', { type: 'ok', step: 0 }),
    step('SELECT 2', { type: 'ok', step: 1 }),
    step('SELECT 3', failed),
    step('SELECT 4', { type: 'not', cond: failed }),
    step('SELECT 5', { type: 'and', conds: [failed, { type: 'ok', step: 0 }] }),
    step('SELECT 6', {
      type: 'or',
      conds: [
        { type: 'ok', step: 1 },
        { type: 'ok', step: 2 },
      ],
    }),
    step('BEGIN', { type: 'is_autocommit' }),
    step('SELECT 7', { type: 'is_autocommit' }),
    step('SELECT 8', { type: 'and', conds: [] }),
    step('SELECT 9', { type: 'or', conds: [] }),
  ]
  const [answer] = await answers(server, { type: 'batch', batch: { steps } })
  const result = answer?.response?.result as { step_results: unknown[]; step_errors: unknown[] }
  expect(result.step_results.map(found => found !== null)).toEqual(
    [true, false, false, true, false, true, false, true, false, true, false], // prettier-ignore
  )
  expect(result.step_errors.map(found => found !== null).indexOf(true)).toBe(1)
  expect(result.step_errors.filter(found => found !== null)).toHaveLength(1)
})

test('a condition may not look at its own step or a later one', async () => {
  const server = await startTestServer()
  const batch = { steps: [step('SELECT 1', { type: 'ok', step: 0 })] }
  const response = await server.pipeline({ requests: [{ type: 'batch', batch }] })
  expect(response.status).toBe(400)
  expect(await response.text()).toBe('Invalid reference to step in a batch condition')
})

test('describe says what a statement takes and gives, and runs nothing', async () => {
  const server = await startTestServer()
  await server.client().execute('CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)')
  const sql = 'INSERT INTO t (id, name) VALUES (?, :name) RETURNING id, upper(name) AS n'
  const [described] = await answers(server, { type: 'describe', sql }, { type: 'describe', sql: 'SELECT 1' })
  expect(described?.response?.result).toEqual({
    params: [{ name: null }, { name: ':name' }],
    cols: [
      { name: 'id', decltype: 'INTEGER' },
      { name: 'n', decltype: null },
    ],
    is_explain: false,
    is_readonly: false,
  })
  expect((await server.client().execute('SELECT count(*) AS n FROM t')).rows[0]?.['n']).toBe(0)
})

test('a stored SQL text is run by its number until it is closed', async () => {
  const server = await startTestServer()
  const run = { type: 'execute', stmt: { sql_id: 7, args: [{ type: 'text', value: 'x' }] } }
  const [stored, ran, closed] = await answers(server, { type: 'store_sql', sql_id: 7, sql: 'SELECT ?' }, run, {
    type: 'close_sql',
    sql_id: 7,
  })
  expect([stored?.response?.type, closed?.response?.type]).toEqual(['store_sql', 'close_sql'])
  expect(ran?.response?.result).toMatchObject({ rows: [[{ type: 'text', value: 'x' }]] })
  const unknown = await server.pipeline({ requests: [run] })
  expect([unknown.status, await unknown.text()]).toEqual([400, 'SQL text 7 not found'])
})

test('get_autocommit knows whether a transaction stands', async () => {
  const server = await startTestServer()
  const ask = { type: 'get_autocommit' }
  const begin = { type: 'execute', stmt: { sql: 'BEGIN' } }
  const [before, , within] = await answers(server, ask, begin, ask)
  expect([before?.response?.is_autocommit, within?.response?.is_autocommit]).toEqual([true, false])
})

test('a sequence stops at its first error, and what ran before stands', async () => {
  const server = await startTestServer()
  const sql = 'CREATE TABLE t (a); INSERT INTO t VALUES (1); INSERT INTO missing VALUES (1); INSERT INTO t VALUES (2)'
  const [answer] = await answers(server, { type: 'sequence', sql })
  expect(answer?.error?.message).toBe('SQLite error: no such table: missing')
  expect((await server.client().execute('SELECT a FROM t')).rows.map(row => row['a'])).toEqual([1])
})

test('blobs are taken with padding and without, and given without', async () => {
  const server = await startTestServer()
  const args = ['AQ==', 'AQ'].map(base64 => ({ type: 'blob', base64 }))
  const [answer] = await answers(server, { type: 'execute', stmt: { sql: 'SELECT ?, ?', args } })
  expect(answer?.response?.result).toMatchObject({ rows: [['AQ', 'AQ'].map(base64 => ({ type: 'blob', base64 }))] })
})

test.each([
  ['SQLITE_CONSTRAINT_UNIQUE', "INSERT INTO t (u) VALUES ('taken')"],
  ['SQLITE_CONSTRAINT_PRIMARYKEY', 'INSERT INTO t (id) VALUES (1)'],
  ['SQLITE_CONSTRAINT_CHECK', 'INSERT INTO t (c) VALUES (-1)'],
  ['SQLITE_CONSTRAINT_NOTNULL', 'INSERT INTO t (n) VALUES (NULL)'],
  ['SQLITE_CONSTRAINT_TRIGGER', 'DELETE FROM t'],
  ['SQLITE_ERROR', 'SELECT * FROM missing'],
  ['SQL_PARSE_ERROR', 'SELEC 1'],
  ['SQL_PARSE_ERROR', "ATTACH 'x.db' AS x"],
  ['SQL_PARSE_ERROR', 'CREATE TEMP TABLE x (a)'],
  ['SQL_PARSE_ERROR', 'PRAGMA journal_mode=DELETE'],
  ['SQL_NO_STATEMENT', ' -- nothing'],
  ['SQL_MANY_STATEMENTS', 'SELECT 1; SELECT 2'],
  ['ARGS_INVALID', 'SELECT ?'],
])('%s is the code of: %s', async (code, sql) => {
  const server = await startTestServer()
  await server.client().executeMultiple(`
    CREATE TABLE t (id INTEGER PRIMARY KEY, u TEXT UNIQUE, c INTEGER CHECK (c > 0), n TEXT NOT NULL DEFAULT '');
    CREATE TRIGGER kept BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'kept'); END;
    INSERT INTO t (id, u) VALUES (1, 'taken');
  `)
  expect(await errorCode(server, { sql })).toBe(code)
})

test('asked for basic codes, the server names constraints as the open libsql-server does', async () => {
  const server = await startTestServer({ errorCodes: 'basic' })
  await server.client().executeMultiple('CREATE TABLE t (a UNIQUE); INSERT INTO t VALUES (1)')
  expect(await errorCode(server, { sql: 'INSERT INTO t VALUES (1)' })).toBe('SQLITE_CONSTRAINT')
  expect(await errorCode(server, { sql: 'SELECT * FROM missing' })).toBe('SQLITE_UNKNOWN')
})

test.each([
  ['too many arguments', { sql: 'SELECT 1', args: [{ type: 'null' }] }],
  ['a name no parameter has', { sql: 'SELECT :a', named_args: [{ name: 'b', value: { type: 'null' } }] }],
  ['text with a NUL', { sql: 'SELECT ?', args: [{ type: 'text', value: 'a\0b' }] }],
])('%s is ARGS_INVALID, not silently something else', async (_, stmt) => {
  expect(await errorCode(await startTestServer(), stmt)).toBe('ARGS_INVALID')
})

test('an answer past ten megabytes is refused, as the server does', async () => {
  const sql = "SELECT printf('%.*c', 6000000, 'x') UNION ALL SELECT printf('%.*c', 6000001, 'x')"
  expect(await errorCode(await startTestServer(), { sql })).toBe('RESPONSE_TOO_LARGE')
})

test.each([
  ['no JSON', '{'],
  ['no requests', '{}'],
  ['an unknown request', { requests: [{ type: 'drop' }] }],
  ['no statement', { requests: [{ type: 'execute' }] }],
  ['a boolean to bind', { requests: [{ type: 'execute', stmt: { sql: 'SELECT ?', args: [true] } }] }],
  ['an object to bind', { requests: [{ type: 'execute', stmt: { sql: 'SELECT ?', args: [{}] } }] }],
  [
    'an integer that is none',
    { requests: [{ type: 'execute', stmt: { sql: 'SELECT ?', args: [{ type: 'integer', value: '1.5' }] } }] },
  ],
  [
    'an integer past 64 bits',
    {
      requests: [
        { type: 'execute', stmt: { sql: 'SELECT ?', args: [{ type: 'integer', value: '9223372036854775808' }] } },
      ],
    },
  ],
  ['both SQL and its number', { requests: [{ type: 'execute', stmt: { sql: 'SELECT 1', sql_id: 1 } }] }],
])('%s is answered 400 in plain text', async (_, body) => {
  const response = await (await startTestServer()).pipeline(body)
  expect(response.status).toBe(400)
  expect(response.headers.get('content-type')).toBe('text/plain')
})

test('a body past sixteen megabytes is answered 413', async () => {
  const response = await (await startTestServer()).pipeline(`"${'x'.repeat(17 * 1024 * 1024)}"`)
  expect(response.status).toBe(413)
})
