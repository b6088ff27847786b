import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callOf, clientOf, HOST, OPERATOR_KEY, type Answer } from '@laurel/api/testing'
import { programSchemas, verifyProgram } from '@laurel/db'
import { openLibsqlServerProgramDatabases } from '@laurel/db/remote'
import { startEdge, type RunningWorker } from '@laurel/edge'
import { startLibsqlDev } from '@laurel/libsql-dev'
import { expect } from 'vitest'

const SERVERS = 3
/** What all of them derive their keys from. */
const SECRET = 'cmFjZXMtcmFjZXMtcmFjZXMtcmFjZXMtcmFjZXMtcmFjZXM'

export type RaceProgram = Awaited<ReturnType<ReturnType<typeof clientOf>['program']>>

/** Several servers of the API, each workerd in a process of its own and as it ships, over one libSQL server. */
export const severalServers = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-races-'))
  const libsql = await startLibsqlDev({ dataDir: join(dataDir, 'databases'), busyTimeoutMs: 60_000 })
  const env = { LAUREL_OPERATOR_KEY: OPERATOR_KEY, LAUREL_SECRET: SECRET, LAUREL_LOG: 'off' }
  const started: RunningWorker[] = []
  while (started.length < SERVERS)
    started.push(await startEdge({ port: 0, dataDir: join(dataDir, `server-${started.length}`), env, libsql }))
  const calls = started.map(({ url }) => callOf({ request: (path, init) => fetch(path.replace(HOST, url), init) }))

  const asked = new Set<string>()
  return {
    /** What was asked at once so far, each as method and path. */
    asked: (): readonly string[] => [...asked],
    call: calls[0]!,
    program: clientOf(calls[0]!, { chunks: 0 }).program,
    /** So many calls at once, each by the next server. */
    atOnce: (
      program: RaceProgram,
      count: number,
      asking: (i: number) => readonly [method: string, path: string, body?: unknown],
    ) =>
      Promise.all(
        Array.from({ length: count }, (_, i): Promise<Answer> => {
          const [method, path, body] = asking(i)
          asked.add(`${method} ${path}`)
          return calls[i % SERVERS]!(method, path, { key: program.key, body })
        }),
      ),
    /** The books balance, and `verify` finds them right. */
    expectRight: async (program: RaceProgram): Promise<void> => {
      expect((await program.trialBalance()).balanced).toBe(true)
      const databases = openLibsqlServerProgramDatabases({ url: libsql.url, schemas: programSchemas })
      expect((await verifyProgram(await databases.open(program.id))).differences).toEqual([])
    },
    close: async () => {
      await Promise.all(started.map(server => server.close()))
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
