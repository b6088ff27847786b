import {
  compileSegmentFilter,
  type CustomField,
  type FilterFault,
  type MemberTest,
  type SegmentFilter,
} from '@laurel/core'
import type { CustomFieldRow } from '@laurel/db'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { faultsOf, Problem } from '../../platform/problem.ts'

const refused = (faults: readonly FilterFault[]): Problem =>
  new Problem('invalid_request', {
    errors: faultsOf(faults.map(({ path, message }) => ({ path: ['filter', ...path], message }))),
  })

const defined = ({ type, options }: CustomFieldRow): CustomField => ({
  type,
  options: JSON.parse(options) as CustomField['options'],
})

const compiled = ({ today, rules }: PresentProgram, fields: readonly CustomFieldRow[], filter: SegmentFilter) =>
  compileSegmentFilter(filter, {
    today,
    rules: rules.document,
    fields: new Map(fields.map(field => [field.code, defined(field)])),
  })

/** What a filter asks of a member today. Throws invalid_request where the program does not know what it names. */
export const testOf = (...asked: Parameters<typeof compiled>): MemberTest => {
  const made = compiled(...asked)
  if ('faults' in made) throw refused(made.faults)
  return made.test
}

/** The same of a filter that was kept: what the program does not know any more, nobody has. */
export const keptTestOf = (...asked: Parameters<typeof compiled>): MemberTest => {
  const made = compiled(...asked)
  return 'test' in made ? made.test : { op: 'or', of: [] }
}
