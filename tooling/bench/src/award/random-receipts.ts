import { SCALE, type Birthday, type LineFacts } from '@laurel/core'

/** A receipt of three lines before anything is known of its day. */
export interface RawReceipt {
  readonly occurredAt: number
  readonly tier: 'VIP' | 'SUPREME'
  readonly birthday: Birthday | null
  readonly cashMinor: number
  readonly lines: readonly [LineFacts, LineFacts, LineFacts]
}

/** Numbers from 0 below 1, the same for the same seed (mulberry32). */
const randomFrom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const BRANDS = ['maison', 'lumiere', 'atelier', 'orient', 'jade']
/** Scaled by 10,000: most brands give no more than one point, cosmetics up to ×25 (S2). */
const MULTIPLIERS = [1, 1, 1, 1, 1.5, 2, 2.5, 3, 5, 25].map(multiplier => multiplier * SCALE)
const FROM = Date.UTC(2024, 0, 1)
const YEARS_MS = Date.UTC(2027, 0, 1) - FROM

/**
 * Draws receipts under Wanqian's rules: any instant of three years, one member in ten Supreme, birthdays solar, lunar
 * (one in ten) or unknown, one receipt in twenty on the month's days around the birthday, brands that multiply and brands that do not.
 */
export const drawReceipts = (seed: number): ((count: number) => RawReceipt[]) => {
  const random = randomFrom(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  const of = <T>(list: readonly T[]): T => list[below(list.length)]!
  const line = (): LineFacts => ({
    sku: `SKU-${below(1000)}`,
    quantity: 1,
    brand: of(BRANDS),
    category: 'apparel',
    promotional: false,
    totalMinor: random() < 0.02 ? 0 : below(10_000_00),
    brandMultiplier: of(MULTIPLIERS),
  })
  const birthday = (occurredAt: number): Birthday | null => {
    const kind = random()
    if (kind < 0.1) return null
    if (kind < 0.2) return { kind: 'lunar', month: 1 + below(12), day: 1 + below(30), leap: false }
    // A twentieth were born on the very day, as UTC has it: in the program's zone some of them were not.
    const [month, day] =
      kind < 0.25
        ? [new Date(occurredAt).getUTCMonth() + 1, new Date(occurredAt).getUTCDate()]
        : [1 + below(12), 1 + below(28)]
    return { kind: 'solar', year: null, month, day }
  }
  const receipt = (): RawReceipt => {
    const occurredAt = FROM + below(YEARS_MS)
    const lines = [line(), line(), line()] as const
    return {
      occurredAt,
      tier: random() < 0.1 ? 'SUPREME' : 'VIP',
      birthday: birthday(occurredAt),
      cashMinor: lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
      lines: [...lines],
    }
  }
  return count => Array.from({ length: count }, receipt)
}
