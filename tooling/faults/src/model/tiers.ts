import type { ProgramRules } from '@laurel/core'
import { monthAround, monthsLater, startOf, yearAround, yearlyAfter, type Span } from './days.ts'

/** A published document with the instant from which it holds. */
export interface Version {
  readonly rules: ProgramRules
  readonly from: number
}

/** What holds at an instant: what came into force last; of two at once, what was published later. */
export const rulesAt = (versions: readonly Version[], at: number): ProgramRules => {
  let last = versions[0]!
  for (const version of versions) if (version.from <= at && version.from >= last.from) last = version
  return last.rules
}

interface Event {
  readonly at: number
  /** Its place among what was recorded: of two of one instant, the one recorded first came first. */
  place: number
  readonly day: number
  readonly rules: ProgramRules
}

/** What is kept of a sale. */
export interface KeptSale extends Event {
  readonly points: number
  readonly spend: number
}

export interface Card {
  readonly tier: string | null
  readonly from: number
  readonly since: number
  readonly through: number | null
}

/** A tier set by hand, the class of a top-up, or the card that a merge kept. */
export type Act = Event &
  (
    | { readonly tier: string | null; readonly through: number | null }
    | { readonly plan: string }
    | { readonly kept: Card }
  )

export interface Life {
  readonly registeredOn: number
  readonly sales: readonly KeptSale[]
  readonly acts: readonly Act[]
}

type Tier = ProgramRules['tiers'][number]
type Threshold = Extract<Tier['entry'][number], { on: 'threshold' }>
type Hold = NonNullable<Tier['renewal']>

const tierOf = (rules: ProgramRules, code: string | null): Tier | null =>
  rules.tiers.find(tier => tier.code === code) ?? null
const rankOf = (rules: ProgramRules, code: string | null): number => tierOf(rules, code)?.rank ?? 0

/** Valid through; null where the tier does not end. */
const validThrough = (rules: ProgramRules, { validity }: Tier, from: number): number | null => {
  if (validity.kind === 'unlimited') return null
  if (validity.kind === 'months') return monthsLater(from, validity.months) - 1
  return yearAround(from, rules.membershipYear.startsOn).through
}

const given = (rules: ProgramRules, tier: Tier | null, day: number): Card => ({
  tier: tier?.code ?? null,
  from: day,
  since: day,
  through: tier && validThrough(rules, tier, day),
})

const sumOver = (sales: readonly KeptSale[], measure: Threshold['measure'], { from, through }: Span): number =>
  sales.reduce((sum, sale) => {
    if (sale.day < from || sale.day > through) return sum
    return sum + (measure === 'spend' ? sale.spend : sale.points)
  }, 0)

const windowAround = (rules: ProgramRules, window: Threshold['window'], day: number): Span => {
  if (window === 'day') return { from: day, through: day }
  if (window === 'month') return monthAround(day)
  if (window === 'membershipYear') return yearAround(day, rules.membershipYear.startsOn)
  return { from: -Infinity, through: Infinity }
}

/** The highest tier that a threshold of this kind opens; entry only raises. */
const entered = (
  rules: ProgramRules,
  card: Card,
  decided: Threshold['decided'],
  on: number,
  windowOn: number,
  sales: readonly KeptSale[],
): Card => {
  const open = rules.tiers.filter(
    tier =>
      tier.rank > rankOf(rules, card.tier) &&
      tier.entry.some(
        way =>
          way.on === 'threshold' &&
          way.decided === decided &&
          (!way.fromTiers || way.fromTiers.some(code => code === card.tier)) &&
          sumOver(sales, way.measure, windowAround(rules, way.window, windowOn)) >= way.atLeast,
      ),
  )
  const best = open.toSorted((a, b) => b.rank - a.rank)[0]
  return best ? given(rules, best, on) : card
}

const ended = (rules: ProgramRules, card: Card, on: number, sales: readonly KeptSale[]): Card => {
  const tier = tierOf(rules, card.tier)
  const holds = ({ window, measure, atLeast }: Hold) => {
    const span = window === 'validity' ? { from: card.from, through: on - 1 } : windowAround(rules, window, on - 1)
    return sumOver(sales, measure, span) >= atLeast
  }
  if (tier?.renewal && holds(tier.renewal)) return { ...given(rules, tier, on), since: card.since }
  return given(rules, tierOf(rules, tier?.fall?.find(way => !way.when || holds(way.when))?.to ?? null), on)
}

/** Whether a card is more than another: of a higher tier, or of the same and ends later. */
export const isMore = (rules: ProgramRules, one: Card, other: Card): boolean => {
  const above = rankOf(rules, one.tier) - rankOf(rules, other.tier)
  return above > 0 || (above === 0 && one.tier !== null && (one.through ?? Infinity) > (other.through ?? Infinity))
}

const acted = (card: Card, act: Act): Card => {
  const { rules, day } = act
  if ('kept' in act) return isMore(rules, act.kept, card) ? act.kept : card
  if ('plan' in act) {
    const gives = rules.tiers.filter(tier => tier.entry.some(way => way.on === 'topUp' && way.plan === act.plan))
    const best = gives.toSorted((a, b) => b.rank - a.rank)[0]
    return best && best.rank > rankOf(rules, card.tier) ? given(rules, best, day) : card
  }
  const set = given(rules, tierOf(rules, act.tier), day)
  return {
    ...set,
    since: set.tier === card.tier ? card.since : day,
    through: act.through ?? set.through,
  }
}

/**
 * The card that somebody holds at the end of a day, found as a clerk finds it: event by event, with the turns of
 * years and validities between them, all of them known in time (DOMAIN "For every program", S1).
 */
export const cardOn = (versions: readonly Version[], life: Life, through: number): Card => {
  const { registeredOn } = life
  // What came back altogether is as if it had never been.
  const kept = life.sales.filter(sale => sale.points !== 0 || sale.spend !== 0)
  const events = [...kept, ...life.acts].toSorted((a, b) => a.at - b.at || a.place - b.place)
  const first = rulesAt(versions, startOf(registeredOn))
  const byRegistration = first.tiers.find(tier => tier.entry.some(way => way.on === 'registration')) ?? null
  let card = given(first, byRegistration, registeredOn)
  const known: KeptSale[] = []
  let next = 0
  const begin = Math.min(registeredOn, events[0]?.day ?? Infinity)
  const startsOn = first.membershipYear.startsOn
  let review = yearlyAfter(begin, startsOn)
  // Between two of these days nothing can happen.
  const following = () =>
    Math.min(review, card.through === null ? Infinity : card.through + 1, events[next]?.day ?? Infinity)
  for (let day = begin; day <= through; day = following()) {
    const rules = rulesAt(versions, startOf(day))
    if (card.through !== null && card.through < day) card = ended(rules, card, day, known)
    if (day === review) {
      card = entered(rules, card, 'atReview', day, day - 1, known)
      review = yearlyAfter(day, startsOn)
    }
    for (; events[next]?.day === day; next++) {
      const event = events[next]!
      if ('points' in event) {
        known.push(event)
        card = entered(event.rules, card, 'atOnce', day, day, known)
      } else card = acted(card, event)
    }
  }
  return card
}
