import type { Instant } from '@laurel/core'
import type { RandomBytes } from '../random-bytes.ts'

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000]

/** How long after each attempt the next one is: three days and a quarter in all. */
const DELAYS_MS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  14 * HOUR,
  24 * HOUR,
  24 * HOUR,
]

/** So many attempts are made of an event before it is given up. */
export const MOST_ATTEMPTS = DELAYS_MS.length + 1

/** The longest that an endpoint may ask for by `Retry-After`. */
const LONGEST_WAIT_MS = 24 * HOUR

/**
 * When an event is tried again after so many attempts; null where it is given up. Up to a fifth is added by chance, so
 * that what failed together does not come back together; an endpoint may ask for more time.
 */
export const nextAttemptAt = (
  randomBytes: RandomBytes,
  now: Instant,
  attempts: number,
  retryAfterMs: number | null,
): Instant | null => {
  const delay = DELAYS_MS[attempts - 1]
  if (delay === undefined) return null
  const jitter = (delay / 5) * (randomBytes(1)[0]! / 256)
  return now + Math.ceil(Math.max(delay + jitter, Math.min(retryAfterMs ?? 0, LONGEST_WAIT_MS)))
}
