import { z } from 'zod'
import { compileSegmentCondition, segmentConditionSchema, type SegmentCondition } from './conditions/registry.ts'
import { nobody, type MemberTest } from './member-test.ts'
import type { SegmentContext } from './segment-condition.ts'

/** How deep `and`, `or` and `not` may stand in each other, and how many of them and conditions there may be. */
const MOST_LEVELS = 8
const MOST_PARTS = 100

/** What a segment asks of a member (S15): a condition, or several of them joined. */
export type SegmentFilter =
  | { readonly and: readonly SegmentFilter[] }
  | { readonly or: readonly SegmentFilter[] }
  | { readonly not: SegmentFilter }
  | SegmentCondition

/** What is wrong with a filter, and where in it. */
export interface FilterFault {
  readonly path: readonly (string | number)[]
  readonly message: string
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const joined = z.array(z.unknown()).min(1).max(MOST_PARTS)

/** Reads a filter, level by level, so that nobody's can be deeper than the program's stack. */
class Reader {
  readonly faults: FilterFault[] = []
  #parts = 0

  #fault(path: FilterFault['path'], message: string): null {
    this.faults.push({ path, message })
    return null
  }

  #readEach(path: FilterFault['path'], given: unknown, level: number): SegmentFilter[] | null {
    const parsed = joined.safeParse(given)
    if (!parsed.success) return this.#fault(path, `must be a list of 1 to ${MOST_PARTS} filters`)
    const filters = parsed.data.map((one, i) => this.read([...path, i], one, level))
    return filters.every(filter => filter !== null) ? filters : null
  }

  read(path: FilterFault['path'], given: unknown, level = 1): SegmentFilter | null {
    if (level > MOST_LEVELS) return this.#fault(path, `stands deeper than ${MOST_LEVELS} levels`)
    if (++this.#parts > MOST_PARTS)
      return this.#parts === MOST_PARTS + 1 ? this.#fault(path, `is more than ${MOST_PARTS} parts`) : null
    if (!isObject(given)) return this.#fault(path, 'must be a condition, or and, or, not')
    const [name, ...others] = Object.keys(given)
    if ('kind' in given) return this.#readCondition(path, given)
    if (others.length > 0 || name === undefined) return this.#fault(path, 'must be a condition, or and, or, not')
    const within = [...path, name]
    if (name === 'not') {
      const of = this.read(within, given[name], level + 1)
      return of && { not: of }
    }
    if (name !== 'and' && name !== 'or') return this.#fault(path, 'must be a condition, or and, or, not')
    const of = this.#readEach(within, given[name], level + 1)
    return of && (name === 'and' ? { and: of } : { or: of })
  }

  #readCondition(path: FilterFault['path'], given: unknown): SegmentFilter | null {
    const parsed = segmentConditionSchema.safeParse(given)
    if (parsed.success) return parsed.data
    for (const issue of parsed.error.issues) {
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys : null
      const faults = unknown
        ? unknown.map(key => ({ path: [key], message: 'is no field of this condition' }))
        : [{ path: issue.path as (string | number)[], message: issue.message }]
      for (const fault of faults) this.#fault([...path, ...fault.path], fault.message)
    }
    return null
  }
}

/** A filter as its schema accepts it, bounded in depth and size; or every fault with its path. */
export const readSegmentFilter = (
  given: unknown,
): { readonly filter: SegmentFilter } | { readonly faults: readonly FilterFault[] } => {
  const reader = new Reader()
  const filter = reader.read([], given)
  return filter === null || reader.faults.length > 0 ? { faults: reader.faults } : { filter }
}

/** What a filter asks of a member today; or every fault that only the program's own definitions show. */
export const compileSegmentFilter = (
  filter: SegmentFilter,
  context: SegmentContext,
): { readonly test: MemberTest } | { readonly faults: readonly FilterFault[] } => {
  const faults: FilterFault[] = []
  const compile = (one: SegmentFilter, path: FilterFault['path']): MemberTest => {
    if ('and' in one) return { op: 'and', of: one.and.map((part, i) => compile(part, [...path, 'and', i])) }
    if ('or' in one) return { op: 'or', of: one.or.map((part, i) => compile(part, [...path, 'or', i])) }
    if ('not' in one) return { op: 'not', of: compile(one.not, [...path, 'not']) }
    const test = compileSegmentCondition(one, context)
    if (typeof test !== 'string') return test
    faults.push({ path, message: test })
    return nobody
  }
  const test = compile(filter, [])
  return faults.length > 0 ? { faults } : { test }
}
