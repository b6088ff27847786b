import { formatInstant } from '@laurel/core'
import {
  addCustomField,
  findCustomField,
  listCustomFields,
  putCustomField,
  readAll,
  type CustomFieldRow,
} from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, requireStore, type PresentProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { CreateCustomField, CustomFieldView, PatchCustomField } from './custom-fields.schemas.ts'

/** How many fields a program may define; a trigger says the same. */
const MOST_FIELDS = 100

const show = ({ timeline }: PresentProgram, row: CustomFieldRow): CustomFieldView => {
  const options = JSON.parse(row.options) as NonNullable<CustomFieldView['options']>
  return {
    code: row.code,
    name: JSON.parse(row.name) as CustomFieldView['name'],
    type: row.type,
    options: options.length === 0 ? null : options,
    weight: row.weight,
    active: row.active,
    createdAt: formatInstant(row.createdAt, timeline.timeZone),
  }
}

/** The fields that a program has defined, oldest first. */
export const getCustomFields = async (caller: Caller): Promise<{ data: CustomFieldView[] }> => {
  const { program, rows } = await enterProgram(caller, [listCustomFields({})])
  return { data: rows[0].map(row => show(program, row)) }
}

/** One field. */
export const getCustomField = async (caller: Caller, code: string): Promise<CustomFieldView> => {
  const { program, rows } = await enterProgram(caller, [findCustomField({ code })])
  const [[row]] = rows
  if (!row) throw new Problem('not_found')
  return show(program, row)
}

/** Defines a field for the dossiers of a program's members. */
export const createCustomField = (caller: Caller, body: CreateCustomField): Promise<Answer<CustomFieldView>> => {
  const id = caller.deps.ids.next()
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: [listCustomFields({})],
    decide: (program, [fields]) => {
      requireStore(program, null)
      if (fields.some(({ code }) => code === body.code)) throw new Problem('field_exists')
      if (fields.length >= MOST_FIELDS)
        throw new Problem('too_many', { detail: `A program has at most ${MOST_FIELDS} fields.` })
      const row: CustomFieldRow = {
        id,
        code: body.code,
        type: body.type,
        name: JSON.stringify(body.name),
        options: JSON.stringify(body.options ?? []),
        weight: body.weight,
        active: true,
        revision: 1,
        createdAt: program.now,
      }
      return {
        statements: [addCustomField(row), record(program, program.actor, 'customFieldCreated', body.code)],
        members: [],
        resource: `${body.code} ${id}`,
        result: show(program, row),
      }
    },
    replay: async (resource, program) => {
      const [code, made] = resource.split(' ')
      const [[row]] = await readAll(program.database, [findCustomField({ code: code! })])
      if (row?.id !== Number(made)) throw new Problem('not_found')
      return show(program, row)
    },
  })
}

/** Options after a change: those that were there stay, since members' values name them. */
const changedOptions = (row: CustomFieldRow, options: PatchCustomField['options']): string => {
  if (options === undefined) return row.options
  const before = JSON.parse(row.options) as { code: string }[]
  const isLost = before.some(({ code }) => options.every(option => option.code !== code))
  if (before.length === 0 || isLost)
    throw new Problem('invalid_request', {
      errors: [
        {
          path: 'options',
          message: isLost ? 'must keep every option: set active to false instead' : 'are of choice and choices only',
        },
      ],
    })
  return JSON.stringify(options)
}

/** Changes a field: its name, its options, its weight, or whether it is shown and taken at all. */
export const patchCustomField = async (
  caller: Caller,
  code: string,
  body: PatchCustomField,
): Promise<CustomFieldView> => {
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, body, {
    load: [findCustomField({ code })],
    decide: (program, [[row]]) => {
      if (!row) throw new Problem('not_found')
      requireStore(program, null)
      const changed: CustomFieldRow = {
        ...row,
        name: body.name ? JSON.stringify(body.name) : row.name,
        options: changedOptions(row, body.options),
        weight: body.weight ?? row.weight,
        active: body.active ?? row.active,
        revision: row.revision + 1,
      }
      return {
        statements: [putCustomField(changed), record(program, program.actor, 'customFieldChanged', code)],
        members: [],
        resource: code,
        result: show(program, changed),
      }
    },
  })
  return result
}
