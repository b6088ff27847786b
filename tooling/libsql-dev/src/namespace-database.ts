import { collectGarbage } from './collect-garbage.ts'
import { Connection } from './connection.ts'
import { HranaError, HttpError } from './errors.ts'
import { Session } from './session.ts'
import { type ErrorCodes, fromSqlite } from './sqlite-error.ts'
import { TurnLock } from './turn-lock.ts'

/** How long and how many may wait for a database, and how its errors are named. */
export interface DatabaseLimits {
  /** After this a waiting stream is told SQLITE_BUSY. */
  readonly busyTimeoutMs: number
  readonly errorCodes: ErrorCodes
}

const maxWaiting = 1_024

/** One database file, its one connection, and the queue of streams that want it. */
export class NamespaceDatabase {
  readonly #path: string
  readonly #limits: DatabaseLimits
  readonly #lock = new TurnLock(maxWaiting)
  #connection: Connection | undefined
  #isClosed = false

  constructor(path: string, limits: DatabaseLimits) {
    this.#path = path
    this.#limits = limits
  }

  get isIdle(): boolean {
    return this.#lock.isIdle
  }

  get isConnected(): boolean {
    return this.#connection !== undefined
  }

  /** The database to oneself. Throws {@link HranaError} SQLITE_BUSY, or TRANSACTION_BUSY when too many wait. */
  async begin(): Promise<Session> {
    const turn = await this.#lock.take(this.#limits.busyTimeoutMs)
    if (turn === 'full') throw new HranaError('TRANSACTION_BUSY', 'Server cannot handle additional transactions')
    if (turn === 'late') throw new HranaError('SQLITE_BUSY', 'SQLite error: database is locked')
    try {
      if (this.#isClosed) throw new HranaError('SQLITE_CANTOPEN', 'SQLite error: the database is closed')
      this.#connection ??= new Connection(this.#path)
      return new Session(this.#connection, this.#limits.errorCodes, isPoisoned => this.#end(isPoisoned, turn))
    } catch (error) {
      turn()
      throw fromSqlite(error, this.#limits.errorCodes)
    }
  }

  /** Waits for the stream that holds the database, then closes the file. Streams that come later are refused. */
  async close(): Promise<void> {
    this.#isClosed = true
    const turn = await this.#lock.take(this.#limits.busyTimeoutMs)
    if (typeof turn === 'string') throw new HttpError(503, 'The database is in use')
    this.disconnect()
    turn()
  }

  /** Closes the file; the next stream opens it again. Only for an idle database. */
  disconnect(): void {
    const connection = this.#connection
    this.#connection = undefined
    if (connection === undefined) return
    connection.checkpoint()
    connection.close()
  }

  #end(isPoisoned: boolean, giveBack: () => void): void {
    if (!isPoisoned) return giveBack()
    const connection = this.#connection
    this.#connection = undefined
    connection?.abandon()
    void collectGarbage().then(giveBack)
  }
}
