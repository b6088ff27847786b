import { createApp } from '@laurel/api/app'
import { makeDeps } from '@laurel/api/make-deps'
import { makeSecrets } from '@laurel/api/secrets'
import { programSchemas, type ProgramDatabases } from '@laurel/db'
import { openEmbeddedProgramDatabases } from '@laurel/db/embedded'

/** The secret of every measured installation: what is measured was never secret. */
const SECRET = 'c2NhbGUtYmVuY2gtc2NhbGUtYmVuY2gtc2NhbGUtYmVuY2g'
export const OPERATOR_KEY = 'op_bench'

/** The app in this process, over a folder of real files, with a clock that stands until it is moved. */
export const openInside = async (
  dataDir: string,
  startsAt: number,
  wrap: (databases: ProgramDatabases) => ProgramDatabases = databases => databases,
) => {
  const databases = await openEmbeddedProgramDatabases({ dataDir, schemas: programSchemas })
  const clock = { now: startsAt }
  const deps = await makeDeps({
    name: 'node',
    databases: wrap(databases),
    now: () => clock.now,
    secrets: await makeSecrets({ secret: SECRET }),
    operatorKey: OPERATOR_KEY,
    log: () => {},
    assets: async () => null,
    clientAddress: () => null,
    wakeJobs: async () => {},
  })
  const app = createApp(deps)
  return {
    deps,
    /** Moves the process's time, which is not the program's. */
    passTo: (now: number) => (clock.now = now),
    call: async <T>(method: string, path: string, key: string, body: unknown): Promise<T> => {
      const answer = await app.request(path, {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as T
    },
    close: () => databases.close(),
  }
}

export type Inside = Awaited<ReturnType<typeof openInside>>
