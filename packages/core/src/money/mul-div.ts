import { isSafeAmount } from './safe.ts'

/** `floor` drops the fraction, `ceil` rounds any fraction up, `halfUp` rounds from one half up. */
export type Rounding = 'floor' | 'halfUp' | 'ceil'

const roundsUp = <N extends number | bigint>(remainder: N, complement: N, mode: Rounding): boolean =>
  mode === 'ceil' ? remainder > 0 : mode === 'halfUp' && remainder >= complement

/**
 * a × b ÷ divisor, rounded once and otherwise exact, for whole numbers from 0 to 2^53 − 1 (divisor from 1).
 * Throws RangeError for other arguments, and when the result leaves ±(2^53 − 1).
 */
export const mulDiv = (a: number, b: number, divisor: number, mode: Rounding): number => {
  if (!isSafeAmount(a) || !isSafeAmount(b) || !isSafeAmount(divisor) || divisor === 0) {
    throw new RangeError(`not safe amounts: ${a} × ${b} ÷ ${divisor}`)
  }
  const product = a * b
  if (product <= Number.MAX_SAFE_INTEGER) {
    // Half the time of `%`. A quotient that was rounded up to the next whole number shows as a remainder below zero.
    let quotient = Math.floor(product / divisor)
    let remainder = product - quotient * divisor
    if (remainder < 0) remainder = product - --quotient * divisor
    return roundsUp(remainder, divisor - remainder, mode) ? quotient + 1 : quotient
  }
  const bigProduct = BigInt(a) * BigInt(b)
  const bigDivisor = BigInt(divisor)
  const remainder = bigProduct % bigDivisor
  const result = Number(bigProduct / bigDivisor) + (roundsUp(remainder, bigDivisor - remainder, mode) ? 1 : 0)
  if (!Number.isSafeInteger(result)) throw new RangeError(`result leaves the safe integers: ${a} × ${b} ÷ ${divisor}`)
  return result
}
