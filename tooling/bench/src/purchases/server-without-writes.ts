// The self-hosted server with its storage commits left out: it reads, decides and answers as ever, and writes nothing. What
// it is beside is what being durable costs. Started as `apps/api/src/node.ts` is; for benches only.
import { serve } from '@hono/node-server'
import { createApp } from '@laurel/api/app'
import { makeDeps } from '@laurel/api/make-deps'
import { makeSecrets } from '@laurel/api/secrets'
import { programSchemas, type Database, type ProgramDatabases } from '@laurel/db'
import { openEmbeddedProgramDatabases } from '@laurel/db/embedded'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const { PORT, LAUREL_DATA = '', LAUREL_OPERATOR_KEY = '' } = process.env

const readsOnly = (database: Database): Database => ({
  read: statements => database.read(statements),
  commit: async statements => statements.map(() => []),
  close: () => database.close(),
})

const databases = await openEmbeddedProgramDatabases({ dataDir: LAUREL_DATA, schemas: programSchemas })
const withoutWrites: ProgramDatabases = {
  control: async () => readsOnly(await databases.control()),
  open: async programId => readsOnly(await databases.open(programId)),
  reader: programId => databases.reader(programId),
  create: async programId => readsOnly(await databases.create(programId)),
  migrateControl: () => databases.migrateControl(),
  close: () => databases.close(),
}

const deps = await makeDeps({
  name: 'node',
  databases: withoutWrites,
  now: () => Date.now(),
  // Its data was made by a server as it ships, which drew a secret.
  secrets: await makeSecrets({ secret: readFileSync(join(LAUREL_DATA, 'secret'), 'utf8').trim() }),
  operatorKey: LAUREL_OPERATOR_KEY,
  log: () => undefined,
  assets: async () => null,
  wakeJobs: async () => undefined,
  clientAddress: () => '127.0.0.1',
})
const server = serve({ fetch: createApp(deps).fetch, port: Number(PORT), hostname: '127.0.0.1' })
process.once('SIGTERM', () => server.close(() => void databases.close().then(() => process.exit(0))))
