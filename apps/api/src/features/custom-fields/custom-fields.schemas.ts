import { z } from '@hono/zod-openapi'
import { customFieldTypes } from '@laurel/core'
import { code, localized } from '../../platform/wire.ts'

const option = z.strictObject({
  code,
  name: localized,
  active: z.boolean().default(true).openapi({ description: 'Whether it may still be chosen' }),
})

const options = z.array(option).min(1).max(200)
const weight = z.int().min(0).max(100).openapi({
  description: 'How much it counts in the completeness of a dossier, where the program’s own items count 1',
})

const isList = (type: string): boolean => type === 'choice' || type === 'choices'
const isEachOnce = (all: readonly { readonly code: string }[]): boolean =>
  new Set(all.map(({ code }) => code)).size === all.length
const eachOnce = { message: 'must each be there once', path: ['options'] }

export const createCustomFieldBody = z
  .strictObject({
    code,
    name: localized,
    type: z
      .enum(customFieldTypes)
      .openapi({ description: '`choice` is one of `options`, `choices` several. A `text` is kept sealed.' }),
    options: options.optional(),
    weight: weight.default(0),
  })
  .refine(({ type, options }) => isList(type) === (options !== undefined), {
    message: 'must be there for choice and choices, and for nothing else',
    path: ['options'],
  })
  .refine(({ options }) => isEachOnce(options ?? []), eachOnce)
  .openapi('CustomFieldRequest')

export const patchCustomFieldBody = z
  .strictObject({ name: localized, options, weight, active: z.boolean() })
  .partial()
  .refine(({ options }) => isEachOnce(options ?? []), eachOnce)
  .openapi('CustomFieldChange')

export const customFieldView = z
  .object({
    code: z.string(),
    name: localized,
    type: z.enum(customFieldTypes),
    options: z
      .array(z.object({ code: z.string(), name: localized, active: z.boolean() }))
      .nullable()
      .openapi({ description: 'Null for what is no list' }),
    weight: z.int(),
    active: z.boolean().openapi({ description: 'One that is not is neither shown nor taken; what it held stays' }),
    createdAt: z.string(),
  })
  .openapi('CustomField')

export type CreateCustomField = z.output<typeof createCustomFieldBody>
export type PatchCustomField = z.output<typeof patchCustomFieldBody>
export type CustomFieldView = z.output<typeof customFieldView>
