import { RichText } from './rich-text.ts'
import { readWholeXml } from './read-xml.ts'
import { WorkbookFault } from './workbook-fault.ts'

const MAX_BYTES = 24 * 1024 * 1024
const MAX_TEXTS = 1_000_000

/** The texts that cells share, as bytes side by side: as strings each of them would keep the piece of the file it came in. */
export class SharedTexts {
  #bytes = new Uint8Array(64 * 1024)
  #ends = new Uint32Array(1024)
  #count = 0
  readonly #encoder = new TextEncoder()
  readonly #decoder = new TextDecoder()

  /** The text by its number; null where there is none. */
  at(index: number): string | null {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return null
    return this.#decoder.decode(this.#bytes.subarray(index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]))
  }

  add(text: string): void {
    const from = this.#count === 0 ? 0 : this.#ends[this.#count - 1]!
    // A character of UTF-16 is three bytes of UTF-8 at most.
    const room = from + text.length * 3
    if (this.#count === MAX_TEXTS || room > MAX_BYTES) throw new WorkbookFault('workbook_too_large')
    if (room > this.#bytes.length) this.#bytes = grown(this.#bytes, new Uint8Array(Math.min(room * 2, MAX_BYTES)))
    if (this.#count === this.#ends.length) this.#ends = grown(this.#ends, new Uint32Array(this.#count * 2))
    this.#ends[this.#count++] = from + this.#encoder.encodeInto(text, this.#bytes.subarray(from)).written
  }
}

const grown = <A extends Uint8Array | Uint32Array>(from: A, to: A): A => {
  to.set(from)
  return to
}

/** Reads the part of a workbook that holds its shared texts. */
export const readSharedTexts = async (pieces: AsyncIterable<Uint8Array>): Promise<SharedTexts> => {
  const texts = new SharedTexts()
  const rich = new RichText()
  await readWholeXml(pieces, {
    open: name => rich.open(name),
    text: text => rich.text(text),
    close: name => {
      rich.close(name)
      if (name === 'si') texts.add(rich.take())
    },
  })
  return texts
}
