/** A character that XML cannot hold, as workbooks write it (ECMA-376 part 1, 22.9.2.19). */
const ESCAPED = /_x([\dA-F]{4})_/gi

/**
 * The text of a string that may be of several runs, each with a look of its own, out of its tags: `t` elements beneath it,
 * but not those of a phonetic run (`rPh`), which only says how the text is spoken.
 */
export class RichText {
  #text = ''
  #isTaken = false
  #isSpoken = false

  open(name: string): void {
    if (name === 'rPh') this.#isSpoken = true
    else if (name === 't') this.#isTaken = !this.#isSpoken
  }

  text(text: string): void {
    if (this.#isTaken) this.#text += text
  }

  close(name: string): void {
    if (name === 'rPh') this.#isSpoken = false
    else if (name === 't') this.#isTaken = false
  }

  /** What has come so far; the next one begins. */
  take(): string {
    const text = this.#text
    this.#text = ''
    return unescaped(text)
  }
}

/** A text of a cell as it is meant. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text
