import type { CdnowRow } from './cdnow-file.ts'

/** A receipt of the file as `POST /v1/purchases/batch` takes it, but for the member's id. */
export interface CdnowReceipt {
  readonly row: CdnowRow
  readonly body: {
    readonly store: string
    readonly externalId: string
    readonly occurredAt: string
    readonly lines: readonly [Readonly<Record<string, string | number>>]
    readonly tenders: readonly { readonly kind: 'card'; readonly amount: number }[]
  }
}

/** The member's `externalId` for a customer of the file. */
export const memberExternalId = (customer: string) => `cdnow-${customer}`

const offsetOf = new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', timeZoneName: 'longOffset' })

/** Noon of a day in New York, RFC 3339: the file tells no time of day. */
export function noonInNewYork(day: string): string {
  const name = offsetOf.formatToParts(new Date(`${day}T17:00:00Z`)).find(part => part.type === 'timeZoneName')
  return `${day}T12:00:00${name?.value.slice('GMT'.length)}`
}

/**
 * One line for the CDs of one receipt. The file knows only their sum: where it does not divide to the cent, the line
 * carries the sum itself.
 */
function lineOf({ quantity, cents }: CdnowRow) {
  const unitPrice = Math.floor(cents / quantity)
  const line = { sku: 'CD', brand: 'cdnow', category: 'music', quantity, unitPrice }
  return unitPrice * quantity === cents ? line : { ...line, total: cents }
}

/**
 * The receipts of a file, oldest first; of one day in the file's order.
 *
 * A row of $0 is a receipt all the same (something was taken home for nothing): it is recorded, earns nothing, and has
 * nothing to pay, so it has no tender.
 */
export function cdnowReceipts(rows: readonly CdnowRow[]): CdnowReceipt[] {
  const ofDay = new Map<string, number>()
  return rows
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.line - b.line))
    .map(row => {
      const key = `${row.customer}-${row.day.replaceAll('-', '')}`
      const n = (ofDay.get(key) ?? 0) + 1
      ofDay.set(key, n)
      return {
        row,
        body: {
          store: 'cdnow-online',
          externalId: `cdnow-${key}-${n}`,
          occurredAt: noonInNewYork(row.day),
          lines: [lineOf(row)],
          tenders: row.cents === 0 ? [] : [{ kind: 'card', amount: row.cents }],
        },
      }
    })
}

/** What the books must hold of one customer, from the file alone. */
export interface Expected {
  readonly receipts: number
  readonly cents: number
  /** One point for each whole dollar of each receipt. */
  readonly points: number
}

const nothing: Expected = { receipts: 0, cents: 0, points: 0 }

/** Several sums as one. */
export const sumOf = (sums: Iterable<Expected>): Expected =>
  [...sums].reduce(
    (a, b) => ({ receipts: a.receipts + b.receipts, cents: a.cents + b.cents, points: a.points + b.points }),
    nothing,
  )

/** What the books must hold, by customer. */
export function expectedOf(rows: readonly CdnowRow[]): Map<string, Expected> {
  const expected = new Map<string, Expected>()
  for (const { customer, cents } of rows) {
    const receipt = { receipts: 1, cents, points: Math.floor(cents / 100) }
    expected.set(customer, sumOf([expected.get(customer) ?? nothing, receipt]))
  }
  return expected
}
