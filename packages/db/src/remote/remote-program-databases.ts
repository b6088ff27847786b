import { DatabaseUnavailable, type Database } from '../database.ts'
import { migrate, type Migration } from '../migrate.ts'
import {
  CONTROL_DATABASE_NAME,
  programDatabaseName,
  programIdOfDatabase,
  type ProgramDatabases,
  type Schemas,
} from '../program-databases.ts'
import { RecentlyUsed } from '../recently-used.ts'
import { MigratedOnDemand } from './migrated-on-demand.ts'
import { openRemote, type RemoteOptions } from './remote-database.ts'

const REMEMBERED = 10_000

/** A server that holds many databases by name. */
export interface DatabasePlace {
  addressOf(name: string): RemoteOptions
  /** Makes the database unless it is there. */
  make(name: string): Promise<void>
  list?(): Promise<readonly string[]>
}

/** Programs as databases of a server. Opening costs no round trip; the schema is made the newest when it proves old. */
export class RemoteProgramDatabases implements ProgramDatabases {
  readonly listAll?: () => Promise<readonly string[]>
  readonly #place: DatabasePlace
  readonly #schemas: Schemas
  readonly #prepared = new RecentlyUsed<string, true>(REMEMBERED)

  constructor(place: DatabasePlace, schemas: Schemas) {
    this.#place = place
    this.#schemas = schemas
    const list = place.list?.bind(place)
    if (list) this.listAll = async () => programIdsOf(await list())
  }

  async control(): Promise<Database> {
    const database = openRemote(this.#place.addressOf(CONTROL_DATABASE_NAME))
    return new MigratedOnDemand(database, {
      isDone: () => this.#prepared.get(CONTROL_DATABASE_NAME) === true,
      run: () => this.migrateControl(),
      makesMissing: true,
    })
  }

  async migrateControl(): Promise<void> {
    await this.#place.make(CONTROL_DATABASE_NAME)
    await this.#migrate(CONTROL_DATABASE_NAME, this.#schemas.control)
  }

  async open(programId: string): Promise<Database> {
    const name = programDatabaseName(programId)
    return new MigratedOnDemand(openRemote(this.#place.addressOf(name)), {
      isDone: () => this.#prepared.get(name) === true,
      run: () => this.#migrate(name, this.#schemas.program, this.#schemas.newProgram),
      makesMissing: false,
    })
  }

  async reader(programId: string): Promise<Database> {
    const database = await this.open(programId)
    return {
      read: statements => database.read(statements),
      commit: async () => {
        throw new DatabaseUnavailable('This handle only reads')
      },
      close: () => database.close(),
    }
  }

  async create(programId: string): Promise<Database> {
    const name = programDatabaseName(programId)
    await this.#place.make(name)
    await this.#migrate(name, this.#schemas.program, this.#schemas.newProgram)
    return this.open(programId)
  }

  async #migrate(name: string, migrations: readonly Migration[], whole?: readonly string[]): Promise<void> {
    await migrate(openRemote(this.#place.addressOf(name)), migrations, whole)
    this.#prepared.set(name, true)
  }

  async close(): Promise<void> {
    // Nothing is kept open between two requests.
  }
}

function programIdsOf(names: readonly string[]): string[] {
  return names
    .map(programIdOfDatabase)
    .filter(programId => programId !== undefined)
    .toSorted()
}
