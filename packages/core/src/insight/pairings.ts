import type { KeptLine } from './sold-receipt.ts'

/** A receipt of more categories is no basket but a wholesale: its pairs would say nothing, and be hundreds. */
const LARGEST_BASKET = 20

/** The categories of kept goods, each once, in order. */
const basketOf = (lines: readonly Pick<KeptLine, 'category'>[]): readonly string[] =>
  [...new Set(lines.flatMap(({ category }) => category ?? []))].toSorted()

/** The categories that come together on a receipt, two and two, the lower first (S10). */
export const pairsOf = (lines: readonly Pick<KeptLine, 'category'>[]): readonly (readonly [string, string])[] => {
  const basket = basketOf(lines)
  return basket.length > LARGEST_BASKET ? [] : basket.flatMap((a, i) => basket.slice(i + 1).map(b => [a, b] as const))
}
