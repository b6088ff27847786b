import type { Instant } from '../calendar/day.ts'
import type { Promotion } from './promotion.ts'

/** All revisions of a program's promotions; each instant has those that were in force then. */
export interface PromotionTimeline {
  /** The promotions that are open to anybody at an instant, in the order of their publication. */
  readonly at: (instant: Instant) => readonly Promotion[]
  /** A revision by its id. Throws where there is none. */
  readonly revision: (id: number) => Promotion
  /** How many revisions there are; they are numbered from 1 without a gap. */
  readonly count: number
  /** The newest revision of each promotion, the first published first. */
  readonly latest: readonly Promotion[]
}

/** A revision with the instants between which it counts: until the next one of its code does, or its time is over. */
const spanOf = (promotion: Promotion, next: Promotion | undefined) => ({
  promotion,
  from: Math.max(promotion.effectiveAt, promotion.opensAt),
  until: Math.min(promotion.untilAt, next?.effectiveAt ?? Infinity),
})

/**
 * Builds the timeline of a program's promotions. A revision counts from the program's now when it was published; a late
 * receipt takes the one of its own instant, and of two from the same instant the later holds.
 */
export const promotionTimeline = (revisions: readonly Promotion[]): PromotionTimeline => {
  const ordered = revisions.toSorted((a, b) => a.id - b.id)
  const byId = new Map(ordered.map(promotion => [promotion.id, promotion]))
  const byCode = Map.groupBy(ordered, promotion => promotion.code)
  const spans = [...byCode.values()]
    .flatMap(own => own.map((promotion, i) => spanOf(promotion, own[i + 1])))
    .filter(({ promotion }) => !promotion.ended)
  return {
    at: instant =>
      spans.filter(({ from, until }) => from <= instant && instant < until).map(({ promotion }) => promotion),
    revision: id => {
      const promotion = byId.get(id)
      if (!promotion) throw new Error(`there is no revision ${id} of a promotion`)
      return promotion
    },
    count: ordered.length,
    latest: [...byCode.values()].map(own => own.at(-1)!),
  }
}
