import type { Day, Instant } from '../calendar/day.ts'
import { keptTotal } from '../returns/kept-goods.ts'

/** A line as insight reads it: what was bought, and how much of it came back. */
export interface SoldLine {
  readonly brand: string | null
  readonly category: string | null
  readonly size: string | null
  readonly color: string | null
  readonly style: string | null
  readonly quantity: number
  readonly returned: number
  /** Of the whole line as it was sold. */
  readonly totalMinor: number
  readonly promotional: boolean
}

/** A receipt as insight reads it. */
export interface SoldReceipt {
  readonly store: string
  readonly occurredAt: Instant
  readonly occurredOn: Day
  /** The cash part, the points and the member cash, each net of returns. */
  readonly spendMinor: number
  readonly points: number
  readonly memberCashMinor: number
  readonly lines: readonly SoldLine[]
}

/** A line of which something was kept. */
export interface KeptLine extends Pick<SoldLine, 'brand' | 'category' | 'size' | 'color' | 'style' | 'promotional'> {
  readonly units: number
  readonly salesMinor: number
  /** What was paid for one, to the minor unit, half up: of three for ¥100 it is ¥33.33. */
  readonly unitPriceMinor: number
}

/** A receipt of which something was kept, with nothing but that. */
export interface KeptReceipt extends Omit<SoldReceipt, 'lines'> {
  readonly lines: readonly KeptLine[]
}

const keptLine = ({ quantity, returned, totalMinor, ...line }: SoldLine): KeptLine[] =>
  returned >= quantity
    ? []
    : [
        {
          ...line,
          units: quantity - returned,
          salesMinor: keptTotal(totalMinor, quantity, quantity - returned),
          unitPriceMinor: keptTotal(totalMinor, quantity, 1),
        },
      ]

/** What was kept: returned units are left out, and a receipt that was wholly returned does not count (S11). */
export const keptReceipts = (receipts: readonly SoldReceipt[]): readonly KeptReceipt[] =>
  receipts.flatMap(receipt => {
    const lines = receipt.lines.flatMap(keptLine)
    return lines.length === 0 ? [] : [{ ...receipt, lines }]
  })

/** The sum of amounts. Figures stop at 2^53 − 1: what a till sent is no reason to fail at what is only told. */
export const sumUpTo = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => Math.min(sum + amount, Number.MAX_SAFE_INTEGER), 0)
