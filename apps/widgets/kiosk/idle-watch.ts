/** What somebody does who is there. A pointer that trembles is nobody. */
const ACTIVITY = ['pointerdown', 'keydown', 'input', 'wheel', 'scroll'] as const
/** While they are asked whether they are there: what begins a touch must not take its button away. */
const ANSWERS = ['click', 'keydown'] as const
const TICK_MS = 250

/** How long nobody has to have been there, and how long they are asked. */
export interface IdleLimits {
  readonly quietMs: number
  readonly countdownMs: number
}

/** Watches whether somebody is there; tells the seconds of the countdown while it runs, and when it is over. */
export class IdleWatch {
  readonly #limits: IdleLimits
  readonly #onCountdown: (seconds: number | null) => void
  readonly #onGone: () => void
  #stop: AbortController | null = null
  #activeAt = 0
  #told: number | null = null

  constructor(limits: IdleLimits, onCountdown: (seconds: number | null) => void, onGone: () => void) {
    this.#limits = limits
    this.#onCountdown = onCountdown
    this.#onGone = onGone
  }

  /** Begins to watch; one that watches already goes on. */
  start(): void {
    if (this.#stop) return
    this.#stop = new AbortController()
    const { signal } = this.#stop
    this.touch()
    const listen = (name: string, isHeard: () => boolean) =>
      addEventListener(name, () => isHeard() && this.touch(), { signal, capture: true, passive: true })
    for (const name of ACTIVITY) listen(name, () => this.#told === null)
    for (const name of ANSWERS) listen(name, () => this.#told !== null)
    const timer = setInterval(() => this.#look(), TICK_MS)
    signal.addEventListener('abort', () => clearInterval(timer), { once: true })
  }

  stop(): void {
    this.#stop?.abort()
    this.#stop = null
    this.#tell(null)
  }

  /** Somebody is there. */
  touch(): void {
    this.#activeAt = performance.now()
    this.#tell(null)
  }

  #look(): void {
    const { quietMs, countdownMs } = this.#limits
    const left = this.#activeAt + quietMs + countdownMs - performance.now()
    if (left <= 0) {
      this.stop()
      this.#onGone()
    } else this.#tell(left <= countdownMs ? Math.ceil(left / 1000) : null)
  }

  #tell(seconds: number | null): void {
    if (seconds === this.#told) return
    this.#told = seconds
    this.#onCountdown(seconds)
  }
}
