import type { SoldReceipt } from '@laurel/core'

/**
 * All that a member has bought and kept, as one text: each line is eight characters, of which seven are codes of
 * values and one is a day, so that whether there is such a line is one GLOB over the text instead of a walk through receipts.
 * No character stands for two things: where a pattern begins with a value, its place in the line is known.
 */

/** What of a line has a code, in the order of the text; the day stands before the last. */
export const goodsKinds = ['category', 'size', 'brand', 'color', 'style', 'store', 'sku'] as const
export type GoodsKind = (typeof goodsKinds)[number]

/** What a line's text tells, in its order. */
export const goodsPlaces = ['category', 'size', 'brand', 'color', 'style', 'store', 'day', 'sku'] as const
export type GoodsPlace = (typeof goodsPlaces)[number]

/** Begins a line. */
export const LINE = '\n'
/** Begins a receipt. */
export const RECEIPT = '\f'
/** Stands for what a line does not say. */
const NONE = '_'
/** Stands nowhere in a text. */
export const NOWHERE = '\u0001'

/** The days of 1970-01-01 and after have characters of their own. */
const FIRST_DAY_CHARACTER = 0x4000
/** Below what UTF-16 is made of. */
const LAST_DAY_CHARACTER = 0xd7ff

/** The code points that are codes: neither days nor what GLOB reads as more than itself. */
export const CODE_RANGES = [
  [0x60, 0x7e],
  [0xa0, FIRST_DAY_CHARACTER - 1],
  [0x1_0000, 0x10_ffff],
] as const

/** The code after one, the first of all after 0; null where there is none left. */
export const nextCode = (code: number): number | null => {
  for (const [first, last] of CODE_RANGES) if (code < last) return Math.max(code + 1, first)
  return null
}

const dayIn = (day: number): number => day + FIRST_DAY_CHARACTER

/** A day's character; null for one that has none. */
const dayCharacter = (day: number): string | null =>
  day < 0 || dayIn(day) > LAST_DAY_CHARACTER ? null : String.fromCodePoint(dayIn(day))

/** The days from one through another, as what stands between the brackets of a pattern. */
export const dayCharacters = (from: number | null, through: number | null): string => {
  const first = Math.max(dayIn(from ?? 0), FIRST_DAY_CHARACTER)
  const last = Math.min(through === null ? Infinity : dayIn(through), LAST_DAY_CHARACTER)
  return first > last ? NOWHERE : `${String.fromCodePoint(first)}-${String.fromCodePoint(last)}`
}

/** A line of a receipt with its article. */
export type SoldGoods = SoldReceipt['lines'][number] & { readonly sku: string }
export type ReceiptOfGoods = Omit<SoldReceipt, 'lines'> & { readonly lines: readonly SoldGoods[] }

/** One value with its kind, as a key. */
export const goodsKey = (kind: string, value: string): string => `${kind} ${value}`

const valuesOf = (receipt: ReceiptOfGoods, line: SoldGoods): readonly (readonly [GoodsKind, string | null])[] =>
  goodsKinds.map(kind => [kind, kind === 'store' ? receipt.store : line[kind]])

const keptLines = ({ lines }: ReceiptOfGoods): readonly SoldGoods[] =>
  lines.filter(line => line.returned < line.quantity)

/** Every value that the texts of some receipts are made of, once, kinds with few values first. */
export const goodsValues = (receipts: readonly ReceiptOfGoods[]): readonly (readonly [GoodsKind, string])[] => {
  const found = new Map<string, readonly [GoodsKind, string]>()
  for (const receipt of receipts)
    for (const line of keptLines(receipt))
      for (const [kind, value] of valuesOf(receipt, line))
        if (value !== null) found.set(goodsKey(kind, value), [kind, value])
  return [...found.values()].toSorted(([a], [b]) => goodsKinds.indexOf(a) - goodsKinds.indexOf(b))
}

/** The text of what was kept of a member's receipts; null where a value has no code or a day no character. */
export const goodsText = (receipts: readonly ReceiptOfGoods[], codes: ReadonlyMap<string, number>): string | null => {
  let text = ''
  for (const receipt of receipts) {
    const lines = keptLines(receipt)
    if (lines.length > 0) text += RECEIPT
    const day = dayCharacter(receipt.occurredOn)
    if (day === null) return null
    for (const line of lines) {
      const written = valuesOf(receipt, line).map(([kind, value]) => {
        if (value === null) return NONE
        const code = codes.get(goodsKey(kind, value))
        return code === undefined ? null : String.fromCodePoint(code)
      })
      if (written.includes(null)) return null
      text += `${LINE}${written.slice(0, -1).join('')}${day}${written.at(-1)}`
    }
  }
  return text
}

/** Whether two texts tell the same, in whatever order their receipts and lines are. */
export const sameGoods = (a: string, b: string): boolean => {
  if (a === b) return true
  const [one, other] = [a, b].map(text =>
    text
      .split(RECEIPT)
      .map(receipt => receipt.split(LINE).toSorted().join(LINE))
      .toSorted()
      .join(RECEIPT),
  )
  return one === other
}
