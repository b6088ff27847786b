import { mulDiv, type Rounding } from '../money/mul-div.ts'
import { isSafeAmount } from '../money/safe.ts'

/** A line's points before rounding are `cashMinor × weight ÷ divisor`, the divisor being the receipt's. */
export interface WeightedCash {
  readonly cashMinor: number
  readonly weight: number | bigint
}

const safeNumber = (points: bigint): number => {
  if (points > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('more points than can be counted exactly')
  return Number(points)
}

const safeWeight = (weight: number | bigint): bigint => {
  if (typeof weight === 'number' && !isSafeAmount(weight)) throw new RangeError(`not a safe weight: ${weight}`)
  return BigInt(weight)
}

const divided = (dividend: bigint, divisor: bigint, rounding: Rounding): bigint => {
  if (rounding === 'floor') return dividend / divisor
  return rounding === 'ceil' ? (dividend + divisor - 1n) / divisor : (2n * dividend + divisor) / (2n * divisor)
}

/** Rounds each line for itself. Throws RangeError beyond 2^53 − 1. */
export const roundByLine = (lines: readonly WeightedCash[], divisor: number | bigint, rounding: Rounding): number[] =>
  lines.map(({ cashMinor, weight }) =>
    typeof weight === 'number' && typeof divisor === 'number'
      ? mulDiv(cashMinor, weight, divisor, rounding)
      : safeNumber(divided(BigInt(cashMinor) * safeWeight(weight), BigInt(divisor), rounding)),
  )

/** The lines with a fraction, the largest first, ties to the lower index. */
const byRemainder = <N extends number | bigint>(remainders: readonly N[]): number[] =>
  remainders
    .map((_, index) => index)
    .toSorted((a, b) => (remainders[a]! > remainders[b]! ? -1 : remainders[a]! < remainders[b]! ? 1 : a - b))

const overReceiptInBigInts = (
  lines: readonly WeightedCash[],
  divisor: bigint,
  rounding: Rounding,
): { readonly whole: number[]; readonly more: number; readonly order: () => number[] } => {
  const exact = lines.map(line => BigInt(line.cashMinor) * safeWeight(line.weight))
  const total = divided(
    exact.reduce((sum, n) => sum + n, 0n),
    divisor,
    rounding,
  )
  safeNumber(total)
  const whole = exact.map(n => n / divisor)
  const more = Number(total - whole.reduce((sum, n) => sum + n, 0n))
  return { whole: whole.map(Number), more, order: () => byRemainder(exact.map(n => n % divisor)) }
}

const overReceiptInNumbers = (
  exact: readonly number[],
  divisor: number,
  rounding: Rounding,
): { readonly whole: number[]; readonly more: number; readonly order: () => number[] } => {
  const remainders = exact.map(n => n % divisor)
  const whole = exact.map((n, i) => (n - remainders[i]!) / divisor)
  const rest = remainders.reduce((sum, n) => sum + n, 0)
  return { whole, more: mulDiv(rest, 1, divisor, rounding), order: () => byRemainder(remainders) }
}

/**
 * Rounds the receipt's exact points once, and gives each line its whole part, the rest to the largest fractions, ties
 * to the lower index. Throws RangeError beyond 2^53 − 1.
 */
export const roundOverReceipt = (
  lines: readonly WeightedCash[],
  divisor: number | bigint,
  rounding: Rounding,
): number[] => {
  if (lines.length === 1) return roundByLine(lines, divisor, rounding)
  // NaN where a weight is no number, and too large where one is no safe one: neither is taken for exact below.
  const exact = lines.map(line => (typeof line.weight === 'number' ? line.cashMinor * line.weight : Number.NaN))
  // No product exceeds the sum, so this bounds every one of them too.
  const small = typeof divisor === 'number' && isSafeAmount(exact.reduce((sum, n) => sum + n, 0))
  const { whole, more, order } = small
    ? overReceiptInNumbers(exact, divisor, rounding)
    : overReceiptInBigInts(lines, BigInt(divisor), rounding)
  if (more > 0) for (const index of order().slice(0, more)) whole[index]!++
  return whole
}
