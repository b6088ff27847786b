import { Worker } from 'node:worker_threads'
import { DatabaseBusy, DatabaseUnavailable, OutcomeUnknown, type Row } from '../database.ts'
import {
  errorOf,
  type EngineStatistics,
  type Failure,
  type Request,
  type ThreadOptions,
  type Work,
} from './protocol.ts'
import type { StorageObserver } from './storage-observer.ts'
import { MANY_STATEMENTS, readAnswers, RequestWriter, type AnswerMessage } from './wire.ts'

interface Pending {
  readonly kind: Request['kind']
  readonly file: string | undefined
  readonly askedAt: number
  readonly resolve: (rows: readonly (readonly Row[])[]) => void
  readonly reject: (error: Error) => void
}

export type WorkRequest = Omit<Work, 'id'>

/** The main thread's side of a storage thread: what is asked in one turn of the event loop travels in few messages. */
export class StorageThread {
  statistics: EngineStatistics = { commits: 0, groups: 0, openDatabases: 0 }
  readonly #worker: Worker
  readonly #maxWaiting: number
  readonly #observer: StorageObserver | undefined
  /** Long reads go at once: who asks for them may compute for a while, and nothing shares a commit with them. */
  readonly #gathers: boolean
  readonly #pending = new Map<number, Pending>()
  readonly #waitingByFile = new Map<string, number>()
  readonly #outbox = new RequestWriter()
  #nextId = 1
  #isClosed = false

  private constructor(
    worker: Worker,
    { readOnly }: ThreadOptions,
    maxWaiting: number,
    observer: StorageObserver | undefined,
  ) {
    this.#worker = worker
    this.#gathers = !readOnly
    this.#maxWaiting = maxWaiting
    this.#observer = observer
    worker.on('message', (message: AnswerMessage) => this.#receive(message))
    worker.on('error', () => this.#lose())
    worker.on('exit', () => this.#lose())
    // An idle engine need not keep a script alive; a request under way does.
    worker.unref()
  }

  /** Resolves when the thread holds the folder's lock. DatabaseBusy when another process has it. */
  static async start(options: ThreadOptions, maxWaiting: number, observer?: StorageObserver): Promise<StorageThread> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: options })
    const failure = await new Promise<Failure | undefined>((resolve, reject) => {
      worker.once('error', reject)
      worker.once('message', (message: { readonly failure?: Failure }) => {
        worker.off('error', reject)
        resolve(message.failure)
      })
    })
    if (failure) {
      await worker.terminate()
      throw errorOf(failure)
    }
    return new StorageThread(worker, options, maxWaiting, observer)
  }

  /** How many requests have no answer yet. */
  get waiting(): number {
    return this.#pending.size
  }

  work(request: WorkRequest): Promise<readonly (readonly Row[])[]> {
    const waiting = this.#waitingByFile.get(request.file) ?? 0
    if (waiting >= this.#maxWaiting) {
      this.#observer?.answered(request.kind, 0, 'DatabaseBusy')
      return Promise.reject(new DatabaseBusy('Too many requests wait for this database'))
    }
    this.#waitingByFile.set(request.file, waiting + 1)
    return this.#ask({ ...request, id: this.#nextId }, request.file)
  }

  async closeFile(file: string): Promise<void> {
    await this.#ask({ kind: 'close', file, id: this.#nextId }, undefined)
  }

  /** Waits for what is under way, closes the files and ends the thread. */
  async close(): Promise<void> {
    if (this.#isClosed) return
    await this.#ask({ kind: 'shutdown', id: this.#nextId }, undefined)
    this.#isClosed = true
    await this.#worker.terminate()
  }

  #ask(request: Request, file: string | undefined): Promise<readonly (readonly Row[])[]> {
    if (this.#isClosed) return Promise.reject(new DatabaseUnavailable('The storage engine is closed'))
    this.#nextId += 1
    if (this.#gathers && this.#outbox.isEmpty) setImmediate(() => this.#send())
    this.#outbox.add(request)
    if (!this.#gathers || this.#outbox.statements >= MANY_STATEMENTS) this.#send()
    if (this.#pending.size === 0) this.#worker.ref()
    return new Promise((resolve, reject) => {
      this.#pending.set(request.id, { kind: request.kind, file, askedAt: performance.now(), resolve, reject })
    })
  }

  #send(): void {
    if (!this.#outbox.isEmpty) this.#worker.postMessage(this.#outbox.take())
  }

  #receive(message: AnswerMessage): void {
    const { answers, statistics } = readAnswers(message)
    const transactions = statistics.groups - this.statistics.groups
    if (transactions > 0) this.#observer?.committed(statistics.commits - this.statistics.commits, transactions)
    this.statistics = statistics
    for (const { id, rows, failure } of answers) {
      const pending = this.#settle(id, failure?.type)
      if (failure) pending?.reject(errorOf(failure))
      else pending?.resolve(rows ?? [])
    }
    if (this.#pending.size === 0) this.#worker.unref()
  }

  #settle(id: number, failure: string | undefined): Pending | undefined {
    const pending = this.#pending.get(id)
    this.#pending.delete(id)
    if (pending?.kind === 'read' || pending?.kind === 'commit')
      this.#observer?.answered(pending.kind, performance.now() - pending.askedAt, failure)
    if (pending?.file === undefined) return pending
    const waiting = this.#waitingByFile.get(pending.file) ?? 1
    if (waiting > 1) this.#waitingByFile.set(pending.file, waiting - 1)
    else this.#waitingByFile.delete(pending.file)
    return pending
  }

  /** The thread died: what it was asked to commit may stand or not. */
  #lose(): void {
    this.#isClosed = true
    for (const id of Array.from(this.#pending.keys())) {
      const Cause = this.#pending.get(id)?.kind === 'commit' ? OutcomeUnknown : DatabaseUnavailable
      this.#settle(id, Cause.name)?.reject(new Cause('The storage thread ended'))
    }
  }
}
