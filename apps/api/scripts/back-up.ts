// Copies all databases of a self-hosted server into a new folder, while it serves or while it is stopped.
// Run: pnpm backup <data folder> <new folder>. See docs/operations.md.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseBusy, programSchemas } from '@laurel/db'
import { openEmbeddedProgramDatabases, type Manifest } from '@laurel/db/embedded'
import { askServer } from '../src/node/local-commands.ts'

const [dataDir, target] = process.argv.slice(2).map(path => resolve(process.env['INIT_CWD'] ?? '.', path))
if (dataDir === undefined || target === undefined) {
  console.error('usage: pnpm backup <data folder> <new folder>')
  process.exit(2)
}

const backUp = async (): Promise<Manifest> => {
  try {
    const databases = await openEmbeddedProgramDatabases({ dataDir, schemas: programSchemas })
    try {
      return await databases.backUp(target, Date.now())
    } finally {
      await databases.close()
    }
  } catch (error) {
    if (error instanceof DatabaseBusy) return askServer(dataDir, { backUp: target })
    throw error
  }
}

if (!existsSync(join(dataDir, 'control.db'))) {
  console.error(`${dataDir} is no data folder: it has no control.db`)
  process.exit(2)
}
try {
  const { begunAt, files } = await backUp()
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  console.log(`${files.length} databases, ${bytes} bytes, as of ${begunAt} or later`)
  console.log(`The secret is not in it: keep LAUREL_SECRET, or ${join(dataDir, 'secret')}, in a place of its own.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
