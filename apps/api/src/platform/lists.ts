import { z } from '@hono/zod-openapi'
import { Problem } from './problem.ts'

/** The query of every list. A cursor is opaque to clients. */
export const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
})

/** What a list is asked for. */
export interface ListQuery {
  readonly limit: number
  readonly cursor?: string | undefined
}

/** One page of a list. */
export interface Page<Item> {
  data: Item[]
  nextCursor: string | null
}

/** The answer of every list. */
export const listOf = <S extends z.ZodType>(schema: S) =>
  z.object({ data: z.array(schema), nextCursor: z.string().nullable() })

const badCursor = (): Problem =>
  new Problem('malformed_request', { errors: [{ path: 'cursor', message: 'is none that this list has given' }] })

/** The numbers that a cursor carries; `start` where there is none. */
export const readCursor = (cursor: string | undefined, start: readonly number[]): readonly number[] => {
  if (cursor === undefined) return start
  const numbers = cursor
    .split('.')
    .map(part => (/^[0-9a-z]{1,11}$/.test(part) ? Number.parseInt(part, 36) : Number.NaN))
  if (numbers.length !== start.length || numbers.some(n => !Number.isSafeInteger(n))) throw badCursor()
  return numbers
}

/** One page out of rows of which one more than the page was asked. */
export const page = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursor: (row: Row) => readonly number[],
  render: (row: Row) => Item,
): Page<Item> => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    data: shown.map(render),
    nextCursor:
      rows.length > limit && last
        ? cursor(last)
            .map(n => n.toString(36))
            .join('.')
        : null,
  }
}
