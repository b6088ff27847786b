import { z } from 'zod'
import { toSignedScaled, type CustomFieldType } from '../../dossier/custom-field.ts'
import { codeSchema } from '../../program/rules.schema.ts'
import { some, type ValueTest } from '../member-test.ts'
import { segmentConditionKind, type SegmentContext } from '../segment-condition.ts'
import { codes, dayRange, daysBetween, isSomeDayRange, isSomeRange, range } from '../value-schemas.ts'

const decimal = z.number().refine(n => toSignedScaled(n) !== null, 'must be a decimal with at most 4 places')

const words = z.strictObject({
  kind: z.literal('field'),
  field: codeSchema,
  /** Of a list. */
  in: codes.optional(),
  /** Of a yes or no. */
  is: z.boolean().optional(),
  ...range(decimal),
  ...dayRange,
})

type Words = z.output<typeof words>

const ASKED_BY: Readonly<Record<CustomFieldType, readonly (keyof Words)[]>> = {
  text: [],
  number: ['atLeast', 'atMost'],
  date: ['from', 'through', 'withinDays', 'notForDays'],
  boolean: ['is'],
  choice: ['in'],
  choices: ['in'],
}

const scaled = (decimal: number | undefined): number | null => (decimal === undefined ? null : toSignedScaled(decimal))

/** What is asked of the field's value; null where only whether it holds anything. */
const askedOf = (type: CustomFieldType, asked: Words, { today }: SegmentContext): ValueTest | string | null => {
  switch (type) {
    case 'number':
      return isSomeRange(asked)
        ? { from: scaled(asked.atLeast), through: scaled(asked.atMost) }
        : 'must not have the greater number first'
    case 'date':
      if (!isSomeDayRange(asked)) return 'must name from and through, or withinDays, or notForDays'
      return daysBetween(asked, today)
    case 'boolean':
      return { in: [asked.is ? 1 : 0] }
    case 'choice':
    case 'choices':
      return { in: asked.in ?? [] }
    case 'text':
      return null
  }
}

/**
 * Of whom a custom field holds something, or such a value: by `in` of a list, `is` of a yes or no, a range of a number, days
 * of a date. What a text says is sealed, so that only whether there is one can be asked.
 */
export const field = segmentConditionKind({
  kind: 'field',
  schema: words,
  compile: (asked, context) => {
    const field = context.fields.get(asked.field)
    if (!field) return 'names no field of this program'
    const named = (Object.keys(asked) as (keyof Words)[]).filter(
      name => name !== 'kind' && name !== 'field' && asked[name] !== undefined,
    )
    if (named.some(name => !ASKED_BY[field.type].includes(name))) return 'asks what a field of this type cannot tell'
    const is = named.length === 0 ? null : askedOf(field.type, asked, context)
    if (typeof is === 'string') return is
    const column = field.type === 'choice' || field.type === 'choices' ? 'code' : 'number'
    return some('fields', { field: { in: [asked.field] }, ...(is && { [column]: is }) })
  },
})
