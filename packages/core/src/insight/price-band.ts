import { mulDiv } from '../money/mul-div.ts'

/** The prices that a member accepts, in minor units: the 25th, 50th and 75th percentile of what each unit cost (S10). */
export interface PriceBand {
  readonly lowMinor: number
  readonly medianMinor: number
  readonly highMinor: number
}

/** So many units at a price. */
export interface PricedUnits {
  readonly unitPriceMinor: number
  readonly units: number
}

/** The price of the unit of a rank, from 0 up, of units in the order of their prices. */
const priceAt = (ordered: readonly PricedUnits[], rank: number): number => {
  let passed = 0
  for (const { unitPriceMinor, units } of ordered) {
    passed += units
    if (rank < passed) return unitPriceMinor
  }
  return ordered.at(-1)!.unitPriceMinor
}

/**
 * The quarters of the prices, by linear interpolation between the two nearest units, rounded half up; null without a
 * unit. However many units there are, each line is looked at once.
 */
export const priceBand = (paid: readonly PricedUnits[]): PriceBand | null => {
  const ordered = paid.toSorted((a, b) => a.unitPriceMinor - b.unitPriceMinor)
  const units = ordered.reduce((sum, line) => sum + line.units, 0)
  if (units === 0) return null
  const quarter = (quarters: number): number => {
    const place = (units - 1) * quarters
    const below = priceAt(ordered, Math.floor(place / 4))
    const rest = place % 4
    return rest === 0 ? below : below + mulDiv(priceAt(ordered, Math.floor(place / 4) + 1) - below, rest, 4, 'halfUp')
  }
  return { lowMinor: quarter(1), medianMinor: quarter(2), highMinor: quarter(3) }
}
