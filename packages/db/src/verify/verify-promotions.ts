import { compilePromotion, type Promotion } from '@laurel/core'
import {
  listPromotionsAfter,
  promotionRevisionOf,
  type PromotionRevisionRow,
} from '../promotions/promotions.repository.ts'
import { keptAwardFacts } from '../purchases/kept-facts.ts'
import type { SaleLineRow, SaleRow } from './verify.queries.ts'

/** The revisions of a program's promotions, as far as they have been read: with each page of members the later ones. */
export class KnownRevisions {
  readonly byId = new Map<number, Promotion>()
  readonly #timeZone: string

  constructor(timeZone: string) {
    this.#timeZone = timeZone
  }

  get later() {
    return listPromotionsAfter({ id: [...this.byId.keys()].at(-1) ?? 0 })
  }

  add(rows: readonly PromotionRevisionRow[]): void {
    for (const row of rows) this.byId.set(row.id, compilePromotion(promotionRevisionOf(row), this.#timeZone))
  }
}

/** The promotions that looked at a purchase, and the ids of those that are not to be found. */
export interface LookingPromotions {
  readonly known: readonly Promotion[]
  readonly unknown: readonly number[]
}

/** The rows of a purchase's promotions with their revisions. */
export const lookingPromotions = (
  rows: readonly { readonly revisionId: number }[],
  revisions: ReadonlyMap<number, Promotion>,
): LookingPromotions => ({
  known: rows.flatMap(({ revisionId }) => revisions.get(revisionId) ?? []),
  unknown: rows.filter(({ revisionId }) => !revisions.has(revisionId)).map(({ revisionId }) => revisionId),
})

/** The promotions of a purchase: each has its revision, counted at that instant, and looks at such a receipt. */
export const verifyPromotions = (
  kept: { readonly purchase: SaleRow; readonly lines: readonly SaleLineRow[] },
  { known, unknown }: LookingPromotions,
): string[] => {
  if (known.length === 0 && unknown.length === 0) return []
  const facts = keptAwardFacts(kept, known)
  const codes = known.map(({ code }) => code)
  return [
    ...unknown.map(id => `has a promotion without its revision ${id}`),
    ...codes.filter((code, i) => codes.indexOf(code) !== i).map(code => `has two revisions of promotion ${code}`),
    ...known.flatMap(promotion =>
      promotion.ended || promotion.effectiveAt > facts.occurredAt || !promotion.looksAt(facts, facts.lines)
        ? [`has promotion ${promotion.code}, which did not look at it`]
        : [],
    ),
  ]
}
