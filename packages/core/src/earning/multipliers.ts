import { parseDay, weekdayOf } from '../calendar/day.ts'
import { SCALE, toScaled } from '../money/scaled.ts'
import type { MultiplierRule, ProgramRules } from '../program/rules.schema.ts'
import type { AwardFacts, LineFacts } from '../purchases/receipt.ts'

export type MultiplierSource = MultiplierRule['source'] | 'promotion'

/** One multiplier that spoke for a line. `value` is scaled by 10,000. */
export interface ConsideredMultiplier {
  readonly source: MultiplierSource
  /** The campaign's or promotion's code, where one spoke. */
  readonly code?: string
  readonly value: number
  readonly applied: boolean
}

/** The multiplier of a line with how it came about. `value` is scaled by 10,000. */
export interface LineMultiplier {
  readonly value: number
  readonly because: MultiplierSource | 'none' | 'sum' | 'product'
  readonly considered: readonly ConsideredMultiplier[]
}

interface Voice {
  readonly source: MultiplierSource
  readonly code?: string
  /** Scaled by 10,000, or undefined where this source says nothing about the whole receipt. */
  readonly ofReceipt?: (facts: AwardFacts) => number | undefined
  /** The same, of a single line. */
  readonly ofLine?: (facts: AwardFacts, line: LineFacts) => number | undefined
}

const scaled = (value: number): number => {
  const exact = toScaled(value)
  if (exact === null) throw new RangeError(`not a multiplier: ${value}`)
  return exact
}

const table = (values: Readonly<Record<string, number | undefined>>): ReadonlyMap<string, number> =>
  new Map(Object.entries(values).flatMap(([code, value]) => (value === undefined ? [] : [[code, scaled(value)]])))

const memberOf = (codes: readonly string[] | undefined): ((code: string | null) => boolean) => {
  if (!codes) return () => true
  const set = new Set(codes)
  return code => code !== null && set.has(code)
}

/** Turns one rule of the document into the closure that speaks for it. */
const voiceOf = (rule: MultiplierRule): Voice => {
  switch (rule.source) {
    case 'brand':
      return {
        source: 'brand',
        ofLine: (_, line) => (line.brandMultiplier === SCALE ? undefined : line.brandMultiplier),
      }
    case 'category': {
      const values = table(rule.values)
      return {
        source: 'category',
        ofLine: (_, line) => (line.category === null ? undefined : values.get(line.category)),
      }
    }
    case 'store': {
      const values = table(rule.values)
      return { source: 'store', ofReceipt: facts => values.get(facts.store) }
    }
    case 'weekday': {
      const values = table(rule.values)
      return { source: 'weekday', ofReceipt: facts => values.get(String(weekdayOf(facts.businessDay))) }
    }
    case 'tier': {
      const values = table(rule.values)
      return { source: 'tier', ofReceipt: facts => (facts.tier === null ? undefined : values.get(facts.tier)) }
    }
    case 'birthday': {
      const values = table(rule.values)
      const withoutTier = rule.withoutTier === undefined ? undefined : scaled(rule.withoutTier)
      return {
        source: 'birthday',
        ofReceipt: facts => (!facts.birthday ? undefined : facts.tier === null ? withoutTier : values.get(facts.tier)),
      }
    }
    case 'campaign': {
      const [from, through] = [parseDay(rule.fromOn)!, parseDay(rule.throughOn)!]
      const value = scaled(rule.value)
      const [stores, brands, categories, tiers] = [rule.stores, rule.brands, rule.categories, rule.tiers].map(memberOf)
      return {
        source: 'campaign',
        code: rule.code,
        ofLine: (facts, line) =>
          facts.businessDay >= from &&
          facts.businessDay <= through &&
          stores!(facts.store) &&
          brands!(line.brand) &&
          categories!(line.category) &&
          tiers!(facts.tier)
            ? value
            : undefined,
      }
    }
  }
}

const NONE: LineMultiplier = { value: SCALE, because: 'none', considered: [] }

/** A multiplier that speaks for a line, from outside the rules or by them. */
export type SpokenMultiplier = Omit<ConsideredMultiplier, 'applied'>

const sumOf = (spoken: readonly SpokenMultiplier[]): number =>
  Math.max(
    0,
    spoken.reduce((sum, { value }) => sum + value - SCALE, SCALE),
  )

/** The product as a reader sees it, rounded down to 1/10,000; the award itself takes the factors, unrounded. */
const productOf = (spoken: readonly SpokenMultiplier[]): number => {
  const product = spoken.reduce((product, { value }) => product * BigInt(value), BigInt(SCALE))
  const shown = Number(product / BigInt(SCALE) ** BigInt(spoken.length))
  if (!Number.isSafeInteger(shown)) throw new RangeError('a multiplier beyond the exact integers')
  return shown
}

type Considered = { -readonly [K in keyof ConsideredMultiplier]: ConsideredMultiplier[K] }

const consider = (source: MultiplierSource, code: string | undefined, value: number): Considered =>
  code === undefined ? { source, value, applied: false } : { source, code, value, applied: false }

/** The largest of ×1 and all that spoke. */
const highestOf = (spoken: Considered[]): LineMultiplier => {
  let best: Considered | undefined
  for (const one of spoken) if (one.value > (best?.value ?? SCALE)) best = one
  if (best) best.applied = true
  return { value: best?.value ?? SCALE, because: best?.source ?? 'none', considered: spoken }
}

const together =
  (combine: 'sum' | 'product', valueOf: (spoken: readonly SpokenMultiplier[]) => number) =>
  (spoken: Considered[]): LineMultiplier => {
    for (const one of spoken) one.applied = true
    return { value: valueOf(spoken), because: combine, considered: spoken }
  }

const combinations: Readonly<Record<ProgramRules['earning']['combine'], (spoken: Considered[]) => LineMultiplier>> = {
  highest: highestOf,
  sum: together('sum', sumOf),
  product: together('product', productOf),
}

/**
 * Compiles the document's multipliers: for each line of a receipt the value and every one that was considered, those of
 * promotions last. `highest`: the largest of ×1 and all that apply; `sum`: ×1 and what each adds beyond it; `product`:
 * all multiplied, its `value` shown rounded down (S2). Throws RangeError for a product beyond 2^53 − 1.
 */
export const compileMultipliers = (
  earning: Pick<ProgramRules['earning'], 'multipliers' | 'combine'>,
): ((facts: AwardFacts, promoted?: (line: number) => readonly SpokenMultiplier[]) => LineMultiplier[]) => {
  const voices = earning.multipliers.map(voiceOf)
  const combine = combinations[earning.combine]
  return (facts, promoted) => {
    // Asked once a receipt, however many lines it has.
    const ofReceipt = voices.map(voice => voice.ofReceipt?.(facts))
    let shared: LineMultiplier | undefined
    return facts.lines.map((line, index) => {
      let spoken: Considered[] | undefined
      let isShared = promoted === undefined
      for (let i = 0; i < voices.length; i++) {
        const { source, code, ofLine } = voices[i]!
        const value = ofLine ? ofLine(facts, line) : ofReceipt[i]
        if (value === undefined) continue
        if (ofLine) isShared = false
        ;(spoken ??= []).push(consider(source, code, value))
      }
      if (promoted)
        for (const { source, code, value } of promoted(index)) (spoken ??= []).push(consider(source, code, value))
      if (!spoken) return NONE
      return isShared ? (shared ??= combine(spoken)) : combine(spoken)
    })
  }
}
