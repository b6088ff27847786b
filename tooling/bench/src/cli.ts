// `pnpm bench [name …] [--write] [--members N] [--rows N] [--folder path]`: measures on this machine, each claim a ratio within the same run. `--write` keeps what
// was measured in docs/benchmarks.json and writes docs/benchmarks.md from it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { benches } from './benches.ts'
import { withResults } from './document.ts'
import { reportOf } from './report.ts'
import { kept, machine, readResults, writeResults } from './results.ts'

const DOCS = join(import.meta.dirname, '../../../docs')

const { values, positionals } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    tiny: { type: 'boolean', default: false },
    members: { type: 'string' },
    rows: { type: 'string' },
    folder: { type: 'string' },
  },
  allowPositionals: true,
})
const { members, rows, folder } = values
const unknown = positionals.filter(name => !benches.some(bench => bench.name === name))
if (unknown.length > 0 || [members, rows].some(bound => !(Number(bound ?? 1) >= 1)) || (values.write && values.tiny)) {
  console.error(
    `Usage: pnpm bench [${benches.map(({ name }) => name).join(' | ')}]… [--write | --tiny] [--members N] [--rows N] [--folder path]`,
  )
  process.exit(2)
}

console.log(`${machine()}, Node ${process.version}`)
for (const bench of benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  const started = performance.now()
  const measured = await bench.run(values.tiny ? 'tiny' : 'full', {
    ...(members !== undefined && { members: Number(members) }),
    ...(rows !== undefined && { rows: Number(rows) }),
    ...(folder !== undefined && { folder: resolve(process.env['INIT_CWD'] ?? '.', folder) }),
  })
  console.log(`\n${reportOf(bench, measured)}\n  (${Math.round((performance.now() - started) / 1000)} s)`)
  // Each as soon as it is there: one that fails later takes nothing away.
  if (values.write) writeResults(DOCS, { ...readResults(DOCS), [bench.name]: kept(measured) })
}
if (values.write) {
  const path = join(DOCS, 'benchmarks.md')
  const document = existsSync(path) ? readFileSync(path, 'utf8') : '# Benchmarks\n'
  writeFileSync(path, withResults(document, benches, readResults(DOCS)))
}
