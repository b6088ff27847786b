import {
  Column,
  fillPlaceholders,
  getTableColumns,
  getTableName,
  is,
  Param,
  Placeholder,
  sql,
  type InferSelectModel,
  type SQL,
} from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/sqlite-proxy'
import { SQLiteSyncDialect, type SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { BindValue, Database, Row, SqlValue, Statement } from './database.ts'

/**
 * Drizzle types the rows and renders the SQL, once, at start-up; it never touches a database here. Rendering per
 * request would halve the rate of purchases.
 */
export const builder = drizzle(() => Promise.reject(new Error('statements are rendered here, never run')))

/** A statement with its arguments that knows how to read its own rows. */
export interface Bound<R> extends Statement {
  readonly decode: (rows: readonly Row[]) => readonly R[]
}

/** What a prepared select gives: one row of it. */
export type RowOf<S extends (args: never) => Bound<unknown>> = ReturnType<S> extends Bound<infer R> ? R : never

const dialect = new SQLiteSyncDialect()

/** SQL that drizzle's builder cannot say, with its columns and placeholders still drizzle's. */
export const raw = (text: SQL): { toSQL: () => { sql: string; params: unknown[] } } => ({
  toSQL: () => dialect.sqlToQuery(text),
})

/** A placeholder by name, for use inside a drizzle expression. */
export const $ = (name: string): Placeholder => sql.placeholder(name)

/** A column of a table that is joined from the left: null where it has no row. */
export const orNull = <C extends Column>(column: C): SQL<C['_']['data'] | null> =>
  sql`${column}`.mapWith(column) as SQL<C['_']['data'] | null>

/** A query that drizzle can put into words. */
export interface Rendered {
  toSQL: () => { sql: string; params: unknown[] }
}

type Filled = (values: Readonly<Record<string, unknown>>) => BindValue

/** How one parameter of a rendered statement is filled: looked at once, not at every use. */
const fillerOf = (param: unknown): Filled => {
  const placeholder = is(param, Placeholder) ? param : is(param, Param) ? param.value : null
  if (!is(placeholder, Placeholder)) return () => fillPlaceholders([param], {})[0] as BindValue
  const { name } = placeholder
  const map = is(param, Param) ? param.encoder.mapToDriverValue.bind(param.encoder) : null
  return values => {
    const value = values[name]
    if (value === undefined) throw new Error(`No value for placeholder "${name}" was provided`)
    return (map && value !== null ? map(value) : value) as BindValue
  }
}

/** Fills the parameters of a rendered statement, in their order. */
export const bindTo = (params: readonly unknown[]): ((values: Readonly<Record<string, unknown>>) => BindValue[]) => {
  const fillers = params.map(fillerOf)
  return values => fillers.map(fill => fill(values))
}

/** What a select gives: columns and expressions by name. */
export type Fields = Readonly<Record<string, Column | SQL.Aliased | SQL>>
/** A row of those fields. */
export type Values<F extends Fields> = {
  [K in keyof F]: F[K] extends Column
    ? ColumnData<F[K]>
    : F[K] extends SQL<infer T>
      ? T
      : F[K] extends SQL.Aliased<infer T>
        ? T
        : never
}
type ColumnData<C extends Column> = C['_']['notNull'] extends true ? C['_']['data'] : C['_']['data'] | null

interface Decoder {
  decoder?: { mapFromDriverValue: (value: unknown) => unknown }
}

/** How a value of the field is read; undefined where it is taken as it comes. */
export const decoderOf = (field: Fields[string]): ((value: unknown) => unknown) | undefined => {
  const decoder = 'mapFromDriverValue' in field ? field : (field as Decoder).decoder
  return decoder === undefined || decoder.mapFromDriverValue === Column.prototype.mapFromDriverValue
    ? undefined
    : decoder.mapFromDriverValue.bind(decoder)
}

/**
 * Prepares a select of the fields, in their order. The query is built by drizzle from those same fields:
 * `select(fields, f => builder.select(f).from(table).where(eq(table.id, $('id'))))`.
 */
export const select =
  <Args extends Readonly<Record<string, unknown>>>() =>
  <F extends Fields>(fields: F, build: (fields: F) => Rendered): ((args: Args) => Bound<Values<F>>) => {
    const rendered = build(fields).toSQL()
    const columns = Object.entries(fields).map(([name, field]) => {
      const map = decoderOf(field)
      return {
        name,
        map: (value: SqlValue | undefined) =>
          value === null || value === undefined || !map ? (value ?? null) : map(value),
      }
    })
    const decode = (rows: readonly Row[]): Values<F>[] =>
      rows.map(row => {
        const values: Record<string, unknown> = {}
        for (const [i, { name, map }] of columns.entries()) values[name] = map(row[i])
        return values as Values<F>
      })
    const bind = bindTo(rendered.params)
    return args => ({ sql: rendered.sql, args: bind(args), decode })
  }

/** Prepares a write; its placeholders are bound by name. */
export const write = <Args extends Readonly<Record<string, unknown>>>(build: Rendered): ((args: Args) => Statement) => {
  const rendered = build.toSQL()
  const bind = bindTo(rendered.params)
  return args => ({ sql: rendered.sql, args: bind(args) })
}

/** Prepares the insertion of one whole row of a table. */
export const insertInto = <T extends SQLiteTable>(table: T): ((row: InferSelectModel<T>) => Statement) => {
  const columns = getTableColumns(table)
  const names = Object.keys(columns)
  const encoders = names.map(name => ({ name, encode: columns[name]!.mapToDriverValue.bind(columns[name]!) }))
  const rendered = builder
    .insert(table)
    .values(Object.fromEntries(names.map(name => [name, $(name)])) as never)
    .toSQL()
  return row => {
    const values = row as Readonly<Record<string, unknown>>
    return {
      sql: rendered.sql,
      args: encoders.map(({ name, encode }) => {
        const value = values[name] ?? null
        return (value === null ? null : encode(value)) as BindValue
      }),
    }
  }
}

/**
 * Prepares the insertion of many whole rows of a table by one statement. They travel as one JSON text, which costs an
 * eighth of as many statements; so no column may hold bytes.
 */
export const insertAllInto = <T extends SQLiteTable>(
  table: T,
): ((rows: readonly InferSelectModel<T>[]) => readonly Statement[]) => {
  const columns = Object.entries(getTableColumns(table))
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ')
  const values = columns.map((_, i) => `value ->> ${i}`).join(', ')
  const text = `INSERT INTO "${getTableName(table)}" (${names}) SELECT ${values} FROM json_each(?)`
  return rows => {
    if (rows.length === 0) return []
    const all = rows as readonly Readonly<Record<string, unknown>>[]
    return [{ sql: text, args: [JSON.stringify(all.map(row => columns.map(([name]) => row[name] ?? null)))] }]
  }
}

type Decoded<B extends readonly Bound<unknown>[]> = {
  [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never
}

/** Reads several statements in one round trip, on one snapshot. */
export const readAll = async <const B extends readonly Bound<unknown>[]>(
  database: Database,
  statements: B,
): Promise<Decoded<B>> => {
  const rows = await database.read(statements)
  return statements.map((statement, i) => statement.decode(rows[i] ?? [])) as unknown as Decoded<B>
}
