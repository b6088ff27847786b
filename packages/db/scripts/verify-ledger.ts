// Rebuilds every member's balances, lots and standing from the journal, for all programs of a data folder, and compares.
// Walks the chain of seals, and prints its end: kept elsewhere, it proves that nothing before it is changed later.
// Exits 1 naming each difference. Run: pnpm ledger:verify <data folder>
import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { connectReadOnly } from '../src/embedded/read-only-file.ts'
import { verifyProgram } from '../src/verify/verify-program.ts'

/** The program databases of a folder: of a self-hosted server, of the local libSQL server, or the folder itself. */
const filesOf = (folder: string): string[] =>
  [join(folder, 'programs'), join(folder, 'databases'), folder]
    .filter(place => existsSync(place) && statSync(place).isDirectory())
    .flatMap(place => readdirSync(place).map(name => join(place, name)))
    .filter(path => /^(prog_|laurel-prog-)[0-9a-z]+\.db$/.test(basename(path)))
    .toSorted()

const folder = process.argv[2]
if (folder === undefined) {
  console.error('usage: pnpm ledger:verify <data folder>')
  process.exit(2)
}
const files = filesOf(resolve(process.env['INIT_CWD'] ?? '.', folder))
if (files.length === 0) {
  console.error(`There are no program databases in ${folder}.`)
  process.exit(2)
}

let differences = 0
for (const file of files) {
  const database = connectReadOnly(file)
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
  differences === 0 ? `clean: ${files.length} programs` : `${differences} differences in ${files.length} programs`,
)
process.exitCode = differences === 0 ? 0 : 1
