// The build for browsers: the other one wants Node's Buffer, which Workers have not.
import { stringify } from 'csv-stringify/browser/esm/sync'
import { amountText, currencyDigits } from '../../platform/decimals.ts'
import type { ExportedEntry, JournalFormat } from './journal-format.ts'

const columns = [
  'transaction',
  'kind',
  'date',
  'occurredAt',
  'recordedAt',
  'rulesVersion',
  'cause',
  'causeId',
  'member',
  'account',
  'unit',
  'amount',
  'currency',
] as const

const rowsOf = (entry: ExportedEntry, currency: string, digits: number) =>
  entry.postings.map(({ account, unit, amount }) => [
    entry.id,
    entry.kind,
    entry.on,
    entry.occurredAt,
    entry.recordedAt,
    entry.rulesVersion,
    entry.because.cause,
    entry.because.id,
    entry.memberId,
    account,
    unit,
    amountText(unit, amount, digits),
    unit === 'points' ? '' : currency,
  ])

/** RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8; one posting a row. */
export const csvFormat: JournalFormat = {
  mediaType: 'text/csv; charset=utf-8',
  extension: 'csv',
  begin: ({ currency }) => {
    const digits = currencyDigits(currency)
    return {
      head: stringify([], { bom: true, header: true, columns, record_delimiter: 'windows' }),
      body: entries =>
        stringify(
          entries.flatMap(entry => rowsOf(entry, currency, digits)),
          { record_delimiter: 'windows' },
        ),
      tail: () => '',
    }
  },
}
