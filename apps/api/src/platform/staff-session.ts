/** How long a session of staff lasts, in real time: a shift, and less where nobody uses it (NIST SP 800-63B, AAL2). */
export const SESSION_MS = 12 * 3_600_000
const IDLE_MS = 3_600_000
/** So rarely it is kept that a session is in use: a write for every request would be one too many. */
const TOUCH_MS = 5 * 60_000

interface SessionTimes {
  readonly expiresAt: number
  readonly seenAt: number
}

/** Whether a session is over, for its age or since nobody used it. */
export const isOver = ({ expiresAt, seenAt }: SessionTimes, now: number): boolean =>
  now >= expiresAt || now >= seenAt + IDLE_MS

/** Whether it is time to keep that a session is in use. */
export const worthTouching = ({ seenAt }: SessionTimes, now: number): boolean => now >= seenAt + TOUCH_MS
