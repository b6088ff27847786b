// Makes a data folder of a backup: every byte as backed up, every program's books clean, or nothing at all.
// Run: pnpm restore <backup> <new data folder>. See docs/operations.md.
import { resolve } from 'node:path'
import { restore, RestoreRefused } from '../src/embedded/index.ts'

const [backup, dataDir] = process.argv.slice(2).map(path => resolve(process.env['INIT_CWD'] ?? '.', path))
if (backup === undefined || dataDir === undefined) {
  console.error('usage: pnpm restore <backup> <new data folder>')
  process.exit(2)
}
try {
  const { begunAt, files } = await restore(backup, dataDir)
  console.log(`${files.length} databases of ${begunAt}, each as it was backed up, the books of each program clean`)
  for (const { file, seal } of files) if (seal) console.log(`  ${file} is sealed; the last seal is ${seal}`)
  console.log(`Before the server starts: put its secret to ${dataDir}/secret, or set LAUREL_SECRET.`)
} catch (error) {
  console.error(error instanceof RestoreRefused ? error.message : error)
  process.exitCode = 1
}
