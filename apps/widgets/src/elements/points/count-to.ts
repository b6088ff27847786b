/** How long a figure moves, in milliseconds: long enough to be seen, short enough not to be waited for. */
const DURATION_MS = 900

/** Moves a figure from one value to another: `show` gets each step, and null at the end. Returns how to stop. */
export function countTo(from: number, to: number, show: (value: number | null) => void): () => void {
  let frame = 0
  let startedAt: number | null = null
  const step = (now: number) => {
    startedAt ??= now
    const part = Math.min(1, (now - startedAt) / DURATION_MS)
    const eased = 1 - (1 - part) ** 4
    show(part === 1 ? null : Math.round(from + (to - from) * eased))
    if (part < 1) frame = requestAnimationFrame(step)
  }
  frame = requestAnimationFrame(step)
  return () => cancelAnimationFrame(frame)
}
