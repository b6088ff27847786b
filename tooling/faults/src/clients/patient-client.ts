import { setTimeout as wait } from 'node:timers/promises'
import type { Wire } from '@laurel/api/testing'
import type { Asking } from './deeds.ts'

/** An answer that settles a request: no refusal that may pass. */
export interface Settled {
  readonly status: number
  readonly body: Wire
  readonly replayed: boolean
}

/** One request of a client, however often it was sent. */
export interface Told {
  readonly asking: Asking
  /** None while it is under way, or where nothing but cuts came of it so far. */
  answer: Settled | null
  sends: number
}

export interface Network {
  readonly url: string
  readonly key: string
  /** What to wait for when an answer did not come: the server, or a moment. */
  readonly lost: () => Promise<void>
  /** How often something is sent before the suite gives up on it. */
  readonly attempts?: number
}

/** Refusals of what may pass; a proxy's own among them. */
const MAY_PASS = new Set([429, 502, 503])

const PAUSE_MS = 5

/** Sends one request once. Rejects when no whole answer comes; gives null for a refusal that may pass. */
export const sendOnce = async (
  { url, key }: Network,
  { method, path, body, idempotencyKey }: Asking,
): Promise<Settled | null> => {
  const response = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'idempotency-key': idempotencyKey,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  })
  const text = await response.text()
  const { status } = response
  if (status === 503 && response.headers.get('retry-after') === null)
    throw new Error(`503 without Retry-After: ${text}`)
  if (MAY_PASS.has(status)) return null
  return { status, body: JSON.parse(text), replayed: response.headers.get('idempotent-replayed') === 'true' }
}

/** Sends a request with the same Idempotency-Key until it is answered for good. `told` is kept up to date on the way. */
export const sendUntilAnswered = async (network: Network, told: Told): Promise<Settled> => {
  const { attempts = 400 } = network
  while (told.sends < attempts) {
    told.sends++
    let settled: Settled | null
    try {
      settled = await sendOnce(network, told.asking)
    } catch (error) {
      // fetch says TypeError for whatever became of the connection, and TimeoutError for silence.
      if (!(error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError'))) throw error
      await network.lost()
      continue
    }
    if (settled) {
      told.answer = settled
      return settled
    }
    await wait(PAUSE_MS)
  }
  throw new Error(`${told.asking.deed} was sent ${told.sends} times, and never answered`)
}
