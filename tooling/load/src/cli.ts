// `pnpm load:cdnow <file>`: real purchases of 1997 and 1998, through the public API.
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadCdnow } from './load-cdnow.ts'

const usage = `pnpm load:cdnow <file> [--state <file>]
  Loads a file of CDNOW purchases into a test-mode program of its own, and checks the books.
  Cut off, it goes on where it was when it is run again.
  LAUREL_URL (default http://127.0.0.1:8787), LAUREL_OPERATOR_KEY (default op_dev)`

// pnpm and npm run scripts in the root folder; a path is meant from where the command was typed.
const from = process.env['INIT_CWD'] ?? process.cwd()

async function run(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { state: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  })
  const [file] = positionals
  if (values.help || file === undefined) {
    console.log(usage)
    return values.help ? 0 : 2
  }
  const url = (process.env['LAUREL_URL'] ?? 'http://127.0.0.1:8787').replace(/\/+$/, '')
  const name = `cdnow-${createHash('sha256').update(url).digest('hex').slice(0, 12)}.json`
  const state = values.state === undefined ? resolve('.data', name) : resolve(from, values.state)
  const loaded = await loadCdnow({
    file: resolve(from, file),
    state,
    url,
    operatorKey: process.env['LAUREL_OPERATOR_KEY'] ?? 'op_dev',
  })
  for (const difference of loaded.differences) console.error(difference)
  if (loaded.differences.length > 0) return 1
  const count = (n: number) => n.toLocaleString('en')
  console.log(
    `${count(loaded.members)} members, ${count(loaded.receipts)} receipts, $${count(loaded.cents / 100)}, ${count(loaded.points)} points`,
  )
  console.log('The books agree with the file: every member, receipt, cent and point, and the trial balance.')
  console.log(
    'To rebuild the books from the journal and compare, stop the server and run: pnpm ledger:verify <data folder>',
  )
  return 0
}

try {
  process.exitCode = await run()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  if (error instanceof Error && error.cause instanceof Error) console.error(error.cause.message)
  process.exitCode = 1
}
