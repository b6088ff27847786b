import { programSchemas } from '@laurel/db'
import { openLibsqlServerProgramDatabases, servedProgramIds } from '@laurel/db/remote'
import { makeDeps } from '../make-deps.ts'
import { rekeyProgram } from '../platform/rekey-program.ts'
import { makeSecrets } from '../platform/secrets.ts'
import type { Rotation } from './rotate-secret.ts'

/** What a pass over the databases of a server needs. */
export interface RekeyServerOptions {
  readonly url: string
  readonly authToken?: string | undefined
  readonly secret: string
  readonly previous: string
}

/**
 * Seals and hashes everybody on a libSQL server under the present secret, while Workers that know both serve from it.
 * Done again, it goes on, and finds nothing left to do.
 */
export const rekeyServer = async ({
  url,
  authToken,
  secret,
  previous,
}: RekeyServerOptions): Promise<Omit<Rotation, 'isFinished'>> => {
  const databases = openLibsqlServerProgramDatabases({
    url,
    ...(authToken !== undefined && { authToken }),
    schemas: programSchemas,
  })
  const deps = await makeDeps({
    // Others write there, too: what was read may be old, and is read again.
    name: 'workers',
    databases,
    now: () => Date.now(),
    secrets: await makeSecrets({ secret, previous }),
    operatorKey: '',
    log: () => {},
    assets: async () => null,
    wakeJobs: async () => {},
    clientAddress: () => null,
  })
  const done = { programs: 0, members: 0, staff: 0 }
  for (const programId of await servedProgramIds(databases)) {
    const { members, staff } = await rekeyProgram(deps, programId)
    done.programs += 1
    done.members += members
    done.staff += staff
  }
  return done
}
