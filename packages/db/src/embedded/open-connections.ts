import { join } from 'node:path'
import { Connection } from './connection.ts'
import type { ThreadOptions } from './protocol.ts'
import { RecentlyUsed } from '../recently-used.ts'
import { releaseHandles } from './release-handles.ts'

/** The open files of a thread: at most one connection each, the longest unused closed when there are too many. */
export class OpenConnections {
  readonly #options: ThreadOptions
  readonly #open = new RecentlyUsed<string, Connection>(Number.POSITIVE_INFINITY)

  constructor(options: ThreadOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#open.size
  }

  /** Gives a sound connection; DatabaseMissing when there is no file and none may be made. */
  async get(file: string, create: boolean): Promise<Connection> {
    const known = this.#open.get(file)
    if (known && !known.isBroken) return known
    if (known) await this.close([file])
    const { dataDir, readOnly, busyTimeoutMs, maxOpenDatabases } = this.#options
    if (this.#open.size >= maxOpenDatabases) await this.#closeLongestUnused()
    const connection = new Connection(join(dataDir, file), { create, readOnly, busyTimeoutMs })
    this.#open.set(file, connection)
    return connection
  }

  /** A tenth at once, since letting go of the files costs a garbage collection. */
  async #closeLongestUnused(): Promise<void> {
    const count = Math.ceil(this.#options.maxOpenDatabases / 10)
    const files = Array.from(this.#open.entries(), ([file]) => file).slice(0, count)
    await this.close(files)
  }

  async close(files: readonly string[]): Promise<void> {
    if (files.length === 0) return
    for (const file of files) {
      this.#open.get(file)?.dispose()
      this.#open.delete(file)
    }
    await releaseHandles()
  }

  async closeAll(): Promise<void> {
    await this.close(Array.from(this.#open.entries(), ([file]) => file))
  }
}
