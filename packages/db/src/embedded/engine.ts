import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkedStatements } from '../bind.ts'
import { DatabaseUnavailable, type ChangeMark, type Database, type Row, type Statement } from '../database.ts'
import { ChangeMarks } from './change-marks.ts'
import type { EngineStatistics, ThreadOptions } from './protocol.ts'
import type { StorageObserver } from './storage-observer.ts'
import { StorageThread } from './storage-thread.ts'

export interface EmbeddedOptions {
  /** The folder of all files; made when missing. One process at a time may have it open. */
  readonly dataDir: string
  /** Files open at once; beyond, the longest unused are closed. 200 unless told. */
  readonly maxOpenDatabases?: number
  /** Requests that may wait for one database; beyond, DatabaseBusy at once. 4,096 unless told. */
  readonly maxWaiting?: number
  /** How long a foreign lock is waited for, in milliseconds. 2,000 unless told. */
  readonly busyTimeoutMs?: number
  /** Told of every request and commit; not of long reads. */
  readonly observer?: StorageObserver
}

export interface HandleOptions {
  /** Makes the file at first use; without it a missing file is DatabaseMissing. */
  readonly create?: boolean
}

/** What the storage has done so far, and how many requests wait for it now. */
export interface EmbeddedStatistics extends EngineStatistics {
  readonly waiting: number
}

/** Native libSQL on a thread of its own, all files of one folder. */
export interface EmbeddedEngine {
  /** A handle to `<dataDir>/<file>`; opened at first use. */
  database(file: string, options?: HandleOptions): Database
  /** The mark of a member in that file: this process alone commits to it. */
  mark(file: string, memberId: number): ChangeMark
  /**
   * A handle for long reads of that file, on a second thread and a read-only connection: what it reads is committed,
   * and nobody waits for it. Its commit() is always refused.
   */
  reader(file: string): Promise<Database>
  /**
   * Copies that file, as it is committed at one instant, into a new one: page by page in bounded memory, by the
   * connection that only reads, so that nobody waits. The copy is not synced yet.
   */
  copy(file: string, path: string): Promise<void>
  statistics(): EmbeddedStatistics
  /** Waits for what is under way, then lets go of the files and the folder. */
  close(): Promise<void>
}

/** Opens the storage engine. DatabaseBusy when another process has the folder open. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedEngine> {
  const { maxOpenDatabases = 200, maxWaiting = 4_096, busyTimeoutMs = 2_000, observer } = options
  const dataDir = resolve(options.dataDir)
  mkdirSync(dataDir, { recursive: true })
  const threadOptions = { dataDir, maxOpenDatabases, busyTimeoutMs }
  const start = (only: Pick<ThreadOptions, 'readOnly'>, watching?: StorageObserver) =>
    StorageThread.start({ ...threadOptions, ...only }, maxWaiting, watching)
  const writer = await start({ readOnly: false }, observer)
  const marks = new ChangeMarks()
  let reading: Promise<StorageThread> | undefined
  const reader = async (file: string): Promise<ReadOnlyDatabase> => {
    reading ??= start({ readOnly: true })
    return new ReadOnlyDatabase(await reading, new EmbeddedDatabase(writer, marks, file, false), file)
  }
  return {
    database: (file, { create = false } = {}) => new EmbeddedDatabase(writer, marks, file, create),
    mark: (file, memberId) => marks.of(file, memberId),
    reader,
    copy: async (file, path) => (await reader(file)).copyInto(path),
    statistics: () => ({ ...writer.statistics, waiting: writer.waiting }),
    close: async () => {
      // First the reader: the writer's last close folds the log into the file.
      await (await reading)?.close()
      await writer.close()
    },
  }
}

class EmbeddedDatabase implements Database {
  readonly #thread: StorageThread
  readonly #marks: ChangeMarks
  readonly #file: string
  readonly #create: boolean

  constructor(thread: StorageThread, marks: ChangeMarks, file: string, create: boolean) {
    this.#thread = thread
    this.#marks = marks
    this.#file = file
    this.#create = create
  }

  async read(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    return this.#work('read', statements)
  }

  async commit(statements: readonly Statement[], members?: readonly number[]): Promise<readonly (readonly Row[])[]> {
    try {
      return await this.#work('commit', statements)
    } finally {
      this.#marks.move(this.#file, members)
    }
  }

  #work(kind: 'read' | 'commit', statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> | [] {
    const checked = checkedStatements(statements, kind)
    if (checked.length === 0) return []
    return this.#thread.work({ kind, file: this.#file, create: this.#create, statements: checked })
  }

  /** Lets go of the file; the next use opens it again. */
  close(): Promise<void> {
    return this.#thread.closeFile(this.#file)
  }
}

class ReadOnlyDatabase implements Database {
  readonly #thread: StorageThread
  readonly #writing: Database
  readonly #file: string

  constructor(thread: StorageThread, writing: Database, file: string) {
    this.#thread = thread
    this.#writing = writing
    this.#file = file
  }

  async read(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    const checked = checkedStatements(statements, 'read')
    return checked.length === 0 ? [] : this.#ask(checked)
  }

  /** No read by its word, but one by what it does to this file. */
  async copyInto(path: string): Promise<void> {
    await this.#ask([{ sql: 'VACUUM INTO ?', args: [path] }])
  }

  async #ask(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]> {
    const request = { kind: 'read', file: this.#file, create: false, statements } as const
    try {
      return await this.#thread.work(request)
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error
      // A read-only connection cannot start the log of a file that no writer has open.
      await this.#writing.read([{ sql: 'SELECT 1 FROM sqlite_schema LIMIT 1', args: [] }])
      return this.#thread.work(request)
    }
  }

  async commit(): Promise<never> {
    throw new DatabaseUnavailable('This handle only reads')
  }

  close(): Promise<void> {
    return this.#thread.closeFile(this.#file)
  }
}
