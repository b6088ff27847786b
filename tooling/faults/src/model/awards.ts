import type { ProgramRules } from '@laurel/core'

export interface SoldLine {
  readonly brand: string | null
  readonly quantity: number
  /** What all of it cost. */
  readonly total: number
  /** What the brand gives, its cap not yet looked at. */
  readonly brandMultiplier: number
  readonly contractRate: number | null
}

export interface Tender {
  readonly kind: string
  readonly amount: number
}

/** A promotion as it was when it looked at a sale. */
export interface Promotion {
  readonly code: string
  readonly brand: string | null
  readonly tier: string | null
  readonly minimum: number
  readonly gives: { readonly multiplier: number } | { readonly bonus: number }
}

/** A sale with all that it was judged by. */
export interface Judged {
  readonly rules: ProgramRules
  readonly tier: string | null
  readonly birthday: boolean
  readonly lines: readonly SoldLine[]
  readonly tenders: readonly Tender[]
  readonly promotions: readonly Promotion[]
}

export interface Award {
  readonly points: number
  readonly memberCash: number
  /** The cash part. */
  readonly spend: number
  /** What stays paid, tender by tender. */
  readonly paid: readonly number[]
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0)
const roundings = { floor: Math.floor, ceil: Math.ceil, halfUp: (n: number) => Math.floor(n + 0.5) }
const share = (total: number, part: number, of: number): number =>
  of === 0 ? 0 : Math.floor((2 * total * part + of) / (2 * of))

/** Each part of a total to the unit, largest remainder first, of equal ones the earlier. */
export const split = (total: number, weights: readonly number[]): number[] => {
  const all = sum(weights)
  if (total === 0) return weights.map(() => 0)
  const parts = weights.map(weight => Math.floor((total * weight) / all))
  const byRest = weights.map((weight, i) => ({ i, rest: (total * weight) % all }))
  byRest.sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of byRest.slice(0, total - sum(parts))) parts[i]!++
  return parts
}

/** The most that a brand may give: contract rate over rebate rate, where the program says so. */
export const brandCap = ({ earning, memberCash }: ProgramRules, contractRate: number | null): number => {
  if (earning.brandCap === 'none') return Infinity
  if (contractRate === null) return 1
  if (memberCash === null) return Infinity
  const { minor, points } = memberCash.perPoint
  return (Math.round(contractRate * 10_000) * earning.rate.perMinor * points) / (earning.rate.points * minor) / 10_000
}

const spokenFor = ({ rules, tier, birthday }: Judged, { brandMultiplier, contractRate }: SoldLine): number[] =>
  rules.earning.multipliers.map(rule => {
    switch (rule.source) {
      case 'brand':
        return Math.min(brandMultiplier, Math.max(1, brandCap(rules, contractRate)))
      case 'tier':
        return rule.values[tier ?? ''] ?? 1
      case 'birthday':
        return birthday ? (rule.values[tier ?? ''] ?? 1) : 1
      default:
        throw new Error(`the model does not know ${rule.source}`)
    }
  })

/** What a sale earns when only so many of each line are kept (DOMAIN "For every program", S2, S29). */
export const awardFor = (sale: Judged, kept: readonly number[]): Award => {
  const { rules, lines, tenders } = sale
  const totals = lines.map((line, i) => share(line.total, kept[i]!, line.quantity))
  let [left, open] = [sum(totals), sum(tenders.map(tender => tender.amount))]
  const paid = tenders.map(({ amount }) => {
    const part = share(left, amount, open)
    left -= part
    open -= amount
    return part
  })
  const spend = sum(paid.filter((_, i) => rules.earning.cashTenders.some(kind => kind === tenders[i]!.kind)))
  const cash = split(spend, totals)
  const promoted = sale.promotions.flatMap(promotion => {
    if (promotion.tier !== null && promotion.tier !== sale.tier) return []
    const isFor = lines.map((line, i) => kept[i]! > 0 && (promotion.brand === null || promotion.brand === line.brand))
    return isFor.includes(true) && sum(cash.filter((_, i) => isFor[i])) >= promotion.minimum
      ? [{ gives: promotion.gives, isFor }]
      : []
  })
  const exact = lines.map((line, i) => {
    const more = promoted.flatMap(({ gives, isFor }) => (isFor[i] && 'multiplier' in gives ? [gives.multiplier] : []))
    const multiplier = Math.max(1, ...spokenFor(sale, line), ...more)
    // Times ten thousand, multipliers are whole: nothing is lost before the one division.
    return cash[i]! * rules.earning.rate.points * Math.round(multiplier * 10_000)
  })
  const round = (n: number) => roundings[rules.earning.rounding](n / (rules.earning.rate.perMinor * 10_000))
  const bonus = sum(promoted.map(({ gives }) => ('bonus' in gives ? gives.bonus : 0)))
  const points = bonus + (rules.earning.grain === 'line' ? sum(exact.map(round)) : round(sum(exact)))
  const perPoint = rules.memberCash?.perPoint
  return { points, memberCash: perPoint ? Math.floor((points * perPoint.minor) / perPoint.points) : 0, spend, paid }
}
