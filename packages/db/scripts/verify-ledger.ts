// Rebuilds every member's balances, lots and standing from the journal, for all programs of a data folder, or of a
// libSQL server, and compares. Nothing is written there.
// Walks the chain of seals, and prints its end: kept elsewhere, it proves that nothing before it is changed later.
// Exits 1 naming each difference. `--record` keeps what it came to where a server's metrics find it: `verified.json` in
// that server's data folder. Run: pnpm ledger:verify <data folder> [--record <file>]; of a server:
// pnpm ledger:verify --url <url> [--record <file>], the token in LIBSQL_AUTH_TOKEN where it asks for one.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Database } from '../src/database.ts'
import { connectReadOnly } from '../src/embedded/read-only-file.ts'
import { writeVerifyRecord } from '../src/embedded/verify-record.ts'
import { readServer } from '../src/remote/index.ts'
import { verifyProgram } from '../src/verify/verify-program.ts'

/** The program databases of a folder: of a self-hosted server, of the local libSQL server, or the folder itself. */
const filesOf = (folder: string): string[] =>
  [join(folder, 'programs'), join(folder, 'databases'), folder]
    .filter(place => existsSync(place) && statSync(place).isDirectory())
    .flatMap(place => readdirSync(place).map(name => join(place, name)))
    .filter(path => /^(prog_|laurel-prog-)[0-9a-z]+\.db$/.test(basename(path)))
    .toSorted()

/** What is to be verified: each program's database, opened when its turn comes. */
type Books = readonly (() => Database)[]

const USAGE = 'usage: pnpm ledger:verify <data folder> | --url <libSQL server> [--record <file>]'

const { values, positionals } = parseArgs({
  options: { record: { type: 'string' }, url: { type: 'string' } },
  allowPositionals: true,
})
const [folder] = positionals
const path = (named: string): string => resolve(process.env['INIT_CWD'] ?? '.', named)
if ((folder === undefined) === (values.url === undefined)) {
  console.error(USAGE)
  process.exit(2)
}

const stop = (error: unknown): never => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exit(2)
}
const booksOfServer = async (url: string): Promise<Books> => {
  const server = readServer({ url, authToken: process.env['LIBSQL_AUTH_TOKEN'] })
  return (await server.programIds()).map(id => () => server.program(id))
}
const booksOfFolder = (named: string): Books => filesOf(path(named)).map(file => () => connectReadOnly(file))

const books = values.url === undefined ? booksOfFolder(folder!) : await booksOfServer(values.url).catch(stop)
if (books.length === 0) {
  console.error(`There are no program databases in ${folder ?? values.url}.`)
  process.exit(2)
}

let differences = 0
for (const open of books) {
  const database = open()
  const verified = await verifyProgram(database)
  await database.close()
  differences += verified.differences.length
  for (const difference of verified.differences) console.error(`${verified.id}: ${difference}`)
  const { id, name, members, transactions, purchases, sealed } = verified
  const verdict = verified.differences.length === 0 ? 'clean' : `${verified.differences.length} differences`
  console.log(`${id} (${name}): ${members} members, ${transactions} transactions, ${purchases} purchases: ${verdict}`)
  if (sealed) console.log(`  sealed through ${sealed.through} by ${sealed.seals} seals, the last one ${sealed.hash}`)
}
console.log(
  differences === 0 ? `clean: ${books.length} programs` : `${differences} differences in ${books.length} programs`,
)
if (values.record !== undefined)
  await writeVerifyRecord(path(values.record), { endedAt: Date.now(), programs: books.length, differences })
process.exitCode = differences === 0 ? 0 : 1
