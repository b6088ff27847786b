import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe } from 'vitest'
import { openEmbedded } from '../src/embedded/index.ts'
import { databaseContract } from './database-contract.ts'

describe('a database in embedded files', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-contract-'))
  const engine = await openEmbedded({ dataDir })
  afterAll(async () => {
    await engine.close()
    await rm(dataDir, { recursive: true })
  })

  databaseContract(async () => engine.database('contract.db', { create: true }))
})
