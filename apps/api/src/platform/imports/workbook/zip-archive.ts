import { Inflate } from 'fflate'
import { WorkbookFault } from './workbook-fault.ts'

const END = 0x06054b50
const END_LENGTH = 22
const MAX_COMMENT = 0xffff
const ENTRY = 0x02014b50
const ENTRY_LENGTH = 46
const LOCAL_LENGTH = 30
const IS_ENCRYPTED = 1
const [STORED, DEFLATED] = [0, 8]
/** Stands where a length of 32 bits is told in 64 further on. */
const IN_64_BITS = 0xffffffff
const ZIP64 = 1
const MAX_ENTRIES = 10_000

/** So many bytes are unpacked at once: deflate makes of them a thousand times as many at most. */
const STEP = 4 * 1024
/** After so many unpacked bytes whatever else waits has its turn. */
const TURN_BYTES = 512 * 1024

interface ZipEntry {
  readonly at: number
  readonly method: number
  readonly isEncrypted: boolean
  /** Packed, in bytes. What it comes to unpacked is counted and never believed. */
  readonly length: number
}

const unreadable = (): never => {
  throw new WorkbookFault('workbook_unreadable')
}

const nextTurn = () => new Promise<void>(resolve => setTimeout(resolve))

/**
 * The files in a ZIP archive (APPNOTE.TXT 6.3), by its directory at the end: a reader that goes along the entries from the
 * front cannot tell how long one is whose length comes after it, as streaming writers have it.
 */
export class ZipArchive {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #entries = new Map<string, ZipEntry>()

  /** Throws a {@link WorkbookFault} for what is no archive. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    try {
      this.#readDirectory()
    } catch (error) {
      // What tells of a place beyond the end.
      throw error instanceof RangeError ? new WorkbookFault('workbook_unreadable', error) : error
    }
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  /** A file, unpacked piece by piece; one that comes to more than so many bytes is refused on the way. */
  async *read(name: string, maxBytes: number): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name) ?? unreadable()
    if (entry.isEncrypted) throw new WorkbookFault('workbook_encrypted')
    let [total, inTurn] = [0, 0]
    for (const piece of this.#pieces(entry)) {
      total += piece.length
      inTurn += piece.length
      if (total > maxBytes) throw new WorkbookFault('workbook_too_large')
      yield piece
      if (inTurn < TURN_BYTES) continue
      inTurn = 0
      await nextTurn()
    }
  }

  *#pieces({ at, method, length }: ZipEntry): Generator<Uint8Array> {
    const start = at + LOCAL_LENGTH + this.#view.getUint16(at + 26, true) + this.#view.getUint16(at + 28, true)
    const packed = this.#bytes.subarray(start, start + length)
    if (packed.length < length || (method !== STORED && method !== DEFLATED)) unreadable()
    let ready: Uint8Array[] = []
    const inflate = method === DEFLATED ? new Inflate(piece => ready.push(piece)) : null
    for (let from = 0; from < length; from += STEP) {
      const piece = packed.subarray(from, from + STEP)
      if (!inflate) {
        yield piece
        continue
      }
      try {
        inflate.push(piece, from + STEP >= length)
      } catch (error) {
        throw new WorkbookFault('workbook_unreadable', error)
      }
      yield* ready
      ready = []
    }
  }

  #readDirectory(): void {
    const end = this.#findEnd()
    const count = this.#view.getUint16(end + 10, true)
    if (count > MAX_ENTRIES) throw new WorkbookFault('workbook_too_large')
    let at = this.#view.getUint32(end + 16, true)
    for (let i = 0; i < count; i++) at = this.#readEntry(at)
  }

  #findEnd(): number {
    const last = this.#bytes.length - END_LENGTH
    for (let at = last; at >= Math.max(0, last - MAX_COMMENT); at--)
      if (this.#view.getUint32(at, true) === END) return at
    return unreadable()
  }

  /** Gives where the next one begins. */
  #readEntry(at: number): number {
    const view = this.#view
    if (view.getUint32(at, true) !== ENTRY) unreadable()
    const nameAt = at + ENTRY_LENGTH
    const extraAt = nameAt + view.getUint16(at + 28, true)
    const commentAt = extraAt + view.getUint16(at + 30, true)
    const long = this.#longLengths(at, extraAt, commentAt)
    this.#entries.set(new TextDecoder().decode(this.#bytes.subarray(nameAt, extraAt)), {
      at: long.at,
      length: long.packed,
      method: view.getUint16(at + 10, true),
      isEncrypted: (view.getUint16(at + 8, true) & IS_ENCRYPTED) !== 0,
    })
    return commentAt + view.getUint16(at + 32, true)
  }

  /** Some writers tell lengths in 64 bits, however short a file is. */
  #longLengths(entry: number, from: number, to: number): { readonly packed: number; readonly at: number } {
    const view = this.#view
    const told = [20, 24, 42].map(offset => view.getUint32(entry + offset, true))
    if (told.includes(IN_64_BITS)) {
      let at = from
      while (at < to && view.getUint16(at, true) !== ZIP64) at += 4 + view.getUint16(at + 2, true)
      at += 4
      // Unpacked, packed, place: only those that did not fit.
      for (const i of [1, 0, 2]) {
        if (told[i] !== IN_64_BITS) continue
        told[i] = Number(view.getBigUint64(at, true))
        at += 8
      }
    }
    return { packed: told[0]!, at: told[2]! }
  }
}
