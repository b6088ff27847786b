import { afterAll, describe } from 'vitest'
import { openRemote } from '../src/remote/index.ts'
import { databaseContract } from './database-contract.ts'
import { startTestServer } from './libsql-server.ts'

describe.each(['extended', 'basic'] as const)('a database on a libSQL server that sends %s codes', async errorCodes => {
  const server = await startTestServer(errorCodes)
  afterAll(() => server.close())

  databaseContract(async () => openRemote({ url: await server.namespace('contract') }), {
    codesAreBasic: errorCodes === 'basic',
  })
})
