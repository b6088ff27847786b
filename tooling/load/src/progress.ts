const width = 30

/** Tells how far a count has come: a bar on a terminal, a line for every tenth elsewhere. */
export class Progress {
  readonly #title: string
  readonly #total: number
  readonly #started: number
  readonly #startedAt = performance.now()
  #count: number
  #toldTenth: number

  constructor(title: string, total: number, done = 0) {
    this.#title = title
    this.#total = total
    this.#started = done
    this.#count = done
    this.#toldTenth = this.#tenth()
  }

  #tenth(): number {
    return this.#total === 0 ? 10 : Math.floor((10 * this.#count) / this.#total)
  }

  add(n: number): void {
    this.#count += n
    const seconds = (performance.now() - this.#startedAt) / 1000
    const rate = (this.#count - this.#started) / Math.max(seconds, 0.001)
    const text = `${this.#count.toLocaleString('en')} of ${this.#total.toLocaleString('en')} ${this.#title}, ${Math.round(rate).toLocaleString('en')} a second`
    if (process.stdout.isTTY) {
      const filled = Math.round((width * this.#count) / this.#total)
      process.stdout.write(`\r${'█'.repeat(filled)}${'░'.repeat(width - filled)} ${text}\x1b[K`)
      if (this.#count === this.#total) process.stdout.write('\n')
    } else if (this.#tenth() > this.#toldTenth) {
      this.#toldTenth = this.#tenth()
      console.log(text)
    }
  }
}
