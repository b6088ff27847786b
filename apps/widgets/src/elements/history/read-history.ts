import { integer, list, readName, text, type LocalizedName, type Wire } from '../../api/me.ts'

/** What came or went of points, member cash or prepaid. */
export interface Change {
  readonly unit: string
  readonly amount: number
}

/** One entry of the member's ledger. Points are whole; member cash and prepaid are minor units. */
export interface Entry {
  readonly kind: string
  /** What it is the effect of, and which one: a receipt, a return, a redemption. */
  readonly cause: string
  readonly causeId: string
  /** The day in the program's time zone, as the API writes it. */
  readonly on: string
  readonly changes: readonly Change[]
}

/** One line of a receipt. Money is minor units. */
export interface ReceiptLine {
  readonly name: LocalizedName
  readonly quantity: number
  readonly returned: number
  readonly total: number
  readonly points: number
  readonly multiplier: number
  /** Why it was multiplied. */
  readonly because: string
}

/** A receipt with what it earned, line by line. */
export interface Receipt {
  /** Its own id, and those of its returns. */
  readonly ids: readonly string[]
  readonly on: string
  /** The till's own; empty where it gave none. */
  readonly number: string
  readonly total: number
  readonly points: number
  readonly lines: readonly ReceiptLine[]
}

/** What has been redeemed, by the id under which the ledger names it. */
export interface RedeemedReward {
  readonly id: string
  readonly name: LocalizedName
}

/** Narrows an entry of `GET /v1/me/ledger`. */
export function readEntry(wire: Wire): Entry | null {
  const on = dayOf(wire['occurredAt'])
  const own = list(wire['postings']).filter(({ account }) => text(account).startsWith('member:'))
  const changes = own.map(({ unit, amount }) => ({ unit: text(unit), amount: integer(amount) }))
  const because = wire['because']
  return on
    ? { kind: text(wire['kind']), cause: text(because?.['cause']), causeId: text(because?.['id']), on, changes }
    : null
}

/** Narrows an entry of `GET /v1/me/purchases`. */
export function readReceipt(wire: Wire): Receipt | null {
  const on = dayOf(wire['occurredAt'])
  if (!on) return null
  const awards = list(wire['explanation']?.['lines'])
  return {
    ids: [wire, ...list(wire['returns'])].map(({ id }) => text(id)),
    on,
    number: text(wire['externalId']),
    total: integer(wire['total']),
    points: integer(wire['points']?.['earned']),
    lines: list(wire['lines']).map((line, index) => {
      const award = awards.find(one => integer(one['line']) === index)
      const multiplier: unknown = award?.['multiplier']?.['value']
      return {
        name: readName(line['name'], text(line['name']) || text(line['sku'])),
        quantity: integer(line['quantity']),
        returned: integer(line['returned']),
        total: integer(line['total']),
        points: integer(award?.['points']),
        multiplier: typeof multiplier === 'number' ? multiplier : 1,
        because: text(award?.['multiplier']?.['because']),
      }
    }),
  }
}

/** Narrows an entry of `GET /v1/me/redemptions` to its name; one without a name says nothing. */
export function readRedeemed(wire: Wire): RedeemedReward | null {
  const id = text(wire['id'])
  return id ? { id, name: readName(wire['name'], '') } : null
}

/** Instants come in the program's own time zone: their day is what the member's day was. */
function dayOf(instant: unknown): string {
  const [day = ''] = /^\d{4}-\d\d-\d\d/.exec(text(instant)) ?? []
  return day
}
