// Makes a data folder of a backup: every byte as backed up, every program's books clean, who was erased since erased
// again, or nothing at all. Run: pnpm restore <backup> <new data folder> [<list of who was erased>]. See docs/operations.md.
import { copyFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { restore, RestoreRefused } from '@laurel/db/embedded'
import { ERASURES } from '../src/node/erasure-list.ts'
import { eraseAllAgain } from '../src/node/erase-all-again.ts'

const [backup, dataDir, list] = process.argv.slice(2).map(path => resolve(process.env['INIT_CWD'] ?? '.', path))
if (backup === undefined || dataDir === undefined) {
  console.error('usage: pnpm restore <backup> <new data folder> [<list of who was erased>]')
  process.exit(2)
}
let erased = 0
const finish = async (folder: string): Promise<void> => {
  if (list === undefined) return
  await copyFile(list, join(folder, ERASURES))
  erased = await eraseAllAgain(folder, list)
}
try {
  const { begunAt, files } = await restore(backup, dataDir, finish)
  console.log(`${files.length} databases of ${begunAt}, each as it was backed up, the books of each program clean`)
  for (const { file, seal } of files) if (seal) console.log(`  ${file} is sealed; the last seal is ${seal}`)
  console.log(
    list === undefined
      ? `Nobody was erased again: who was erased after ${begunAt} is back. Name the list ${ERASURES} of the lost server to keep them erased.`
      : `${erased} who were erased after the backup began are erased again`,
  )
  console.log(`Before the server starts: put its secret to ${dataDir}/secret, or set LAUREL_SECRET.`)
} catch (error) {
  console.error(error instanceof RestoreRefused ? error.message : error)
  process.exitCode = 1
}
