import { askApi, type ApiCall } from '../api/ask-api.ts'
import { Failure } from '../api/failure.ts'
import { readSummary, type MemberSummary } from '../api/me.ts'
import { nextTask } from '../next-task.ts'

/** What a token is wanted for: to show a member's data, or to redeem once. */
export interface TokenWish {
  readonly purpose: 'read' | 'redeem'
}

/** Gives a fresh member token; nothing when nobody is signed in. It may give the same kind whatever the wish is. */
export type TokenProvider = (wish: TokenWish) => Promise<string | null | undefined>

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
  /** What is to be seen is in a frame, which has a session of its own. */
  | { readonly status: 'isolated' }
  | {
      readonly status: 'ready'
      readonly summary: MemberSummary
      /** Since when, in milliseconds, nothing newer could be had; absent while the line is good. */
      readonly staleSince?: number | undefined
    }
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
  #isPolling = false

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
    if (!this.#loadedAt && !this.#running) {
      void this.refresh()
      // The first number that a browser writes takes it longer than an element: done while the answer is on its way. What
      // it has in common with a collator is half of that, and has a task of its own.
      void nextTask().then(Intl.Collator).then(nextTask).then(Intl.NumberFormat)
    }
    return () => this.#listeners.delete(listener)
  }

  /** Loads again. A call during a load makes one more follow it, since that load may have missed what just happened. */
  refresh(): Promise<void> {
    if (this.#running) this.#isWantedAgain = true
    this.#running ??= this.#load().finally(() => (this.#running = null))
    return this.#running
  }

  /** Asks, unseen, whether what is shown still holds. False where that failed; what is shown stays. */
  async poll(): Promise<boolean> {
    if (!this.#held || this.#running) return true
    this.#isPolling = true
    await this.refresh()
    this.#isPolling = false
    return !this.#held?.staleSince
  }

  /** Calls the API as this member, with a fresh token where the held one is refused. Null when nobody is signed in. */
  async call(call: ApiCall): Promise<Response | null> {
    const hadToken = this.#token
    if (!hadToken) this.#token = await this.#fetchToken('read')
    try {
      return await this.#ask(this.#token, call)
    } catch (error) {
      // A token fresh from the provider that is refused would be refused again.
      if (!hadToken || !this.settings.tokenProvider || (error as Failure).code !== 'unauthorized') throw error
      this.#token = await this.#fetchToken('read')
      return this.#ask(this.#token, call)
    }
  }

  /** Calls the API once with a token that was fetched for redeeming; with the held one where there is no provider. */
  async redeem(call: ApiCall): Promise<Response> {
    const token = this.settings.tokenProvider ? await this.#fetchToken('redeem') : this.#token
    const response = await this.#ask(token, call)
    if (!response) throw new Failure('unauthorized')
    return response
  }

  async #load(): Promise<void> {
    do {
      this.#isWantedAgain = false
      if (this.state.status === 'failed') this.#tell({ ...this.state, isRetrying: true })
      try {
        this.#tell(await this.#loadOnce())
      } catch (error) {
        const failure = error instanceof Failure ? error : new Failure('network')
        const held = failure.isPassing || this.#isPolling ? this.#held : null
        // Who polls tells the first failure only.
        const isNews = !(this.#isPolling && held?.staleSince)
        this.#tell(
          held ? { staleSince: this.#loadedAt, ...held } : { status: 'failed', failure, isRetrying: false },
          isNews ? failure : undefined,
        )
        if (held) continue
      }
      this.#loadedAt = Date.now()
    } while (this.#isWantedAgain)
  }

  async #loadOnce(): Promise<SessionState> {
    const held = this.#held
    const etag = held && this.#etag
    const response = await this.call({ path: '/v1/me', ...(etag && { headers: { 'If-None-Match': etag } }) })
    if (!response) return { status: 'signedOut' }
    if (held && response.status === 304) return { status: 'ready', summary: held.summary }
    const summary = readSummary(await response.json().catch(() => null))
    if (!summary) throw new Failure('malformed', response.status, response.headers.get('X-Request-Id'))
    this.#etag = response.headers.get('ETag')
    return { status: 'ready', summary }
  }

  get #held(): Extract<SessionState, { status: 'ready' }> | null {
    return this.state.status === 'ready' ? this.state : null
  }

  async #fetchToken(purpose: TokenWish['purpose']): Promise<string> {
    const answer = await inTime(async () => this.settings.tokenProvider?.({ purpose })).catch(error => {
      throw error instanceof Failure ? error : new Failure('token')
    })
    return answer || ''
  }

  async #ask(token: string, call: ApiCall): Promise<Response | null> {
    return token ? inTime(signal => askApi(this.settings, token, call, signal)) : null
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
