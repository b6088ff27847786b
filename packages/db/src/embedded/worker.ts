import { join } from 'node:path'
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads'
import Libsql from 'libsql'
import type { Connection } from './connection.ts'
import { commitGroup } from './group-commit.ts'
import { OpenConnections } from './open-connections.ts'
import { failureOf, type Answer, type Request, type ThreadOptions, type Work } from './protocol.ts'
import { MANY_STATEMENTS, RequestReader, writeAnswers } from './wire.ts'
import { DatabaseBusy } from '../database.ts'

const MAX_GROUP = 512

/** The thread that alone opens the files. Between two groups it reads; while it commits, the next group gathers. */
class Thread {
  readonly #port: MessagePort
  readonly #connections: OpenConnections
  readonly #lock: Libsql.Database | undefined
  readonly #requests = new RequestReader()
  readonly #waiting = new Map<string, Work[]>()
  readonly #closing: Extract<Request, { kind: 'close' | 'shutdown' }>[] = []
  #isRunning = false
  #commits = 0
  #groups = 0

  constructor(port: MessagePort, connections: OpenConnections, lock: Libsql.Database | undefined) {
    this.#port = port
    this.#connections = connections
    this.#lock = lock
    port.on('message', (message: string) => {
      this.#enqueue(message)
      if (!this.#isRunning) void this.#run()
    })
  }

  #enqueue(message: string): void {
    for (const request of this.#requests.read(message)) {
      if (request.kind === 'close' || request.kind === 'shutdown') {
        this.#closing.push(request)
        continue
      }
      const queue = this.#waiting.get(request.file)
      if (queue) queue.push(request)
      else this.#waiting.set(request.file, [request])
    }
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    while (this.#waiting.size > 0 || this.#closing.length > 0) {
      for (const file of Array.from(this.#waiting.keys())) await this.#serve(file)
      if (this.#waiting.size === 0) await this.#close()
      // Forgotten statements are only finalized when the thread comes up for air.
      await new Promise(resolve => setImmediate(resolve))
      for (let more = receiveMessageOnPort(this.#port); more; more = receiveMessageOnPort(this.#port)) {
        this.#enqueue(more.message as string)
      }
    }
    this.#isRunning = false
  }

  /** One round for one database: all reads that wait, then one group of commits. */
  async #serve(file: string): Promise<void> {
    const works = this.#waiting.get(file) ?? []
    this.#waiting.delete(file)
    const create = works.some(work => work.create)
    const reads = works.filter(work => work.kind === 'read')
    const commits = works.filter(work => work.kind === 'commit')
    try {
      if (reads.length > 0) {
        const connection = await this.#connections.get(file, create)
        while (reads.length > 0) this.#read(connection, reads.splice(0, countOf(reads, MANY_STATEMENTS)))
      }
      while (commits.length > 0) {
        this.#commit(await this.#connections.get(file, create), commits.splice(0, MAX_GROUP))
      }
    } catch (error) {
      const failure = failureOf(error)
      this.#post([...reads, ...commits].map(({ id }) => ({ id, failure })))
    }
  }

  #read(connection: Connection, works: readonly Work[]): void {
    this.#post(works.map(work => readAnswer(connection, work)))
  }

  #commit(connection: Connection, works: readonly Work[]): void {
    const { outcomes, groups } = commitGroup(
      connection,
      works.map(work => work.statements),
    )
    this.#groups += groups
    this.#post(
      works.map(({ id }, index): Answer => {
        const outcome = outcomes[index]
        if (!outcome || 'error' in outcome) return { id, failure: failureOf(outcome?.error) }
        this.#commits += 1
        return { id, rows: outcome.rows }
      }),
    )
  }

  async #close(): Promise<void> {
    for (const request of this.#closing.splice(0)) {
      if (request.kind === 'shutdown') {
        await this.#connections.closeAll()
        this.#lock?.close()
      } else {
        await this.#connections.close([request.file])
      }
      this.#post([{ id: request.id, rows: [] }])
    }
  }

  #post(answers: readonly Answer[]): void {
    const statistics = { commits: this.#commits, groups: this.#groups, openDatabases: this.#connections.size }
    this.#port.postMessage(writeAnswers(answers, statistics))
  }
}

/** How many of the works, from the first, have so many statements together. */
function countOf(works: readonly Work[], statements: number): number {
  let count = 0
  for (let sum = 0; count < works.length && sum < statements; count++) sum += works[count]!.statements.length
  return count
}

function readAnswer(connection: Connection, { id, statements }: Work): Answer {
  try {
    return { id, rows: connection.read(statements) }
  } catch (error) {
    return { id, failure: failureOf(error) }
  }
}

/**
 * Keeps a second process off the folder: two connections that write or checkpoint one file can corrupt it
 * (SQLite before 3.51.3, libsql#2271). The lock ends with the process, however that dies.
 */
function lockFolder(dataDir: string): Libsql.Database {
  const lock = new Libsql(join(dataDir, 'laurel.lock'))
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch {
    throw new DatabaseBusy('Another process has this data folder open')
  }
  return lock
}

function start(port: MessagePort, options: ThreadOptions): void {
  try {
    const lock = options.readOnly ? undefined : lockFolder(options.dataDir)
    new Thread(port, new OpenConnections(options), lock)
    port.postMessage({})
  } catch (error) {
    port.postMessage({ failure: failureOf(error) })
  }
}

if (parentPort) start(parentPort, workerData as ThreadOptions)
