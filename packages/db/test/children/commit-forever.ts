// Commits until it is killed, and says which commits were acknowledged.
import { openEmbedded } from '../../src/embedded/index.ts'

const [dataDir = '', from = '0'] = process.argv.slice(2)
const engine = await openEmbedded({ dataDir })
const database = engine.database('killed.db', { create: true })
await database.commit([
  { sql: 'CREATE TABLE IF NOT EXISTS debit (id INTEGER PRIMARY KEY) STRICT', args: [] },
  { sql: 'CREATE TABLE IF NOT EXISTS credit (id INTEGER PRIMARY KEY) STRICT', args: [] },
])

let id = Number(from)
async function lane(): Promise<never> {
  for (;;) {
    id += 1
    const mine = id
    await database.commit([
      { sql: 'INSERT INTO debit VALUES (?)', args: [mine] },
      { sql: 'INSERT INTO credit VALUES (?)', args: [mine] },
    ])
    process.stdout.write(`${mine}\n`)
  }
}
await Promise.all(Array.from({ length: 16 }, lane))
