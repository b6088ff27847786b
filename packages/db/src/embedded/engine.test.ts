import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readlink, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DatabaseBusy, DatabaseMissing, DatabaseUnavailable } from '../database.ts'
import { Connection } from './connection.ts'
import { openEmbedded, type EmbeddedEngine } from './engine.ts'

const sql = (text: string) => ({ sql: text, args: [] })
const CREATE = sql('CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT')
const INSERT = sql('INSERT INTO a DEFAULT VALUES RETURNING id')
const COUNT = sql('SELECT count(*) FROM a')

let dataDir: string
let engine: EmbeddedEngine

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'laurel-engine-'))
  engine = await openEmbedded({ dataDir, maxOpenDatabases: 3, maxWaiting: 50, busyTimeoutMs: 20 })
})

afterEach(async () => {
  await engine.close()
  await rm(dataDir, { recursive: true })
})

test('a second engine cannot open the folder until the first has closed it', async () => {
  await expect(openEmbedded({ dataDir })).rejects.toBeInstanceOf(DatabaseBusy)
  await engine.close()
  engine = await openEmbedded({ dataDir })
})

test('a file that is not there is missing, and stays so', async () => {
  const database = engine.database('none.db')
  await expect(database.read([COUNT])).rejects.toBeInstanceOf(DatabaseMissing)
  await expect(database.commit([CREATE])).rejects.toBeInstanceOf(DatabaseMissing)
  expect(existsSync(join(dataDir, 'none.db'))).toBe(false)
})

test('a file that cannot be opened makes its database unavailable', async () => {
  await mkdir(join(dataDir, 'folder.db'))
  const database = engine.database('folder.db')
  await expect(database.read([COUNT])).rejects.toBeInstanceOf(DatabaseUnavailable)
  await expect(database.commit([CREATE])).rejects.toBeInstanceOf(DatabaseUnavailable)
})

test('commits that come together share transactions', async () => {
  const database = engine.database('a.db', { create: true })
  await database.commit([CREATE])
  const before = engine.statistics()
  await Promise.all(Array.from({ length: 40 }, () => database.commit([INSERT])))
  const after = engine.statistics()
  expect(after.commits - before.commits).toBe(40)
  expect(after.groups - before.groups).toBeLessThan(40)
})

test('beyond the bound of waiting requests a database is busy at once; others are not', async () => {
  const [full, free] = ['full.db', 'free.db'].map(file => engine.database(file, { create: true }))
  const results = Promise.allSettled(Array.from({ length: 60 }, () => full?.read([sql('SELECT 1')])))
  await free?.commit([CREATE])
  const refused = (await results).filter(result => result.status === 'rejected')
  expect(refused).toHaveLength(10)
  for (const { reason } of refused) expect(reason).toBeInstanceOf(DatabaseBusy)
  expect(await full?.read([sql('SELECT 1')])).toEqual([[[1]]])
})

/** How many files of the folder this process holds open; none are seen where there is no /proc. */
async function openFiles(): Promise<number> {
  const links = await readdir('/proc/self/fd').catch(() => [])
  const targets = await Promise.all(links.map(link => readlink(`/proc/self/fd/${link}`).catch(() => '')))
  return targets.filter(target => target.startsWith(dataDir) && target.endsWith('.db')).length
}

test('more databases than may be open take turns, and none loses anything', async () => {
  const databases = Array.from({ length: 8 }, (_, index) => engine.database(`${index}.db`, { create: true }))
  for (const database of databases) await database.commit([CREATE, INSERT])
  for (const database of databases) expect(await database.commit([INSERT])).toEqual([[[2]]])
  expect(engine.statistics().openDatabases).toBeLessThanOrEqual(3)
  expect(await openFiles()).toBeLessThanOrEqual(3)
})

test('a handle that was closed opens its file again, and a closed file leaves no log behind', async () => {
  const database = engine.database('a.db', { create: true })
  await database.commit([CREATE, INSERT])
  await database.close()
  expect(existsSync(join(dataDir, 'a.db-wal'))).toBe(false)
  expect(await database.read([COUNT])).toEqual([[[1]]])
})

test('closing the engine waits for what is under way and refuses what comes later', async () => {
  const database = engine.database('a.db', { create: true })
  await database.commit([CREATE])
  const commits = Promise.all(Array.from({ length: 20 }, () => database.commit([INSERT])))
  await engine.close()
  expect(await commits).toHaveLength(20)
  await expect(database.read([COUNT])).rejects.toBeInstanceOf(DatabaseUnavailable)
})

test('a schema changed under cached statements is seen by them', async () => {
  const database = engine.database('a.db', { create: true })
  await database.commit([CREATE, INSERT])
  expect(await database.read([sql('SELECT * FROM a')])).toEqual([[[1]]])
  await database.commit([sql('ALTER TABLE a ADD COLUMN later TEXT')])
  expect(await database.read([sql('SELECT * FROM a')])).toEqual([[[1, null]]])
})

test('a foreign lock makes a commit busy, and the next one after it is fine', async () => {
  const database = engine.database('a.db', { create: true })
  await database.commit([CREATE])
  const foreign = new Connection(join(dataDir, 'a.db'), { create: false, readOnly: false, busyTimeoutMs: 0 })
  foreign.exec('BEGIN IMMEDIATE')
  await expect(database.commit([INSERT])).rejects.toBeInstanceOf(DatabaseBusy)
  expect(await database.read([COUNT])).toEqual([[[0]]])
  foreign.rollback()
  foreign.dispose()
  expect(await database.commit([INSERT])).toEqual([[[1]]])
  expect(await database.read([COUNT])).toEqual([[[1]]])
})

describe('a reader', () => {
  test('sees what is committed and refuses commits', async () => {
    const database = engine.database('a.db', { create: true })
    await database.commit([CREATE, INSERT])
    const reader = await engine.reader('a.db')
    expect(await reader.read([COUNT])).toEqual([[[1]]])
    await database.commit([INSERT])
    expect(await reader.read([COUNT])).toEqual([[[2]]])
    await expect(reader.commit([INSERT])).rejects.toBeInstanceOf(DatabaseUnavailable)
  })

  test('does not make commits wait for a long read', async () => {
    const database = engine.database('a.db', { create: true })
    await database.commit([CREATE, INSERT])
    const reader = await engine.reader('a.db')
    let isRead = false
    const long = sql(
      'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT max(i) FROM n',
    )
    const reading = reader.read([long, COUNT]).then(rows => {
      isRead = true
      return rows
    })
    await database.commit([INSERT])
    expect(isRead).toBe(false)
    expect((await reading)[0]).toEqual([[3_000_000]])
  })

  test('reads a file that no writer has open yet', async () => {
    await engine.database('a.db', { create: true }).commit([CREATE, INSERT])
    await engine.close()
    engine = await openEmbedded({ dataDir })
    const reader = await engine.reader('a.db')
    expect(await reader.read([COUNT])).toEqual([[[1]]])
    await expect((await engine.reader('none.db')).read([COUNT])).rejects.toBeInstanceOf(DatabaseMissing)
  })
})
