/** What is sent to an endpoint. */
export interface PostedEvent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Whether this machine may be asked: in test mode. */
  readonly mayBeLoopback: boolean
}

/** What came of it: the status of an answer, or why there was none. */
export type PostOutcome =
  | { readonly status: number; readonly retryAfterMs: number | null }
  | { readonly status: null; readonly error: PostError }

export type PostError = 'timeout' | 'unreachable' | 'address_refused'

/** Sends an event and waits for the head of the answer; follows no redirect, and never rejects. */
export type PostEvent = (event: PostedEvent) => Promise<PostOutcome>

/** So long an endpoint is waited for. */
export const LONGEST_POST_MS = 10_000

/** The wait that an answer asks for, in ms; null where it asks for none. A date is not taken: clocks differ. */
export const retryAfterMs = (header: string | null | undefined): number | null =>
  header !== null && header !== undefined && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null

/** Posts by the runtime's own `fetch`, where that keeps to the public Internet by itself, as on Workers. */
export const postByFetch: PostEvent = async ({ url, headers, body }) => {
  try {
    const signal = AbortSignal.timeout(LONGEST_POST_MS)
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    await response.body?.cancel()
    return { status: response.status, retryAfterMs: retryAfterMs(response.headers.get('retry-after')) }
  } catch (error) {
    return { status: null, error: error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable' }
  }
}
