import { SCALE } from '../money/scaled.ts'

/** A year's traffic and who comes; conversions are scaled by 10,000. */
export interface Traffic {
  readonly visits: number
  /** Each of them comes once. */
  readonly regulars: number
  readonly regularConversion: number
  readonly otherConversion: number
}

/**
 * The orders that so many visits bring (S26), rounded half up: regulars come once each and buy more often than the rest
 * of the visitors. More regulars than visits are refused by whoever asks.
 */
export const ordersOf = ({ visits, regulars, regularConversion, otherConversion }: Traffic): number => {
  const scaled = BigInt(regulars) * BigInt(regularConversion) + BigInt(visits - regulars) * BigInt(otherConversion)
  return Number((scaled + BigInt(SCALE / 2)) / BigInt(SCALE))
}
