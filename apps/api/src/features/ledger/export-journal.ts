import { formatDay, startOfDay, type Day } from '@laurel/core'
import { findLastTransaction } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore } from '../../platform/enter-program.ts'
import { csvFormat } from './csv-format.ts'
import { hledgerFormat } from './hledger-format.ts'
import { exportedEntry, type JournalFormat } from './journal-format.ts'
import { journalPages, type JournalRange } from './journal-pages.ts'
import { jsonFormat } from './json-format.ts'

export const journalFormats = { json: jsonFormat, csv: csvFormat, hledger: hledgerFormat } satisfies Record<
  string,
  JournalFormat
>

export interface JournalQuery {
  readonly format: keyof typeof journalFormats
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

export interface JournalFile {
  readonly name: string
  readonly mediaType: string
  readonly text: AsyncIterableIterator<string>
}

/**
 * The whole journal of a program as a file, read through a connection of its own and written page by page, so that
 * neither its length nor a slow reader stands in a till's way.
 */
export const exportJournal = async (caller: Caller, query: JournalQuery): Promise<JournalFile> => {
  const { program, rows } = await enterProgram(caller, [findLastTransaction({})])
  requireStore(program, null)
  const [[last]] = rows
  const { timeZone } = program.timeline
  const { currency } = program.rules.document
  const { from, to } = query
  const range: JournalRange = {
    lastId: last?.id ?? 0,
    from: from === undefined ? -Infinity : startOfDay(from, timeZone),
    before: to === undefined ? Infinity : startOfDay(to + 1, timeZone),
  }
  const { begin, mediaType, extension } = journalFormats[query.format]
  const writer = begin({
    programId: program.id,
    name: program.name,
    currency,
    timeZone,
    from: from === undefined ? null : formatDay(from),
    to: to === undefined ? null : formatDay(to),
  })
  const reader = await caller.deps.databases.reader(program.id)
  const write = async function* (): AsyncGenerator<string> {
    let count = 0
    let head = writer.head
    for await (const entries of journalPages(reader, range)) {
      count += entries.length
      yield head + writer.body(entries.map(entry => exportedEntry(entry, timeZone)))
      head = ''
    }
    yield writer.tail(count)
  }
  return { name: `journal-${program.id}.${extension}`, mediaType, text: write() }
}
