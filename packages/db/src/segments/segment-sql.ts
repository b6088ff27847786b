import {
  memberFactNames,
  SCALE,
  WEIGHED_SCALE,
  memberSets,
  type KnownMember,
  type MemberFactValue,
  type MemberSetName,
  type MemberTest,
  type ValueTest,
  type WeighedFact,
} from '@laurel/core'
import type { BindValue, Database, SqlValue } from '../database.ts'
import { RECEIPTS_MOVED } from '../insight/member-facts.repository.ts'
import type { Bound } from '../statement.ts'
import { goodsPattern } from './goods-pattern.ts'
import { FACTS, MEMBERS, SETS } from './segment-facts.ts'

// What a filter holds is only ever bound: names of facts, sets and columns come out of the tables of segment-facts.ts.

interface Rendered {
  readonly sql: string
  readonly args: readonly BindValue[]
}

/** NULL where the column is not known: a WHERE takes that for no, and an index serves it. */
const comparison = (column: string, is: ValueTest): Rendered => {
  if ('in' in is) {
    const [only, ...more] = is.in
    if (only !== undefined && more.length === 0) return { sql: `${column} = ?`, args: [only] }
    return { sql: `${column} IN (SELECT value FROM json_each(?))`, args: [JSON.stringify(is.in)] }
  }
  const { from, through } = is
  if (from === null) return { sql: `${column} <= ?`, args: [through] }
  if (through === null) return { sql: `${column} >= ?`, args: [from] }
  return { sql: `${column} BETWEEN ? AND ?`, args: [from, through] }
}

// A comparison with what is not known is no, as in core: never the NULL that NOT would pass on.
const value = (column: string, is: ValueTest): Rendered => {
  const { sql, args } = comparison(column, is)
  return { sql: `(${sql}) IS TRUE`, args }
}

const joinedBy = (word: 'AND' | 'OR', parts: readonly Rendered[]): Rendered => ({
  sql: parts.length === 0 ? (word === 'AND' ? '1' : '0') : `(${parts.map(({ sql }) => sql).join(` ${word} `)})`,
  args: parts.flatMap(({ args }) => args),
})

const columnOf = (set: MemberSetName, column: string): string => {
  if (!(memberSets[set] as readonly string[]).includes(column)) throw new Error(`${set} has no column "${column}"`)
  return `x.${column}`
}

/** How dear it is to find out: a fact 0, goods by their text 1, a set 2, receipts 3. */
const costOf = (test: MemberTest): number => {
  switch (test.op) {
    case 'and':
    case 'or':
      return Math.max(0, ...test.of.map(costOf))
    case 'not':
      return costOf(test.of)
    case 'score':
      return Math.max(0, ...test.of.map(one => costOf(one.test)))
    case 'some':
      if (test.set !== 'lines') return 2
      return goodsPattern(test) ? 1 : 3
    default:
      return 0
  }
}

/**
 * The cheap before the dear, and the dear only of whom it still matters. The engine would look through the sets of every
 * member first, since they need none of the tables that are joined after it; a CASE is not taken apart.
 */
const joinedInTurn = ({ op, of }: Extract<MemberTest, { readonly op: 'and' | 'or' }>): Rendered => {
  const facts = of.filter(test => costOf(test) === 0).map(renderTest)
  const sets = of
    .filter(test => costOf(test) > 0)
    .toSorted((a, b) => costOf(a) - costOf(b))
    .map(renderTest)
  const cheap = joinedBy(op === 'and' ? 'AND' : 'OR', facts)
  const last = sets.at(-1)
  if (!last) return cheap
  const before = [...(facts.length === 0 ? [] : [cheap]), ...sets.slice(0, -1)]
  if (before.length === 0) return last
  const [no, so] = op === 'and' ? ['NOT ', 0] : ['', 1]
  return {
    sql: `CASE ${before.map(({ sql }) => `WHEN ${no}${sql} THEN ${so}`).join(' ')} ELSE ${last.sql} END`,
    args: [...before, last].flatMap(({ args }) => args),
  }
}

type SetTest = Extract<MemberTest, { readonly op: 'some' }>

const someOf = ({ set, where, distinct, sum }: SetTest): Rendered => {
  const rows = joinedBy(
    'AND',
    where.map(({ column, is }) => comparison(columnOf(set, column), is)),
  )
  const from = `FROM (${SETS[set]}) x WHERE x.owner = m.id AND ${rows.sql}`
  if (sum)
    return {
      sql: `(SELECT coalesce(sum(${columnOf(set, sum.column)}), 0) ${from}) >= ?`,
      args: [...rows.args, sum.atLeast],
    }
  if (!distinct) return { sql: `EXISTS (SELECT 1 ${from})`, args: rows.args }
  return {
    sql: `(SELECT count(DISTINCT ${columnOf(set, distinct.column)}) ${from}) >= ?`,
    args: [...rows.args, distinct.atLeast],
  }
}

/** Whether `g` tells what `m` has bought up to now. */
const TOLD = `g.goods IS NOT NULL AND (f.seq = s.seq OR NOT ${RECEIPTS_MOVED})`

/** By the text of last night, of whom nothing was bought or brought back since; else by the receipts. */
const goodsOf = (test: SetTest): Rendered => {
  const receipts = someOf(test)
  const pattern = goodsPattern(test)
  if (!pattern) return receipts
  return {
    sql: `CASE WHEN ${TOLD} THEN g.goods GLOB ${pattern.sql} ELSE ${receipts.sql} END`,
    args: [...pattern.args, ...receipts.args],
  }
}

/** In the floating point of core, so that both come to the same. What is added is of no sign, and a whole part is cut. */
const weighedOf = (of: readonly WeighedFact[]): Rendered => ({
  sql: of
    .map(({ fact, rate, isWhole }) => {
      const part = `CAST(${FACTS[fact]} AS REAL) * ?`
      const added = isWhole ? `CAST((${part} + ${SCALE / 2}) / ${SCALE}.0 AS INTEGER)` : `${part} / ${SCALE}.0`
      return `${rate < 0 ? '-' : '+'} ${added}`
    })
    .join(' '),
  args: of.map(({ rate }) => Math.abs(rate)),
})

const sumBetween = (sum: Rendered, is: ValueTest): Rendered => {
  const { sql, args } = value(sum.sql, is)
  return { sql, args: [...sum.args, ...args] }
}

const scoreOf = (of: Extract<MemberTest, { readonly op: 'score' }>['of']): Rendered => {
  const parts = of.map(one => ({ weight: one.weight, ...renderTest(one.test) }))
  return {
    sql: parts.map(({ sql }) => `+ ? * (${sql})`).join(' '),
    args: parts.flatMap(({ weight, args }) => [weight, ...args]),
  }
}

/** What a test asks of `m` in {@link MEMBERS}: 0 or 1, never NULL. */
export const renderTest = (test: MemberTest): Rendered => {
  switch (test.op) {
    case 'and':
    case 'or':
      return joinedInTurn(test)
    case 'not': {
      const { sql, args } = renderTest(test.of)
      return { sql: `NOT ${sql}`, args }
    }
    case 'fact':
      return value(FACTS[test.fact], test.is)
    case 'weighed': {
      const { sql, args } = weighedOf(test.of)
      return sumBetween({ sql: `(0 ${sql}) * ${WEIGHED_SCALE}`, args }, test.is)
    }
    case 'score': {
      const { sql, args } = scoreOf(test.of)
      return sumBetween({ sql: `(0 ${sql})`, args }, test.is)
    }
    case 'unknown':
      return { sql: `(${FACTS[test.fact]}) IS NULL`, args: [] }
    case 'some':
      return test.set === 'lines' ? goodsOf(test) : someOf(test)
  }
}

/** A member that a test holds for, with the sealed person. */
export interface MatchingMember {
  readonly id: number
  readonly tier: string | null
  readonly cardNumber: string
  readonly wrappedKey: Uint8Array | null
  readonly identity: Uint8Array | null
}

const bytesOf = (value: SqlValue | undefined): Uint8Array | null =>
  value instanceof Uint8Array ? new Uint8Array(value) : null

const SHOWN = `m.id, s.tier,
  (SELECT number FROM cards WHERE member_id = m.id ORDER BY merged_from IS NOT NULL, number LIMIT 1), p.wrapped_key, p.identity`

const shown = ([id, tier, cardNumber, wrappedKey, identity]: readonly SqlValue[]): MatchingMember => ({
  id: id as number,
  tier: tier as string | null,
  cardNumber: cardNumber as string,
  wrappedKey: bytesOf(wrappedKey),
  identity: bytesOf(identity),
})

/** The newest members that a test holds for, each with how many there are in all: every member is looked at once. */
export const previewMatching = (
  test: MemberTest,
  limit: number,
): Bound<MatchingMember & { readonly members: number }> => {
  const { sql, args } = renderTest(test)
  return {
    sql: `WITH matching AS MATERIALIZED (SELECT m.id ${MEMBERS} AND ${sql})
      SELECT (SELECT count(*) FROM matching), ${SHOWN} FROM (SELECT id FROM matching ORDER BY id DESC LIMIT ?) newest
      JOIN members m ON m.id = newest.id LEFT JOIN standings s ON s.member_id = m.id
      LEFT JOIN profiles p ON p.member_id = m.id ORDER BY m.id DESC`,
    args: [...args, limit],
    decode: rows => rows.map(([members, ...row]) => ({ members: members as number, ...shown(row) })),
  }
}

/** The newest members that a test holds for, of those with ids below one. */
export const listMatching = (
  test: MemberTest,
  { beforeId, limit }: { readonly beforeId: number; readonly limit: number },
): Bound<MatchingMember> => {
  const { sql, args } = renderTest(test)
  return {
    sql: `SELECT ${SHOWN} ${MEMBERS} AND m.id < ? AND ${sql} ORDER BY m.id DESC LIMIT ?`,
    args: [beforeId, ...args, limit],
    decode: rows => rows.map(shown),
  }
}

/** The next members that a test holds for, of those with ids above one. */
export const listMatchingAfter = (
  test: MemberTest,
  { afterId, limit }: { readonly afterId: number; readonly limit: number },
): Bound<{ readonly id: number }> => {
  const { sql, args } = renderTest(test)
  return {
    sql: `SELECT m.id ${MEMBERS} AND m.id > ? AND ${sql} ORDER BY m.id LIMIT ?`,
    args: [afterId, ...args, limit],
    decode: rows => rows.map(([id]) => ({ id: id as number })),
  }
}

const setNames = Object.keys(memberSets) as MemberSetName[]

/** What is known of some members, for the same tests one by one; who is no active member is left out. */
export const readKnownMembers = async (
  database: Database,
  memberIds: readonly number[],
): Promise<ReadonlyMap<number, KnownMember>> => {
  const args = [JSON.stringify(memberIds)]
  const whose = 'IN (SELECT value FROM json_each(?))'
  const [facts, ...sets] = await database.read([
    { sql: `SELECT m.id, ${memberFactNames.map(name => FACTS[name]).join(', ')} ${MEMBERS} AND m.id ${whose}`, args },
    ...setNames.map(set => ({
      sql: `SELECT x.owner, ${memberSets[set].map(column => `x.${column}`).join(', ')} FROM (${SETS[set]}) x WHERE x.owner ${whose}`,
      args,
    })),
  ])
  const named = (names: readonly string[], row: readonly unknown[]) =>
    Object.fromEntries(names.map((name, i) => [name, row[i + 1] as MemberFactValue]))
  const rowsOf = setNames.map((set, i) =>
    Map.groupBy(
      sets[i]!.map(row => ({ owner: row[0] as number, row: named(memberSets[set], row) })),
      ({ owner }) => owner,
    ),
  )
  return new Map(
    facts!.map(row => [
      row[0] as number,
      {
        facts: named(memberFactNames, row) as KnownMember['facts'],
        sets: Object.fromEntries(
          setNames.map((set, i) => [set, (rowsOf[i]!.get(row[0] as number) ?? []).map(({ row }) => row)]),
        ) as unknown as KnownMember['sets'],
      },
    ]),
  )
}
