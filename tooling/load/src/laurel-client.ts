import { setTimeout as wait } from 'node:timers/promises'

interface Problem {
  readonly code?: string
  readonly detail?: string
  readonly title?: string
}

/** An answer that is not the one asked for. */
export class LaurelError extends Error {
  readonly status: number
  readonly code: string

  constructor(request: string, status: number, problem: Problem) {
    super(
      `${request} answered ${status} ${problem.code ?? ''}: ${problem.detail ?? problem.title ?? 'no reason given'}`,
    )
    this.name = 'LaurelError'
    this.status = status
    this.code = problem.code ?? ''
  }
}

interface CallOptions {
  readonly body?: unknown
  readonly idempotencyKey?: string
}

const attempts = 8
const mayPass = new Set([429, 502, 503, 504])
const longestWaitMs = 10_000

/** Calls the public API with one key. What may pass (busy, limited, a lost connection) is tried again, up to eight times. */
export class LaurelClient {
  readonly #url: string
  readonly #key: string

  constructor(url: string, key: string) {
    this.#url = url
    this.#key = key
  }

  /**
   * The body of a 2xx answer.
   * @throws LaurelError on any other answer, or the network's error, when trying again did not help
   */
  async call<Answer>(method: 'GET' | 'POST', path: string, options: CallOptions = {}): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      const response = await this.#send(method, path, options).catch((error: unknown) => {
        if (attempt === attempts) throw new Error(`${this.#url} cannot be reached`, { cause: error })
      })
      if (response?.ok) return (await response.json()) as Answer
      if (response && (attempt === attempts || !mayPass.has(response.status)))
        throw new LaurelError(
          `${method} ${path}`,
          response.status,
          (await response.json().catch(() => ({}))) as Problem,
        )
      await response?.body?.cancel()
      const asked = Number(response?.headers.get('retry-after') ?? 0) * 1000
      await wait(Math.min(longestWaitMs, Math.max(asked, 50 * 2 ** attempt)))
    }
  }

  #send(method: string, path: string, { body, idempotencyKey }: CallOptions): Promise<Response> {
    return fetch(this.#url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
      },
      signal: AbortSignal.timeout(120_000),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
  }

  /** Every item of a list, page by page. */
  async *list<Item>(path: string): AsyncGenerator<Item> {
    let cursor: string | null = ''
    while (cursor !== null) {
      const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page: { data: Item[]; nextCursor: string | null } = await this.call('GET', `${path}?limit=100${after}`)
      yield* page.data
      cursor = page.nextCursor
    }
  }
}
