import { Failure } from '../api/failure.ts'
import { fetchMe } from '../api/fetch-me.ts'
import type { MemberSummary } from '../api/me.ts'

/** Gives a fresh member token; nothing when nobody is signed in. */
export type TokenProvider = () => Promise<string | null | undefined>

/** Whose data, from where. Elements with equal settings share one session. */
export interface SessionSettings {
  readonly apiUrl: string
  readonly publishableKey: string
  readonly memberToken: string
  readonly tokenProvider: TokenProvider | undefined
}

/** What every element of a session shows. A passing failure of a refresh leaves `ready` as it is. */
export type SessionState =
  | { readonly status: 'loading' }
  | { readonly status: 'signedOut' }
  | { readonly status: 'ready'; readonly summary: MemberSummary }
  | { readonly status: 'failed'; readonly failure: Failure; readonly isRetrying: boolean }

/** Hears that the state has changed, or that a load has failed (also where the state stays). */
export type SessionListener = (failure?: Failure) => void

/** A store page should never wait longer than this for an answer, in milliseconds. */
const TIMEOUT_MS = 10_000

/** Loads one member for all elements that show the same one. */
export class Session {
  declare readonly settings: SessionSettings
  state: SessionState = { status: 'loading' }
  readonly #listeners = new Set<SessionListener>()
  #token: string
  #etag: string | null = null
  #loadedAt = 0
  #running: Promise<void> | null = null
  #isWantedAgain = false

  constructor(settings: SessionSettings) {
    this.settings = settings
    this.#token = settings.memberToken
  }

  get isUsed(): boolean {
    return this.#listeners.size > 0
  }

  /** Starts the first load with the first listener. Returns how to stop listening. */
  subscribe(listener: SessionListener): () => void {
    this.#listeners.add(listener)
    if (!this.#loadedAt && !this.#running) void this.refresh()
    return () => this.#listeners.delete(listener)
  }

  /** Loads again. A call during a load makes one more follow it, since that load may have missed what just happened. */
  refresh(): Promise<void> {
    if (this.#running) this.#isWantedAgain = true
    this.#running ??= this.#load().finally(() => (this.#running = null))
    return this.#running
  }

  /** Loads again if what is held is older than `ageMs`. */
  refreshIfOlder(ageMs: number): void {
    if (Date.now() - this.#loadedAt > ageMs) void this.refresh()
  }

  async #load(): Promise<void> {
    do {
      this.#isWantedAgain = false
      if (this.state.status === 'failed') this.#tell({ ...this.state, isRetrying: true })
      try {
        this.#tell(await this.#loadOnce())
      } catch (error) {
        const failure = error instanceof Failure ? error : new Failure('network')
        const staysReadable = this.state.status === 'ready' && failure.isPassing
        this.#tell(staysReadable ? this.state : { status: 'failed', failure, isRetrying: false }, failure)
      }
      this.#loadedAt = Date.now()
    } while (this.#isWantedAgain)
  }

  async #loadOnce(): Promise<SessionState> {
    const { tokenProvider } = this.settings
    const hadToken = this.#token
    if (!hadToken) await this.#renewToken()
    try {
      return await this.#ask()
    } catch (error) {
      // A token fresh from the provider that is refused would be refused again.
      if (!hadToken || !tokenProvider || (error as Failure).code !== 'unauthorized') throw error
      await this.#renewToken()
      return this.#ask()
    }
  }

  async #renewToken(): Promise<void> {
    this.#token = ''
    const answer = await inTime(async () => this.settings.tokenProvider?.()).catch(error => {
      throw error instanceof Failure ? error : new Failure('token')
    })
    this.#token = answer || ''
  }

  async #ask(): Promise<SessionState> {
    const token = this.#token
    if (!token) return { status: 'signedOut' }
    const held = this.state.status === 'ready' ? this.state : null
    const etag = held && this.#etag
    const answer = await inTime(signal => fetchMe({ ...this.settings, token, etag, signal }))
    if (!answer) return held ?? this.state
    this.#etag = answer.etag
    return { status: 'ready', summary: answer.summary }
  }

  #tell(state: SessionState, failure?: Failure): void {
    this.state = state
    for (const listener of this.#listeners) listener(failure)
  }
}

/** Bounds work in time: the store's own token provider may hang just as the network may. */
async function inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Failure('timeout'))
      limit.abort()
    }, TIMEOUT_MS)
  })
  return Promise.race([work(limit.signal), timeout]).finally(() => clearTimeout(timer))
}
