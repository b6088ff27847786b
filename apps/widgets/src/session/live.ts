/** How long an open page waits before it asks again, in milliseconds: while somebody uses it, and while nobody does. */
const USED_MS = 4_000
const LEFT_MS = 15_000
/** How long without a touch or a key until nobody uses it. */
const LEFT_AFTER_MS = 60_000
/** The longest wait where the answers fail. */
const FAILING_MS = 60_000

/**
 * Keeps what a visible page shows up to date: it asks conditionally, every few seconds, and slower where nobody uses
 * the page or the answers fail. A hidden page asks nothing, and asks at once when it is seen again.
 */
export function keepLive(page: { poll(): Promise<boolean> }): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let usedAt = Date.now()
  let failures = 0

  const wait = () => {
    const pace = Date.now() - usedAt < LEFT_AFTER_MS ? USED_MS : LEFT_MS
    clearTimeout(timer)
    timer = setTimeout(() => void ask(), Math.min(pace * 2 ** failures, Math.max(FAILING_MS, pace)))
  }
  const ask = async () => {
    // Each hidden page would cost a server as much as one that is looked at.
    if (document.visibilityState !== 'visible') return
    failures = (await page.poll()) ? 0 : failures + 1
    wait()
  }
  const use = () => {
    const wasLeft = Date.now() - usedAt > LEFT_AFTER_MS
    usedAt = Date.now()
    if (wasLeft) wait()
  }
  for (const kind of ['pointerdown', 'keydown', 'scroll']) addEventListener(kind, use, { passive: true, capture: true })
  addEventListener('online', () => void ask())
  document.addEventListener('visibilitychange', () => void ask())
  wait()
}
