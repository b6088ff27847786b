import type { KeptLine } from './sold-receipt.ts'

/** A receipt of more categories is no basket but a wholesale: its pairs would say nothing, and be hundreds. */
const LARGEST_BASKET = 20

/** The categories of a receipt, each once and lower first, as far as they say what is bought together (S10). */
export const basketOf = (lines: readonly Pick<KeptLine, 'category'>[]): readonly string[] => {
  const basket = [...new Set(lines.flatMap(({ category }) => category ?? []))].toSorted()
  return basket.length > LARGEST_BASKET ? [] : basket
}

/** The elements of a list two and two, in its order. */
export const pairsOf = <Item>(items: readonly Item[]): readonly (readonly [Item, Item])[] =>
  items.flatMap((a, i) => items.slice(i + 1).map(b => [a, b] as const))
