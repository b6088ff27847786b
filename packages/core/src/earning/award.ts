import { mulDiv } from '../money/mul-div.ts'
import { addSafe, isSafeAmount } from '../money/safe.ts'
import { SCALE } from '../money/scaled.ts'
import { splitProportionally } from '../money/split.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import { judgePromotions, type JudgedPromotion } from '../promotions/judge-promotions.ts'
import { spreadBonus, type LineBonus } from '../promotions/spread-bonus.ts'
import type { AwardFacts, CapRoom, LineFacts } from '../purchases/receipt.ts'
import { compileMultipliers, type LineMultiplier, type SpokenMultiplier } from './multipliers.ts'
import { roundByLine, roundOverReceipt } from './round-points.ts'

/** What one line earned and why. Amounts in minor units, points whole. */
export interface LineAward {
  readonly eligible: boolean
  /** The line's share of the cash part. */
  readonly cashMinor: number
  readonly multiplier: LineMultiplier
  /** Points on top, from promotions. */
  readonly bonuses: readonly LineBonus[]
  /** The limit that cut this line's points, and what they were before it. */
  readonly cap: { readonly limit: 'receipt' | 'day' | 'month' | 'membershipYear'; readonly uncapped: number } | null
  readonly points: number
}

/** What a receipt earned and why: enough to recompute it by hand. */
export interface Award {
  readonly lines: readonly LineAward[]
  /** The promotions that were open to the member and have goods here, fulfilled or not. */
  readonly promotions: readonly JudgedPromotion[]
  readonly points: number
  readonly memberCashMinor: number
}

/**
 * The weights of a receipt's lines (0 for one that does not count) and the divisor they share: points are cash × weight ÷ divisor, rounded once. A
 * product keeps every decimal of its factors until then, so it needs a power of the scale, and integers beyond 2^53.
 */
const weighing = ({ rate, combine }: ProgramRules['earning']) => {
  if (combine !== 'product')
    return (multipliers: readonly LineMultiplier[], counts: readonly boolean[]) => ({
      weights: multipliers.map((multiplier, i) => (counts[i]! ? rate.points * multiplier.value : 0)),
      divisor: rate.perMinor * SCALE,
    })
  return (multipliers: readonly LineMultiplier[], counts: readonly boolean[]) => {
    const factors = Math.max(0, ...multipliers.map(multiplier => multiplier.considered.length))
    const scale = BigInt(SCALE)
    return {
      weights: multipliers.map(({ considered }, i) =>
        counts[i]!
          ? considered.reduce(
              (product, { value }) => product * BigInt(value),
              BigInt(rate.points) * scale ** BigInt(factors - considered.length),
            )
          : 0n,
      ),
      divisor: BigInt(rate.perMinor) * scale ** BigInt(factors),
    }
  }
}

/** Each line's share of the cash part. Mostly all is cash, and each line has its own total. */
const cashOfLines = ({ cashMinor, lines }: AwardFacts): number[] => {
  const totals = lines.map(line => line.totalMinor)
  let sum = 0
  for (const total of totals) sum += isSafeAmount(total) ? total : Number.NaN
  return sum === cashMinor ? totals : splitProportionally(cashMinor, totals)
}

const eligibility = (excluded: ProgramRules['earning']['excluded']): ((line: LineFacts) => boolean) => {
  if (!excluded) return () => true
  const brands = new Set(excluded.brands)
  const categories = new Set(excluded.categories)
  return line =>
    !(excluded.promotional === true && line.promotional) &&
    !(line.brand !== null && brands.has(line.brand)) &&
    !(line.category !== null && categories.has(line.category))
}

/** The limit that binds first: the receipt's own cap, or what is left of a longer one. Null where nothing limits. */
const tightestLimit = (
  receiptPoints: number | undefined,
  room: CapRoom | null,
): { readonly limit: 'receipt' | CapRoom['limit']; readonly points: number } | null =>
  receiptPoints === undefined || (room !== null && room.points < receiptPoints)
    ? room
    : { limit: 'receipt', points: receiptPoints }

const NOTHING: readonly never[] = []

/** The multipliers that promotions bring to a line. */
const promotedMultipliers = (judged: readonly JudgedPromotion[], line: number): readonly SpokenMultiplier[] =>
  judged.flatMap(({ promotion, lines, gives }) =>
    gives.flatMap(gift =>
      gift.kind === 'multiplier' && lines[line]
        ? [{ source: 'promotion' as const, code: promotion.code, value: gift.value }]
        : [],
    ),
  )

const pointsOf = (bonuses: readonly LineBonus[]): number => bonuses.reduce((sum, { points }) => addSafe(sum, points), 0)

/**
 * Compiles the earning rules to one closure: facts in, award with its explanation out (S1, S2). Promotions
 * that looked at the receipt bring multipliers, combined with the others, and points on top; caps bound all of it (S29).
 * Throws RangeError where points would leave the exact integers.
 */
export const compileAward = (rules: Pick<ProgramRules, 'earning' | 'memberCash'>): ((facts: AwardFacts) => Award) => {
  const { rounding, grain, excluded, caps } = rules.earning
  const multipliersOf = compileMultipliers(rules.earning)
  const eligible = eligibility(excluded)
  const weigh = weighing(rules.earning)
  const round = grain === 'line' ? roundByLine : roundOverReceipt
  const memberCash = (points: number): number =>
    rules.memberCash ? mulDiv(points, rules.memberCash.perPoint.minor, rules.memberCash.perPoint.points, 'floor') : 0

  return facts => {
    const cash = cashOfLines(facts)
    const counts = facts.lines.map(eligible)
    const promotions = facts.promotions.length === 0 ? NOTHING : judgePromotions(facts, cash, counts)
    const promoted = promotions.some(({ gives }) => gives.length > 0)
    const multipliers = multipliersOf(facts, promoted ? line => promotedMultipliers(promotions, line) : undefined)
    const { weights, divisor } = weigh(multipliers, counts)
    const weighted = cash.map((cashMinor, i) => ({ cashMinor, weight: weights[i]! }))
    const rounded = round(weighted, divisor, rounding)
    const bonuses = promoted ? spreadBonus(promotions, cash, facts.lines) : NOTHING
    const uncapped = promoted ? rounded.map((points, i) => addSafe(points, pointsOf(bonuses[i]!))) : rounded
    let total = 0
    for (const points of uncapped) total = addSafe(total, points)
    const limit = tightestLimit(caps?.receiptPoints, facts.room)
    const capped = limit !== null && total > limit.points
    const points = capped ? splitProportionally(limit.points, uncapped) : uncapped
    const earned = capped ? limit.points : total
    return {
      lines: points.map((points, i) => ({
        eligible: counts[i]!,
        cashMinor: cash[i]!,
        multiplier: multipliers[i]!,
        bonuses: bonuses[i] ?? NOTHING,
        cap: capped && points < uncapped[i]! ? { limit: limit.limit, uncapped: uncapped[i]! } : null,
        points,
      })),
      promotions,
      points: earned,
      memberCashMinor: memberCash(earned),
    }
  }
}
