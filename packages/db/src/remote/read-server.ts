import type { Database } from '../database.ts'
import { CONTROL_DATABASE_NAME, programDatabaseName } from '../program-databases.ts'
import { openRemote } from './remote-database.ts'
import { controlledProgramIds } from './served-programs.ts'

/** The programs of a libSQL server, to be read as they are. */
interface ServedPrograms {
  readonly programIds: () => Promise<readonly string[]>
  readonly program: (programId: string) => Database
}

/** Opens the databases of a libSQL server for a checker: nothing is migrated, and commits are refused. */
export const readServer = ({
  url,
  authToken,
}: {
  readonly url: string
  readonly authToken?: string | undefined
}): ServedPrograms => {
  const open = (name: string): Database => {
    const database = openRemote({
      url: `${url.replace(/\/+$/, '')}/dev/${name}/`,
      ...(authToken !== undefined && { authToken }),
    })
    return {
      read: statements => database.read(statements),
      commit: () => Promise.reject(new Error('this server was opened to be read only')),
      close: () => database.close(),
    }
  }
  return {
    programIds: () => controlledProgramIds(open(CONTROL_DATABASE_NAME)),
    program: programId => open(programDatabaseName(programId)),
  }
}
