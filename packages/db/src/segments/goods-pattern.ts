import type { MemberTest, ValueTest } from '@laurel/core'
import type { BindValue } from '../database.ts'
import { dayCharacters, goodsPlaces, LINE, NOWHERE, RECEIPT, type GoodsPlace } from '../insight/goods-text.ts'

type LinesTest = Extract<MemberTest, { readonly op: 'some' }>

/** The most receipts that one pattern counts, and the most values that it names: the engine takes 50,000 bytes. */
const MOST_RECEIPTS = 100
const MOST_NAMED = 8_000

/** One place of a line in a pattern: SQL of its text, whether that is one character, and how many values it names. */
interface Place {
  readonly sql: string
  readonly args: readonly BindValue[]
  readonly isOne: boolean
  readonly named: number
}

const ofDays = (is: ValueTest): Place | null => {
  const days = 'in' in is ? is.in : null
  if (days?.some(day => typeof day !== 'number')) return null
  const within = days
    ? (days as readonly number[]).map(day => dayCharacters(day, day)).join('')
    : dayCharacters((is as { from: number | null }).from, (is as { through: number | null }).through)
  return { sql: '?', args: [`[${NOWHERE}${within}]`], isOne: false, named: days?.length ?? 1 }
}

const ofValues = (place: GoodsPlace, is: ValueTest): Place | null => {
  if (!('in' in is)) return null
  const codes = `FROM goods_codes WHERE kind = '${place}' AND value IN (SELECT value FROM json_each(?))`
  const args = [JSON.stringify(is.in)]
  return is.in.length === 1
    ? { sql: `coalesce((SELECT char(code) ${codes}), '${NOWHERE}')`, args, isOne: true, named: 1 }
    : {
        sql: `'[${NOWHERE}' || coalesce((SELECT group_concat(char(code), '') ${codes}), '') || ']'`,
        args,
        isOne: false,
        named: is.in.length,
      }
}

/** What each place of a line is asked; undefined where nothing is, null where the text cannot tell. */
const placesOf = ({ where }: LinesTest): Readonly<Partial<Record<GoodsPlace, Place>>> | null => {
  const asked: Partial<Record<GoodsPlace, Place>> = {}
  for (const { column, is } of where) {
    const name = goodsPlaces.find(place => place === column)
    const place = name && (name === 'day' ? ofDays(is) : ofValues(name, is))
    if (!name || !place || asked[name]) return null
    asked[name] = place
  }
  return asked
}

/** Where in the text a line that is asked for is looked for. */
const anchorOf = (asked: Readonly<Partial<Record<GoodsPlace, Place>>>): string => {
  const first = goodsPlaces.find(place => asked[place])
  // A receipt's lines have one store and one day, so that the first one tells.
  if (goodsPlaces.every(place => !asked[place] || place === 'store' || place === 'day')) return `${RECEIPT}${LINE}`
  // A character that stands for one thing leads to it at once.
  return first && asked[first]!.isOne ? '' : LINE
}

/**
 * The GLOB pattern, as SQL, of texts that have such lines on so many receipts; null where a pattern cannot tell. It is
 * put together once for a whole statement.
 */
export const goodsPattern = (test: LinesTest): { readonly sql: string; readonly args: readonly BindValue[] } | null => {
  const { distinct, sum } = test
  const receipts = distinct?.atLeast ?? 1
  if (sum || (distinct && distinct.column !== 'purchase') || receipts < 1 || receipts > MOST_RECEIPTS) return null
  const asked = placesOf(test)
  if (!asked) return null
  const named = Object.values(asked).reduce((all, place) => all + place.named, 1)
  if (named * receipts > MOST_NAMED) return null
  const anchor = anchorOf(asked)
  const last = goodsPlaces.findLastIndex(place => asked[place])
  const begins = anchor === '' ? goodsPlaces.findIndex(place => asked[place]) : 0
  // From one such line to one of another receipt; where a line is looked for at its receipt's beginning, that is another's.
  const onward = anchor.startsWith(RECEIPT) ? '*' : `*${RECEIPT}*`
  const places = goodsPlaces.slice(begins, last + 1).map(place => asked[place] ?? { sql: `'?'`, args: [] })
  return {
    sql: `(SELECT '*' || replace(hex(zeroblob(${receipts - 1})), '00', line || '${onward}') || line || '*'
      FROM (SELECT ${[`'${anchor}'`, ...places.map(({ sql }) => sql)].join(' || ')} AS line))`,
    args: places.flatMap(({ args }) => args),
  }
}
