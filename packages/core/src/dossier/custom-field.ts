import { formatDay, parseDay } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import { fromScaled, toScaled } from '../money/scaled.ts'

/** What a custom field may hold: a text, a number, a date, yes or no, one of a list, or several of one. */
export const customFieldTypes = ['text', 'number', 'date', 'boolean', 'choice', 'choices'] as const

export type CustomFieldType = (typeof customFieldTypes)[number]

/** The longest text that a custom field holds. */
export const MAX_FIELD_TEXT = 500

/** A field that a program defines for its members' dossiers (S9). */
export interface CustomField {
  readonly type: CustomFieldType
  /** Of a list: what may be chosen. */
  readonly options: readonly { readonly code: string; readonly active: boolean }[]
}

/**
 * One value as it is kept: a choice by its code, a number in ten-thousandths, a date as a day, yes or no as 1 or 0. What
 * may stand in a text is free words, which are kept sealed; the plain value says only that there is one.
 */
export interface FieldValue {
  readonly code: string
  readonly number: number | null
}

/** What a custom field holds on the wire. */
export type WireFieldValue = string | number | boolean | readonly string[]

interface KeptField {
  readonly values: readonly FieldValue[]
  readonly text: string | null
}

/** Whole ten-thousandths of a decimal of either sign; null as {@link toScaled} says. */
export const toSignedScaled = (decimal: number): number | null => {
  const scaled = toScaled(Math.abs(decimal))
  return scaled === null || decimal >= 0 ? scaled : -scaled
}

const ofNumber = (number: number): KeptField => ({ values: [{ code: '', number }], text: null })

const wrong = (message: string) => reject('wrong_value', { message })

const choicesOf = ({ options }: CustomField, codes: readonly string[]): Decision<KeptField, 'wrong_value'> => {
  const offered = new Set(options.filter(({ active }) => active).map(({ code }) => code))
  if (!codes.every(code => offered.has(code))) return wrong('must be among the options of the field')
  return accept({ values: [...new Set(codes)].toSorted().map(code => ({ code, number: null })), text: null })
}

/** Decides how a value of a custom field is kept; refuses what is not of its type, in words that echo no input. */
export const decideFieldValue = (field: CustomField, value: WireFieldValue): Decision<KeptField, 'wrong_value'> => {
  switch (field.type) {
    case 'text':
      if (typeof value !== 'string' || value === '' || value.length > MAX_FIELD_TEXT)
        return wrong(`must be a text of at most ${MAX_FIELD_TEXT} characters`)
      return accept({ values: [{ code: '', number: null }], text: value })
    case 'number': {
      const scaled = typeof value === 'number' ? toSignedScaled(value) : null
      return scaled === null ? wrong('must be a decimal with at most 4 places') : accept(ofNumber(scaled))
    }
    case 'date': {
      const day = typeof value === 'string' ? parseDay(value) : null
      return day === null ? wrong('must be a date such as 1990-06-18') : accept(ofNumber(day))
    }
    case 'boolean':
      return typeof value === 'boolean' ? accept(ofNumber(value ? 1 : 0)) : wrong('must be true or false')
    case 'choice':
      return typeof value === 'string' ? choicesOf(field, [value]) : wrong('must be one option of the field')
    case 'choices':
      return Array.isArray(value) ? choicesOf(field, value) : wrong('must be a list of options of the field')
  }
}

/** The value of a custom field as it was written, out of what is kept; null where nothing is. */
export const fieldValueOf = (
  type: CustomFieldType,
  values: readonly FieldValue[],
  text: string | null,
): WireFieldValue | null => {
  const [first] = values
  if (first === undefined) return null
  const number = first.number ?? 0
  switch (type) {
    case 'text':
      return text
    case 'number':
      return fromScaled(number)
    case 'date':
      return formatDay(number)
    case 'boolean':
      return number === 1
    case 'choice':
      return first.code
    case 'choices':
      return values.map(({ code }) => code)
  }
}
