import { sql, type SQL } from 'drizzle-orm'
import type { Row } from './database.ts'
import { decoderOf, select, type Bound, type Fields, type Rendered, type Values } from './statement.ts'

/** The rows of a select, column by column. */
export type Columns<R> = { readonly [K in keyof R]: readonly R[K][] }

/** Each field as the text of all its values. */
type Gathered<F extends Fields> = { [K in keyof F]: SQL.Aliased<string> }

/** The values of a column. RangeError for a number that JSON would have rounded. */
const valuesOf = (text: string): readonly unknown[] => {
  const values = JSON.parse(text) as unknown[]
  for (const value of values)
    if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER)
      throw new RangeError('An integer of the result is beyond ±(2^53 − 1)')
  return values
}

/**
 * Prepares a select that gives its rows as columns, each gathered into one text by the database itself: handing over
 * thousands of rows costs several times what finding them does. Rows come in the order in which the query meets them,
 * which it does not promise; a column may hold no bytes.
 */
export const selectColumns =
  <Args extends Readonly<Record<string, unknown>>>() =>
  <F extends Fields>(
    fields: F,
    build: (gathered: Gathered<F>) => Rendered,
  ): ((args: Args) => Bound<Columns<Values<F>>>) => {
    const names = Object.keys(fields)
    const gathered = Object.fromEntries(
      names.map(name => [name, sql<string>`json_group_array(${fields[name]})`.as(name)]),
    ) as Gathered<F>
    const decoders = names.map(name => decoderOf(fields[name]!))
    const decode = (rows: readonly Row[]): readonly Columns<Values<F>>[] =>
      rows.map(row => {
        const columns = names.map((name, i) => {
          const values = valuesOf(row[i] as string)
          const map = decoders[i]
          return [name, map ? values.map(value => (value === null ? null : map(value))) : values]
        })
        return Object.fromEntries(columns) as Columns<Values<F>>
      })
    const texts = select<Args>()(gathered, build)
    return args => ({ ...texts(args), decode })
  }
