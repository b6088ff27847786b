import { DatabaseUnavailable } from '../database.ts'
import type { ProgramDatabases, Schemas } from '../program-databases.ts'
import { administer } from './administer.ts'
import type { RemoteOptions } from './remote-database.ts'
import { RemoteProgramDatabases, type DatabasePlace } from './remote-program-databases.ts'

export interface LibsqlServerOptions {
  /** Where the server takes SQL, e.g. `http://localhost:8080`; namespaces are below `/dev/`. */
  readonly url: string
  /** Where its admin API listens; needed to create programs only. */
  readonly adminUrl?: string
  readonly authToken?: string
  readonly adminToken?: string
  readonly timeoutMs?: number
  readonly schemas: Schemas
}

/** Programs as namespaces of a libSQL server (sqld), or of the local `@laurel/libsql-dev`. Runs on Workers. */
export function openLibsqlServerProgramDatabases(options: LibsqlServerOptions): ProgramDatabases {
  return new RemoteProgramDatabases(new LibsqlServer(options), options.schemas)
}

const withoutTrailingSlash = (url: string): string => url.replace(/\/+$/, '')

class LibsqlServer implements DatabasePlace {
  readonly #options: LibsqlServerOptions

  constructor(options: LibsqlServerOptions) {
    this.#options = options
  }

  addressOf(name: string): RemoteOptions {
    const { url, authToken, timeoutMs } = this.#options
    return {
      url: `${withoutTrailingSlash(url)}/dev/${name}/`,
      ...(authToken === undefined ? {} : { authToken }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    }
  }

  async make(name: string): Promise<void> {
    const { adminUrl, adminToken } = this.#options
    if (adminUrl === undefined) throw new DatabaseUnavailable('No admin URL is set, so no namespace can be made')
    const url = `${withoutTrailingSlash(adminUrl)}/v1/namespaces/${name}/create`
    const { status, text } = await administer({ method: 'POST', url, token: adminToken, body: {} })
    // Released servers answer 400 where 409 is meant.
    const isThere = status === 409 || (status === 400 && text.includes('already exists'))
    if (status >= 400 && !isThere) throw new DatabaseUnavailable(`The libSQL server refused a namespace with ${status}`)
  }
}
