import { DatabaseUnavailable } from '../database.ts'
import type { ProgramDatabases, Schemas } from '../program-databases.ts'
import { administer } from './administer.ts'
import type { RemoteOptions } from './remote-database.ts'
import { RemoteProgramDatabases, type DatabasePlace } from './remote-program-databases.ts'

export interface TursoOptions {
  /** Slug of the organization, part of every host name. */
  readonly organization: string
  /** The group (it has a region) new databases are put into; it must exist. */
  readonly group: string
  /** For the platform API, which makes and lists databases. */
  readonly apiToken: string
  /** For SQL: a token of the group is good for all its databases. */
  readonly authToken: string
  /** `https://api.turso.tech` unless told. */
  readonly apiUrl?: string
  /** URL of a database by its name; `https://<name>-<organization>.turso.io` unless told. */
  readonly databaseUrl?: (name: string) => string
  readonly timeoutMs?: number
  readonly schemas: Schemas
}

/** Programs as Turso databases, by the platform API (docs.turso.tech/api-reference/databases). Runs on Workers. */
export function openTursoProgramDatabases(options: TursoOptions): ProgramDatabases {
  return new RemoteProgramDatabases(new Turso(options), options.schemas)
}

class Turso implements DatabasePlace {
  readonly #options: TursoOptions

  constructor(options: TursoOptions) {
    this.#options = options
  }

  addressOf(name: string): RemoteOptions {
    const { organization, authToken, databaseUrl, timeoutMs } = this.#options
    const url = databaseUrl?.(name) ?? `https://${name}-${organization}.turso.io`
    return { url, authToken, ...(timeoutMs === undefined ? {} : { timeoutMs }) }
  }

  get #databases(): string {
    const { apiUrl = 'https://api.turso.tech', organization } = this.#options
    return `${apiUrl}/v1/organizations/${encodeURIComponent(organization)}/databases`
  }

  async make(name: string): Promise<void> {
    const { apiToken, group } = this.#options
    const body = { name, group }
    const { status } = await administer({ method: 'POST', url: this.#databases, token: apiToken, body })
    if (status >= 400 && status !== 409) throw new DatabaseUnavailable(`Turso refused a database with ${status}`)
  }

  async list(): Promise<readonly string[]> {
    const { apiToken, group } = this.#options
    const url = `${this.#databases}?group=${encodeURIComponent(group)}`
    const { status, text } = await administer({ method: 'GET', url, token: apiToken })
    if (status >= 400) throw new DatabaseUnavailable(`Turso refused to list databases with ${status}`)
    const { databases } = JSON.parse(text) as { readonly databases: readonly { readonly Name: string }[] }
    return databases.map(database => database.Name)
  }
}
