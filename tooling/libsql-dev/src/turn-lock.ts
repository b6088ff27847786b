/** Gives the turn back; a second call does nothing. */
export type GiveBack = () => void

/** One holder at a time, first come first served, a bounded queue and a bounded wait. */
export class TurnLock {
  readonly #maxWaiting: number
  readonly #waiting = new Set<() => void>()
  #isHeld = false

  constructor(maxWaiting: number) {
    this.#maxWaiting = maxWaiting
  }

  get isIdle(): boolean {
    return !this.#isHeld && this.#waiting.size === 0
  }

  /** The turn, or `full` at once when too many wait, or `late` when it did not come within `timeoutMs`. */
  take(timeoutMs: number): Promise<GiveBack | 'full' | 'late'> {
    if (!this.#isHeld) return Promise.resolve(this.#hold())
    if (this.#waiting.size >= this.#maxWaiting) return Promise.resolve('full')
    return new Promise(resolve => {
      const onTurn = () => {
        clearTimeout(timer)
        resolve(this.#hold())
      }
      const timer = setTimeout(() => {
        this.#waiting.delete(onTurn)
        resolve('late')
      }, timeoutMs)
      this.#waiting.add(onTurn)
    })
  }

  #hold(): GiveBack {
    this.#isHeld = true
    let isMine = true
    return () => {
      if (!isMine) return
      isMine = false
      this.#isHeld = false
      for (const next of this.#waiting) {
        this.#waiting.delete(next)
        next()
        break
      }
    }
  }
}
