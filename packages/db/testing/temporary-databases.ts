import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbeddedProgramDatabases } from '../src/embedded/index.ts'
import type { ProgramDatabases, Schemas } from '../src/program-databases.ts'
import { programSchemas } from '../src/program-schemas.ts'

export interface TemporaryDatabases extends ProgramDatabases {
  /** The folder; gone once closed. */
  readonly dataDir: string
}

/** Real embedded databases in a folder of their own, which close() removes. Laurel's own schemas unless told. */
export async function temporaryDatabases(schemas: Schemas = programSchemas): Promise<TemporaryDatabases> {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-'))
  const databases = await openEmbeddedProgramDatabases({ dataDir, schemas })
  return {
    dataDir,
    control: () => databases.control(),
    open: programId => databases.open(programId),
    reader: programId => databases.reader(programId),
    mark: (programId, memberId) => databases.mark(programId, memberId),
    create: programId => databases.create(programId),
    migrateControl: () => databases.migrateControl(),
    ...(databases.listAll ? { listAll: databases.listAll.bind(databases) } : {}),
    close: async () => {
      await databases.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
