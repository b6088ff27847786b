import { sql } from 'drizzle-orm'
import type { Database, Statement } from '../database.ts'
import { $, insertAllInto, raw, readAll, select, write } from '../statement.ts'
import { goodsKey, goodsText, goodsValues, nextCode, type GoodsKind, type ReceiptOfGoods } from './goods-text.ts'
import { goodsCodes, memberGoods } from './insight.tables.ts'

const listCodesOf = select<{ values: string }>()(
  { kind: goodsCodes.kind, value: goodsCodes.value, code: goodsCodes.code },
  () =>
    raw(sql`SELECT c.kind, c.value, c.code FROM json_each(${$('values')}) v
      CROSS JOIN goods_codes c ON c.kind = v.value ->> 0 AND c.value = v.value ->> 1`),
)
const findLastCode = select<Record<string, never>>()({ code: sql<number>`code` }, () =>
  raw(sql`SELECT coalesce(max(code), 0) FROM goods_codes`),
)

const codesByKey = (known: readonly { readonly kind: string; readonly value: string; readonly code: number }[]) =>
  new Map(known.map(({ kind, value, code }) => [goodsKey(kind, value), code]))

const insertCodes = insertAllInto(goodsCodes)
const insertGoods = insertAllInto(memberGoods)
const forgetGoods = write<{ memberIds: string }>(
  raw(sql`DELETE FROM member_goods WHERE member_id IN (SELECT value FROM json_each(${$('memberIds')}))`),
)

/** So many codes are remembered at once. */
const MOST_KNOWN = 200_000

/** The codes of values, which never change once there are any: what was read once is not asked for again. */
export class KnownCodes {
  #codes = new Map<string, number>()

  /** The codes of those of some values that have one, among others. */
  async of(
    database: Database,
    values: readonly (readonly [GoodsKind, string])[],
  ): Promise<ReadonlyMap<string, number>> {
    if (this.#codes.size > MOST_KNOWN) this.#codes = new Map()
    const unknown = values.filter(([kind, value]) => !this.#codes.has(goodsKey(kind, value)))
    if (unknown.length === 0) return this.#codes
    const [found] = await readAll(database, [listCodesOf({ values: JSON.stringify(unknown) })])
    for (const [key, code] of codesByKey(found)) this.#codes.set(key, code)
    return this.#codes
  }
}

/** Codes for values that have none yet, as far as there are codes left. */
const newCodes = (values: readonly (readonly [GoodsKind, string])[], last: number) => {
  let code: number | null = last
  return values.flatMap(([kind, value]) => {
    code = code === null ? null : nextCode(code)
    return code === null ? [] : [{ kind, value, code }]
  })
}

/**
 * Puts what some members have bought, as a text, in the place of what was; of who has kept nothing, nothing stays. Where
 * another has given the same codes meanwhile, the commit is refused.
 */
export const putGoods = async (
  database: Database,
  memberIds: readonly number[],
  receiptsOf: (memberId: number) => readonly ReceiptOfGoods[],
): Promise<readonly Statement[]> => {
  const values = goodsValues(memberIds.flatMap(receiptsOf))
  const [known, [last]] = await readAll(database, [listCodesOf({ values: JSON.stringify(values) }), findLastCode({})])
  const codes = codesByKey(known)
  const added = newCodes(
    values.filter(([kind, value]) => !codes.has(goodsKey(kind, value))),
    last!.code,
  )
  for (const { kind, value, code } of added) codes.set(goodsKey(kind, value), code)
  const rows = memberIds.flatMap(memberId => {
    const goods = goodsText(receiptsOf(memberId), codes)
    return goods === '' ? [] : [{ memberId, goods }]
  })
  return [...insertCodes(added), forgetGoods({ memberIds: JSON.stringify(memberIds) }), ...insertGoods(rows)]
}
