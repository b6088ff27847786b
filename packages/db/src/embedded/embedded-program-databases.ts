import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { DatabaseMissing, type ChangeMark, type Database } from '../database.ts'
import { migrate, type Migration } from '../migrate.ts'
import { checkProgramId, type ProgramDatabases, type Schemas } from '../program-databases.ts'
import { RecentlyUsed } from '../recently-used.ts'
import { backUp, type Manifest } from './back-up.ts'
import { CONTROL_FILE, listProgramFiles, PROGRAMS, syncPath } from './data-folder.ts'
import { openEmbedded, type EmbeddedEngine, type EmbeddedOptions, type EmbeddedStatistics } from './engine.ts'

const REMEMBERED = 10_000

/** Programs in files: they can be backed up while they are written. */
export interface EmbeddedDatabases extends ProgramDatabases {
  /** Makes a backup of all of them in a folder of its own, which must not be there yet. `now` in milliseconds. */
  backUp(target: string, now: number): Promise<Manifest>
  statistics(): EmbeddedStatistics
  mark(programId: string, memberId: number): ChangeMark
}

/** Programs as files of one folder: `control.db` and `programs/<programId>.db`, migrated at first use. */
export async function openEmbeddedProgramDatabases(
  options: EmbeddedOptions & { readonly schemas: Schemas },
): Promise<EmbeddedDatabases> {
  await mkdir(join(options.dataDir, PROGRAMS), { recursive: true })
  return new EmbeddedProgramDatabases(await openEmbedded(options), options.dataDir, options.schemas)
}

class EmbeddedProgramDatabases implements EmbeddedDatabases {
  readonly #engine: EmbeddedEngine
  readonly #dataDir: string
  readonly #schemas: Schemas
  /** Files whose schema is, or is being made, the newest. */
  readonly #migrated = new RecentlyUsed<string, Promise<Database>>(REMEMBERED)

  constructor(engine: EmbeddedEngine, dataDir: string, schemas: Schemas) {
    this.#engine = engine
    this.#dataDir = dataDir
    this.#schemas = schemas
  }

  control(): Promise<Database> {
    return this.#migratedFile(CONTROL_FILE, this.#schemas.control)
  }

  async migrateControl(): Promise<void> {
    await this.control()
  }

  async open(programId: string): Promise<Database> {
    const file = fileOf(programId)
    return this.#migrated.get(file) ?? this.#openExisting(file)
  }

  async #openExisting(file: string): Promise<Database> {
    if (!existsSync(join(this.#dataDir, file))) throw new DatabaseMissing('The program has no database')
    return this.#migratedFile(file, this.#schemas.program, this.#schemas.newProgram)
  }

  async reader(programId: string): Promise<Database> {
    await this.open(programId)
    return this.#engine.reader(fileOf(programId))
  }

  mark(programId: string, memberId: number): ChangeMark {
    return this.#engine.mark(fileOf(programId), memberId)
  }

  async create(programId: string): Promise<Database> {
    return this.#migratedFile(fileOf(programId), this.#schemas.program, this.#schemas.newProgram)
  }

  #migratedFile(file: string, migrations: readonly Migration[], whole?: readonly string[]): Promise<Database> {
    const known = this.#migrated.get(file)
    if (known) return known
    const opening = this.#migrate(file, migrations, whole)
    this.#migrated.set(file, opening)
    // A failed one is tried again at the next use.
    opening.catch(() => this.#migrated.delete(file))
    return opening
  }

  async #migrate(file: string, migrations: readonly Migration[], whole?: readonly string[]): Promise<Database> {
    const isNew = !existsSync(join(this.#dataDir, file))
    const applied = await migrate(this.#engine.database(file, { create: true }), migrations, whole)
    if (isNew && applied === 0) await this.#engine.database(file, { create: true }).read([TOUCH])
    // SQLite syncs a new file, but not always its name in the folder.
    if (isNew) await syncPath(join(this.#dataDir, file, '..'))
    // From now on a file that is gone is missing: an empty one must never take its place.
    return this.#engine.database(file)
  }

  backUp(target: string, now: number): Promise<Manifest> {
    return backUp(this.#engine, this.#dataDir, target, now)
  }

  async listAll(): Promise<readonly string[]> {
    return (await listProgramFiles(this.#dataDir)).map(file => basename(file, '.db'))
  }

  statistics(): EmbeddedStatistics {
    return this.#engine.statistics()
  }

  close(): Promise<void> {
    return this.#engine.close()
  }
}

const TOUCH = { sql: 'SELECT 1', args: [] }

function fileOf(programId: string): string {
  checkProgramId(programId)
  return `${PROGRAMS}/${programId}.db`
}
