/** One row of a CDNOW file: what one customer bought on one day. */
export interface CdnowRow {
  /** Its line in the file, from 1. */
  readonly line: number
  readonly customer: string
  /** `YYYY-MM-DD`. */
  readonly day: string
  readonly quantity: number
  /** US cents, exact. */
  readonly cents: number
}

/** A file that is not what it should be; the message names the line. */
export class CdnowFileError extends Error {
  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`)
    this.name = 'CdnowFileError'
  }
}

const columns = 'master id, customer id, date (YYYYMMDD), number of CDs, dollars'
const maxCents = 100_000_000_00

function parseDay(text: string, line: number): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const iso = `${year}-${month}-${day}`
  const date = new Date(`${iso}T00:00:00Z`)
  // 19970231 is read as 3 March by some engines and as no date by others; neither is what was written.
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso)
    throw new CdnowFileError(line, `"${text}" is no date (YYYYMMDD)`)
  return iso
}

/** Dollars as cents, by their digits: a float would lose some. */
function parseCents(text: string, line: number): number {
  const [, dollars, cents = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text) ?? []
  if (dollars === undefined) throw new CdnowFileError(line, `"${text}" is no amount of dollars such as 12.99`)
  const amount = Number(dollars) * 100 + Number(cents.padEnd(2, '0'))
  if (amount > maxCents) throw new CdnowFileError(line, `"${text}" dollars is more than any receipt here may be`)
  return amount
}

function parseQuantity(text: string, line: number): number {
  const quantity = /^\d{1,6}$/.test(text) ? Number(text) : 0
  // The data has receipts of $0, but none of no CDs: a receipt without goods is a fault of the file.
  if (quantity < 1) throw new CdnowFileError(line, `"${text}" is no number of CDs (1 or more)`)
  return quantity
}

/**
 * The rows of a CDNOW file, in its order.
 * @throws CdnowFileError that names the first line at fault
 */
export function parseCdnow(text: string): CdnowRow[] {
  const rows: CdnowRow[] = []
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1
    const fields = content.trim().split(/\s+/)
    if (fields.length === 1 && fields[0] === '') continue
    if (fields.length !== 5) throw new CdnowFileError(line, `is not five columns but ${fields.length} (${columns})`)
    const [master, customer, day, quantity, dollars] = fields as [string, string, string, string, string]
    for (const id of [master, customer])
      if (!/^\d{1,12}$/.test(id)) throw new CdnowFileError(line, `"${id}" is no id of digits`)
    rows.push({
      line,
      customer,
      day: parseDay(day, line),
      quantity: parseQuantity(quantity, line),
      cents: parseCents(dollars, line),
    })
  }
  if (rows.length === 0) throw new CdnowFileError(1, `the file holds no receipts (${columns})`)
  return rows
}
