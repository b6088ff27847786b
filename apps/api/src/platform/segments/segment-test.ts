import {
  compileSegmentFilter,
  formatDay,
  formatInstant,
  nobody,
  type AskedField,
  type FilterFault,
  type MemberTest,
  type SegmentContext,
  type SegmentFilter,
} from '@laurel/core'
import { findLatestCuts, listCustomFields, type CustomFieldRow, type RowOf } from '@laurel/db'
import type { PresentProgram } from '../enter-program.ts'
import { faultsOf, Problem } from '../problem.ts'

/** What is to be read to know what a filter asks: what the program has defined, and where its buyers are parted. */
export const segmentStatements = () => [listCustomFields({}), findLatestCuts()] as const

type Night = ReturnType<ReturnType<typeof findLatestCuts>['decode']>[number]
type SegmentRows = readonly [fields: readonly RowOf<typeof listCustomFields>[], nights: readonly Night[]]

const defined = ({ type, options, active, weight }: CustomFieldRow): AskedField => ({
  type,
  options: JSON.parse(options) as AskedField['options'],
  active,
  weight,
})

/** What a filter may look at beside the members, on a day. */
export const segmentContext = (
  { today, timeline, rules }: Pick<PresentProgram, 'today' | 'timeline' | 'rules'>,
  [fields, [night]]: SegmentRows,
): SegmentContext => ({
  today,
  timeZone: timeline.timeZone,
  rules,
  fields: new Map(fields.map(field => [field.code, defined(field)])),
  cuts: night?.cuts ?? null,
})

const refused = (faults: readonly FilterFault[], path: readonly string[]): Problem =>
  new Problem('invalid_request', {
    errors: faultsOf(faults.map(fault => ({ path: [...path, ...fault.path], message: fault.message }))),
  })

/** What a filter asks of a member. Throws invalid_request where the program does not know what it names. */
export const testOf = (context: SegmentContext, filter: SegmentFilter, path = ['filter']): MemberTest => {
  const made = compileSegmentFilter(filter, context)
  if ('faults' in made) throw refused(made.faults, path)
  return made.test
}

/** The same of the words of a filter that was kept: what the program does not know any more, nobody has. */
export const keptTestOf = (context: SegmentContext, filter: string): MemberTest => {
  const made = compileSegmentFilter(JSON.parse(filter) as SegmentFilter, context)
  return 'test' in made ? made.test : nobody
}

/** As of when a segment is told: by now, and what receipts say by the last night. */
export const toldAsOf = ({ now, timeline }: PresentProgram, [, [night]]: SegmentRows) => ({
  asOf: formatInstant(now, timeline.timeZone),
  insightAsOf: night ? formatDay(night.day) : null,
})
