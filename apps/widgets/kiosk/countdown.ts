const TICK_MS = 250

/** Counts seconds down to nought, and tells each. */
export class Countdown {
  readonly #onSeconds: (seconds: number) => void
  #timer: ReturnType<typeof setInterval> | undefined
  #told = 0

  constructor(onSeconds: (seconds: number) => void) {
    this.#onSeconds = onSeconds
  }

  start(seconds: number): void {
    clearInterval(this.#timer)
    const endsAt = performance.now() + seconds * 1000
    this.#tell(seconds)
    this.#timer = setInterval(() => {
      const left = Math.ceil((endsAt - performance.now()) / 1000)
      if (left > 0) this.#tell(left)
      else this.stop()
    }, TICK_MS)
  }

  /** Nothing is left to wait for. */
  stop(): void {
    clearInterval(this.#timer)
    this.#tell(0)
  }

  #tell(seconds: number): void {
    if (seconds === this.#told) return
    this.#told = seconds
    this.#onSeconds(seconds)
  }
}
