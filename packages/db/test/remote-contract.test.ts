import { afterAll, describe } from 'vitest'
import { openRemote } from '../src/remote/index.ts'
import { databaseContract } from './database-contract.ts'
import { startTestServer } from './libsql-server.ts'

// The contract is about what stands, not about how soon: a thousand wait in line on a busy machine.
const PATIENCE_MS = 120_000

describe.each(['extended', 'basic'] as const)('a database on a libSQL server that sends %s codes', async errorCodes => {
  const server = await startTestServer(errorCodes)
  afterAll(() => server.close())

  databaseContract(async () => openRemote({ url: await server.namespace('contract'), timeoutMs: PATIENCE_MS }), {
    codesAreBasic: errorCodes === 'basic',
  })
})
