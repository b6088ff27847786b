import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testApi, type Answer, type TestProgram } from '@laurel/api/testing'
import { programSchemas, verifyProgram } from '@laurel/db'
import { openLibsqlServerProgramDatabases } from '@laurel/db/remote'
import { startLibsqlDev } from '@laurel/libsql-dev'
import { expect } from 'vitest'

const SERVERS = 3

/** Several servers of the API that share no memory, each with a driver of its own, over one libSQL server. */
export const severalServers = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-races-'))
  const libsql = await startLibsqlDev({ dataDir, busyTimeoutMs: 60_000 })
  const { url, adminUrl } = libsql
  // Each server that starts asks for its databases once.
  const api = await testApi(
    () => openLibsqlServerProgramDatabases({ url, adminUrl, schemas: programSchemas }),
    'workers',
  )
  const servers = [api.call]
  while (servers.length < SERVERS) servers.push(await api.otherProcess())

  return {
    program: api.program,
    /** So many calls at once, each by the next server. */
    atOnce: (
      program: TestProgram,
      count: number,
      asking: (i: number) => readonly [method: string, path: string, body?: unknown],
    ) =>
      Promise.all(
        Array.from({ length: count }, (_, i): Promise<Answer> => {
          const [method, path, body] = asking(i)
          return servers[i % SERVERS]!(method, path, { key: program.key, body })
        }),
      ),
    /** The books balance, and `verify` finds them right. */
    expectRight: async (program: TestProgram): Promise<void> => {
      expect((await program.trialBalance()).balanced).toBe(true)
      const databases = openLibsqlServerProgramDatabases({ url, schemas: programSchemas })
      expect((await verifyProgram(await databases.open(program.id))).differences).toEqual([])
    },
    close: async () => {
      await api.close()
      await libsql.close()
      await rm(dataDir, { recursive: true })
    },
  }
}

/** How often each status was answered. */
export const statuses = (answers: readonly Answer[]): Readonly<Record<number, number>> => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
