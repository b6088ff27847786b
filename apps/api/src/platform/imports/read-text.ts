/** So long a line may be, in bytes. */
const MAX_LINE_BYTES = 1024 * 1024

const NEWLINE = 0x0a
const isAscii = (bytes: Uint8Array): boolean => bytes.every(byte => byte < 0x80)

const joined = (a: Uint8Array, b: Uint8Array): Uint8Array => {
  if (a.length === 0) return b
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

export class LineTooLong extends Error {}

/**
 * Text out of bytes that come in pieces, cut anywhere. It is UTF-8 or GB18030: a byte order mark tells, or else the first
 * letters beyond ASCII. Only whole lines are read, since no letter of either holds a newline's byte.
 */
export class TextReader {
  #rest: Uint8Array = new Uint8Array()
  #decoder: InstanceType<typeof TextDecoder> | null = null
  #isFirst = true

  /** The lines that are whole by now. Throws {@link LineTooLong}. */
  push(bytes: Uint8Array): string {
    const all = joined(this.#rest, bytes)
    const end = all.lastIndexOf(NEWLINE) + 1
    this.#rest = all.slice(end)
    if (this.#rest.length > MAX_LINE_BYTES) throw new LineTooLong()
    return this.#read(all.subarray(0, end))
  }

  /** What is left at the end of the file. */
  end(): string {
    return this.#read(this.#rest)
  }

  /** How the file was written, as far as it has been read. */
  get encoding(): 'utf-8' | 'gb18030' {
    return this.#decoder?.encoding === 'gb18030' ? 'gb18030' : 'utf-8'
  }

  #read(bytes: Uint8Array): string {
    if (bytes.length === 0) return ''
    if (this.#isFirst && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      this.#decoder = new TextDecoder('utf-8')
      bytes = bytes.subarray(3)
    }
    this.#isFirst = false
    if (!this.#decoder && !isAscii(bytes)) this.#decoder = new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'gb18030')
    return (this.#decoder ?? new TextDecoder('utf-8')).decode(bytes)
  }
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
