import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { collectGarbage } from './collect-garbage.ts'
import { HttpError } from './errors.ts'
import { type DatabaseLimits, NamespaceDatabase } from './namespace-database.ts'

/** The namespace of a request that names none. It always exists. */
export const defaultNamespace = 'default'

// Also what keeps a name from leaving the data folder.
const namePattern = /^[a-z0-9_-]{1,64}$/
const maxConnected = 256

/** The databases of one data folder, one file each. */
export class Namespaces {
  readonly #dataDir: string
  readonly #limits: DatabaseLimits
  readonly #folderLock: Database.Database
  /** In order of last use, oldest first. */
  readonly #databases = new Map<string, NamespaceDatabase>()

  /** Makes the folder if need be. Throws if another server has it. */
  constructor(dataDir: string, limits: DatabaseLimits) {
    this.#dataDir = dataDir
    this.#limits = limits
    mkdirSync(dataDir, { recursive: true })
    this.#folderLock = lockFolder(dataDir)
  }

  /** The namespace's database. Throws {@link HttpError} 400 for no name at all, 404 for an unknown one. */
  get(name: string): NamespaceDatabase {
    let database = this.#databases.get(name)
    if (database === undefined) {
      checkName(name)
      if (name !== defaultNamespace && !existsSync(this.#pathOf(name))) throw missing(name)
      database = new NamespaceDatabase(this.#pathOf(name), this.#limits)
    }
    if (!database.isConnected) this.#disconnectIdle()
    this.#databases.delete(name)
    this.#databases.set(name, database)
    return database
  }

  /** Throws {@link HttpError} 400 where the name is none or taken. */
  create(name: string): void {
    checkName(name)
    if (name === defaultNamespace || existsSync(this.#pathOf(name))) {
      throw new HttpError(400, `Namespace \`${name}\` already exists`)
    }
    writeFileSync(this.#pathOf(name), '', { flag: 'wx' })
  }

  /** Closes the database, then removes its files. The caller has closed its streams. Throws {@link HttpError} 404. */
  async delete(name: string): Promise<void> {
    const database = this.get(name)
    await database.close()
    // The old connection must be gone for good: ending later, it would remove the log of a new database of this name.
    await collectGarbage()
    this.#databases.delete(name)
    for (const suffix of ['', '-wal', '-shm']) rmSync(this.#pathOf(name) + suffix, { force: true })
  }

  /** Closes every file. The caller has closed the streams. */
  async close(): Promise<void> {
    await Promise.all([...this.#databases.values()].map(database => database.close()))
    this.#databases.clear()
    await collectGarbage()
    this.#folderLock.close()
  }

  #pathOf(name: string): string {
    return join(this.#dataDir, `${name}.db`)
  }

  /**
   * A connection costs three open files and its caches: the longest unused ones go. Their databases stay known, since a
   * second one for the same file would write it through a second connection.
   */
  #disconnectIdle(): void {
    const connected = [...this.#databases.values()].filter(database => database.isConnected)
    const idle = connected.filter(database => database.isIdle)
    for (const database of idle.slice(0, Math.max(0, connected.length + 1 - maxConnected))) database.disconnect()
  }
}

function checkName(name: string): void {
  if (!namePattern.test(name)) throw new HttpError(400, 'Invalid namespace')
}

function missing(name: string): HttpError {
  return new HttpError(404, `Namespace \`${name}\` doesn't exist`)
}

/** Two servers on one folder would be two connections on each file. The lock ends with the process, however it ends. */
function lockFolder(dataDir: string): Database.Database {
  const lock = new Database(join(dataDir, '.lock'))
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock.close()
    throw new Error(`Another server uses the data folder ${dataDir}`, { cause: error })
  }
  return lock
}
