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
  /** Scaled by 10,000, or undefined where this source says nothing about the line. */
  readonly speak: (facts: AwardFacts, line: LineFacts) => number | undefined
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
        speak: (_, line) => (line.brandMultiplier === SCALE ? undefined : line.brandMultiplier),
      }
    case 'category': {
      const values = table(rule.values)
      return {
        source: 'category',
        speak: (_, line) => (line.category === null ? undefined : values.get(line.category)),
      }
    }
    case 'store': {
      const values = table(rule.values)
      return { source: 'store', speak: facts => values.get(facts.store) }
    }
    case 'weekday': {
      const values = table(rule.values)
      return { source: 'weekday', speak: facts => values.get(String(weekdayOf(facts.businessDay))) }
    }
    case 'tier': {
      const values = table(rule.values)
      return { source: 'tier', speak: facts => (facts.tier === null ? undefined : values.get(facts.tier)) }
    }
    case 'birthday': {
      const values = table(rule.values)
      const withoutTier = rule.withoutTier === undefined ? undefined : scaled(rule.withoutTier)
      return {
        source: 'birthday',
        speak: facts => (!facts.birthday ? undefined : facts.tier === null ? withoutTier : values.get(facts.tier)),
      }
    }
    case 'campaign': {
      const [from, through] = [parseDay(rule.fromOn)!, parseDay(rule.throughOn)!]
      const value = scaled(rule.value)
      const [stores, brands, categories, tiers] = [rule.stores, rule.brands, rule.categories, rule.tiers].map(memberOf)
      return {
        source: 'campaign',
        code: rule.code,
        speak: (facts, line) =>
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

/**
 * Compiles the document's multipliers: per line the value and every one that was considered, those of promotions last.
 * `highest`: the largest of ×1 and all that apply; `sum`: ×1 and what each adds beyond it; `product`: all multiplied, its
 * `value` shown rounded down (S2). Throws RangeError for a product beyond 2^53 − 1.
 */
export const compileMultipliers = (
  earning: Pick<ProgramRules['earning'], 'multipliers' | 'combine'>,
): ((facts: AwardFacts, line: LineFacts, promoted?: readonly SpokenMultiplier[]) => LineMultiplier) => {
  const voices = earning.multipliers.map(voiceOf)
  const { combine } = earning
  return (facts, line, promoted) => {
    let spoken: SpokenMultiplier[] | undefined
    for (const { source, code, speak } of voices) {
      const value = speak(facts, line)
      if (value !== undefined) (spoken ??= []).push(code === undefined ? { source, value } : { source, code, value })
    }
    if (promoted && promoted.length > 0) (spoken ??= []).push(...promoted)
    if (!spoken) return NONE
    if (combine !== 'highest')
      return {
        value: combine === 'sum' ? sumOf(spoken) : productOf(spoken),
        because: combine,
        considered: spoken.map(one => ({ ...one, applied: true })),
      }
    let best: SpokenMultiplier | undefined
    for (const one of spoken) if (one.value > (best?.value ?? SCALE)) best = one
    return {
      value: best?.value ?? SCALE,
      because: best?.source ?? 'none',
      considered: spoken.map(one => ({ ...one, applied: one === best })),
    }
  }
}
