import { Batons } from './baton.ts'
import { HttpError, ProtocolError, StreamExpired } from './errors.ts'
import type { NamespaceDatabase } from './namespace-database.ts'
import { Stream } from './stream.ts'

interface OpenStream {
  readonly stream: Stream
  readonly id: bigint
  /** The one baton that is good for the next request carries this number. */
  sequence: bigint
  isInUse: boolean
  timer: NodeJS.Timeout | undefined
}

const maxOpen = 10_000
const maxExpired = 10_000

/** The streams that live between requests, each reached by its latest baton only. */
export class StreamRegistry {
  readonly #idleTimeoutMs: number
  readonly #batons = new Batons()
  #nextId = 0n
  readonly #open = new Map<bigint, OpenStream>()
  /** Remembered for a while, so that a late client is told «expired» rather than «invalid». Oldest first. */
  readonly #expired = new Set<bigint>()

  constructor(idleTimeoutMs: number) {
    this.#idleTimeoutMs = idleTimeoutMs
  }

  /**
   * Runs `work` on the stream the baton names, or on a new one without a baton.
   * Gives the next baton, null once the stream is closed. If `work` throws, the stream is closed.
   */
  async use<T>(
    database: NamespaceDatabase,
    baton: string | undefined,
    work: (stream: Stream) => Promise<T>,
  ): Promise<{ result: T; baton: string | null }> {
    const open = baton === undefined ? this.#create(database) : this.#find(baton, database)
    clearTimeout(open.timer)
    open.isInUse = true
    open.sequence += 1n
    try {
      const result = await work(open.stream)
      open.stream.rest()
      return { result, baton: this.#release(open) }
    } catch (error) {
      this.#close(open)
      throw error
    }
  }

  /** Closes the streams of one database, or all of them, and rolls back what they have not committed. */
  closeAll(database?: NamespaceDatabase): void {
    for (const open of this.#open.values()) {
      if (database !== undefined && open.stream.database !== database) continue
      // One in use closes by itself: its next request finds it closed, and its pipeline then releases it.
      if (open.isInUse) open.stream.close()
      else this.#expire(open)
    }
  }

  #create(database: NamespaceDatabase): OpenStream {
    if (this.#open.size >= maxOpen) throw new HttpError(429, 'Too many concurrent requests')
    // Counted, not random: the baton's signature is what keeps them from being guessed.
    const id = this.#nextId
    this.#nextId += 1n
    const open = { stream: new Stream(database), id, sequence: 0n, isInUse: true, timer: undefined }
    this.#open.set(id, open)
    return open
  }

  #find(baton: string, database: NamespaceDatabase): OpenStream {
    const { streamId, sequence } = this.#batons.decode(baton)
    if (this.#expired.has(streamId)) throw new StreamExpired()
    const open = this.#open.get(streamId)
    if (open === undefined || open.stream.database !== database) throw new ProtocolError('Received an invalid baton')
    if (open.isInUse || open.sequence !== sequence) {
      throw new ProtocolError('Received a baton that has already been used')
    }
    return open
  }

  #release(open: OpenStream): string | null {
    if (open.stream.isClosed) {
      this.#close(open)
      return null
    }
    open.isInUse = false
    open.timer = setTimeout(() => this.#expire(open), this.#idleTimeoutMs)
    return this.#batons.encode(open.id, open.sequence)
  }

  #expire(open: OpenStream): void {
    this.#close(open)
    this.#expired.add(open.id)
    for (const oldest of this.#expired) {
      if (this.#expired.size <= maxExpired) break
      this.#expired.delete(oldest)
    }
  }

  #close(open: OpenStream): void {
    clearTimeout(open.timer)
    this.#open.delete(open.id)
    open.stream.close()
  }
}
