import { addSafe } from '../money/safe.ts'
import { mulDiv } from '../money/mul-div.ts'
import { SCALE } from '../money/scaled.ts'
import { splitProportionally } from '../money/split.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import type { AwardFacts, LineFacts } from '../purchases/receipt.ts'
import { compileMultipliers, type LineMultiplier } from './multipliers.ts'

/** What one line earned and why. Amounts in minor units, points whole. */
export interface LineAward {
  readonly eligible: boolean
  /** The line's share of the cash part. */
  readonly cashMinor: number
  readonly multiplier: LineMultiplier
  /** The limit that cut this line's points, and what they were before it. */
  readonly cap: { readonly limit: 'receipt' | 'day' | 'month' | 'membershipYear'; readonly uncapped: number } | null
  readonly points: number
}

/** What a receipt earned and why: enough to recompute it by hand. */
export interface Award {
  readonly lines: readonly LineAward[]
  readonly points: number
  readonly memberCashMinor: number
}

interface Uncapped {
  readonly eligible: boolean
  readonly cashMinor: number
  readonly multiplier: LineMultiplier
  readonly points: number
}

/** Rounds the receipt's exact points once, and gives each line its whole part, the rest to the largest remainders. */
const roundOverReceipt = (
  lines: readonly { cashMinor: number; weight: number }[],
  divisor: number,
  rounding: 'floor' | 'halfUp' | 'ceil',
): number[] => {
  const exact = lines.map(line => BigInt(line.cashMinor) * BigInt(line.weight))
  const d = BigInt(divisor)
  const sum = exact.reduce((total, n) => total + n, 0n)
  const total = rounding === 'floor' ? sum / d : rounding === 'ceil' ? (sum + d - 1n) / d : (2n * sum + d) / (2n * d)
  if (total > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('more points than can be counted exactly')
  const whole = exact.map(n => n / d)
  let left = Number(total - whole.reduce((a, n) => a + n, 0n))
  const points = whole.map(Number)
  const byRemainder = exact
    .map((n, i) => ({ i, remainder: n % d }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1))
  for (const { i } of byRemainder) if (left-- > 0) points[i]!++
  return points
}

/**
 * Compiles the earning rules to one closure: facts in, award with its explanation out (S1, S2).
 * Throws RangeError where points would leave the exact integers.
 */
export const compileAward = (rules: Pick<ProgramRules, 'earning' | 'memberCash'>): ((facts: AwardFacts) => Award) => {
  const { rate, rounding, grain, excluded, caps } = rules.earning
  const multiplierOf = compileMultipliers(rules.earning)
  const divisor = rate.perMinor * SCALE
  const noBrands = new Set(excluded?.brands)
  const noCategories = new Set(excluded?.categories)
  const eligible = (line: LineFacts): boolean =>
    !(
      (excluded?.promotional === true && line.promotional) ||
      (line.brand !== null && noBrands.has(line.brand)) ||
      (line.category !== null && noCategories.has(line.category))
    )

  const uncapped = (facts: AwardFacts): Uncapped[] => {
    const cash = splitProportionally(
      facts.cashMinor,
      facts.lines.map(line => line.totalMinor),
    )
    const judged = facts.lines.map((line, i) => {
      const multiplier = multiplierOf(facts, line)
      const counts = eligible(line)
      return { eligible: counts, cashMinor: cash[i]!, multiplier, weight: counts ? rate.points * multiplier.value : 0 }
    })
    const points =
      grain === 'line'
        ? judged.map(line => mulDiv(line.cashMinor, line.weight, divisor, rounding))
        : judged.length === 1
          ? [mulDiv(judged[0]!.cashMinor, judged[0]!.weight, divisor, rounding)]
          : roundOverReceipt(judged, divisor, rounding)
    return judged.map(({ eligible, cashMinor, multiplier }, i) => ({ eligible, cashMinor, multiplier, points: points[i]! }))
  }

  const memberCash = (points: number): number =>
    rules.memberCash ? mulDiv(points, rules.memberCash.perPoint.minor, rules.memberCash.perPoint.points, 'floor') : 0

  return facts => {
    const lines = uncapped(facts)
    const total = lines.reduce((sum, line) => addSafe(sum, line.points), 0)
    const limits = [
      ...(caps?.receiptPoints === undefined ? [] : [{ limit: 'receipt' as const, points: caps.receiptPoints }]),
      ...(facts.room === null ? [] : [facts.room]),
    ]
    const tightest = limits.reduce<(typeof limits)[number] | null>((a, b) => (a && a.points <= b.points ? a : b), null)
    if (!tightest || total <= tightest.points)
      return { lines: lines.map(line => ({ ...line, cap: null })), points: total, memberCashMinor: memberCash(total) }
    const kept = splitProportionally(
      tightest.points,
      lines.map(line => line.points),
    )
    return {
      lines: lines.map((line, i) => ({
        ...line,
        points: kept[i]!,
        cap: kept[i]! < line.points ? { limit: tightest.limit, uncapped: line.points } : null,
      })),
      points: tightest.points,
      memberCashMinor: memberCash(tightest.points),
    }
  }
}
