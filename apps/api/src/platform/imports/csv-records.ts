import { MAX_RECORD, type FileRecord } from './file-kind.ts'

const DELIMITERS = [',', ';', '\t'] as const
type Delimiter = (typeof DELIMITERS)[number]

const delimiterOf = (header: string): Delimiter =>
  DELIMITERS.map(delimiter => ({ delimiter, count: header.split(delimiter).length })).reduce((most, one) =>
    one.count > most.count ? one : most,
  ).delimiter

/** Loaded where a file comes in, not with the app. */
const parser = async () => (await import('csv-parse/browser/esm/sync')).parse

/**
 * Records of RFC 4180 out of text that comes in pieces of whole lines. The library reads cells; which of them are whole is told here,
 * since a quoted cell may go on in the next piece. A record that cannot be read is one, and the next begins after its line.
 */
export class CsvReader {
  #text = ''
  /** How far it has been looked at; up to there the record under way is as `#state` says. */
  #at = 0
  #state: 'start' | 'plain' | 'quoted' = 'start'
  #delimiter: Delimiter | null = null

  async push(text: string): Promise<FileRecord[]> {
    this.#text += text
    return this.#records(false)
  }

  async end(): Promise<FileRecord[]> {
    if (this.#text !== '' && !this.#text.endsWith('\n')) this.#text += '\n'
    return this.#records(true)
  }

  async #records(isEnd: boolean): Promise<FileRecord[]> {
    this.#delimiter ??= this.#text.includes('\n') ? delimiterOf(this.#text.slice(0, this.#text.indexOf('\n'))) : null
    if (this.#delimiter === null) return []
    const parse = await parser()
    const options = { delimiter: this.#delimiter, relax_quotes: true, relax_column_count: true }
    const read = (records: string): FileRecord[] => {
      try {
        return parse(records, options)
      } catch {
        return []
      }
    }
    return this.#whole(this.#delimiter, isEnd).flatMap(records => {
      if (records === null) return [null]
      const all = read(records.join(''))
      return all.length === records.length ? all : records.map(record => read(record)[0] ?? null)
    })
  }

  /** Cuts off the records that are whole, in groups; null for one that is none. */
  #whole(delimiter: Delimiter, isEnd: boolean): (string[] | null)[] {
    const groups: (string[] | null)[] = []
    let start = 0
    const take = (end: number) => {
      const record = this.#text.slice(start, end)
      start = end
      this.#state = 'start'
      if (record.trim() === '') return
      const group = groups.at(-1)
      if (group) group.push(record)
      else groups.push([record])
    }
    for (; ; this.#at++) {
      const isOver = this.#at >= this.#text.length
      if (isOver && (!isEnd || start >= this.#text.length)) break
      // One that has no end by then has a quotation mark too many.
      if (isOver || this.#at - start > MAX_RECORD) {
        start = this.#text.indexOf('\n', start) + 1
        groups.push(null)
        this.#state = 'start'
        this.#at = start
      }
      const letter = this.#text[this.#at]
      if (letter === '"') this.#quote()
      else if (this.#state !== 'quoted') {
        if (letter === '\n') take(this.#at + 1)
        else this.#state = letter === delimiter ? 'start' : 'plain'
      }
    }
    this.#text = this.#text.slice(start)
    this.#at -= start
    return groups
  }

  /** A quotation mark opens a cell at its start, closes it within, and is a letter like any other elsewhere. */
  #quote(): void {
    if (this.#state === 'start') this.#state = 'quoted'
    else if (this.#state === 'quoted') this.#state = this.#text[this.#at + 1] === '"' ? this.#doubled() : 'plain'
  }

  #doubled(): 'quoted' {
    this.#at++
    return 'quoted'
  }
}
