import type { Award } from '../src/earning/award.ts'
import type { ProgramRules } from '../src/program/rules.schema.ts'

/** A fraction of two whole numbers, the second above zero. */
type Fraction = readonly [bigint, bigint]

const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d]
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d]
const floor = ([a, b]: Fraction): bigint => a / b
const isAbove = (x: Fraction, y: Fraction): boolean => x[0] * y[1] > y[0] * x[1]

const rounded = (x: Fraction, mode: ProgramRules['earning']['rounding']): bigint => {
  const [a, b] = x
  if (mode === 'floor' || a % b === 0n) return floor(x)
  return mode === 'ceil' || 2n * (a % b) >= b ? floor(x) + 1n : floor(x)
}

/** A multiplier as a reader of the explanation works it out. */
const multiplierOf = (line: Award['lines'][number], combine: ProgramRules['earning']['combine']): Fraction =>
  combine === 'product'
    ? line.multiplier.considered.reduce<Fraction>(
        (product, { value }) => times(product, [BigInt(value), 10_000n]),
        [1n, 1n],
      )
    : [BigInt(line.multiplier.value), 10_000n]

/** Gives units one by one to whoever has the largest claim left, the first of equals. */
const handOut = (units: bigint, shares: readonly Fraction[]): bigint[] => {
  const given = shares.map(floor)
  const left = () => units - given.reduce((sum, n) => sum + n, 0n)
  const served = new Set<number>()
  while (left() > 0n) {
    let best = -1
    for (const [i, [a, b]] of shares.entries())
      if (!served.has(i) && (best < 0 || isAbove([a % b, b], [shares[best]![0] % shares[best]![1], shares[best]![1]])))
        best = i
    served.add(best)
    given[best]!++
  }
  return given
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, n) => sum + n, 0)

/** The points that promotions gave on top, each promotion's handed out by the cash part of its goods. */
const bonusesByHand = (award: Award, totals: readonly number[]): bigint[] =>
  award.promotions
    .flatMap(({ lines, gives }) =>
      gives.flatMap(gift => {
        if (gift.kind !== 'bonusPoints') return []
        const own = (amounts: readonly number[]) => amounts.map((amount, i) => (lines[i] ? amount : 0))
        const weights = [own(award.lines.map(line => line.cashMinor)), own(totals), own(totals.map(() => 1))].find(
          candidate => sumOf(candidate) > 0,
        )!
        const all = BigInt(sumOf(weights))
        return [
          handOut(
            BigInt(gift.points),
            weights.map(weight => [BigInt(gift.points) * BigInt(weight), all] as const),
          ),
        ]
      }),
    )
    .reduce(
      (sum, bonus) => sum.map((points, i) => points + bonus[i]!),
      totals.map(() => 0n),
    )

/**
 * What each line earned, worked out from the explanation, what the lines cost and the program's public figures alone:
 * fractions of whole numbers, no code of the engine.
 */
export const awardByHand = (
  award: Award,
  { rate, rounding, grain, combine }: ProgramRules['earning'],
  totals: readonly number[],
): bigint[] => {
  const exact = award.lines.map(line =>
    line.eligible
      ? times(
          times([BigInt(line.cashMinor), BigInt(rate.perMinor)], [BigInt(rate.points), 1n]),
          multiplierOf(line, combine),
        )
      : ([0n, 1n] as const),
  )
  const base =
    grain === 'line'
      ? exact.map(points => rounded(points, rounding))
      : handOut(rounded(exact.reduce(plus, [0n, 1n]), rounding), exact)
  const bonuses = bonusesByHand(award, totals)
  return base.map((points, i) => points + bonuses[i]!)
}

/** The same cut down to a limit, in proportion. */
export const cutByHand = (points: readonly bigint[], limit: number): bigint[] => {
  const total = points.reduce((sum, n) => sum + n, 0n)
  return total <= BigInt(limit)
    ? [...points]
    : handOut(
        BigInt(limit),
        points.map(n => [n * BigInt(limit), total] as const),
      )
}
