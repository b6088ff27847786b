import type { RenderedMessage } from '@laurel/core'

/** A message on its way to one person. */
export interface OutgoingMessage {
  /** Ours, the same however often it is sent: what a receiver may know a second one by. */
  readonly id: string
  /** A number in E.164, a mail address, an account of the carrier’s: what the channel sends to. */
  readonly to: string
  readonly message: RenderedMessage
}

/**
 * What became of a message. `refused` for good is not tried again; the code is the carrier’s own, or that of what
 * stood between.
 */
export type Sent =
  | { readonly outcome: 'sent'; readonly carrierId: string | null }
  | { readonly outcome: 'refused'; readonly forGood: boolean; readonly code: string }

/** A way to a person (S15). It never throws for what the carrier says, nor where the carrier cannot be reached. */
export interface Channel {
  readonly send: (message: OutgoingMessage) => Promise<Sent>
}

/** How long a carrier may take to answer, in ms. */
const LONGEST_MS = 10_000

/** What the global `fetch` is, as far as channels use it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Asks a carrier; an answer that is not JSON, not in time, or none at all is a refusal that may pass. */
export const askCarrier = async (
  fetch: Fetch,
  url: string,
  init: RequestInit,
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> } | Sent> => {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(LONGEST_MS) })
    const body: unknown = await response.json()
    if (body === null || typeof body !== 'object') throw new TypeError('no JSON object')
    return { status: response.status, body: body as Record<string, unknown> }
  } catch {
    return { outcome: 'refused', forGood: false, code: 'no_answer' }
  }
}
