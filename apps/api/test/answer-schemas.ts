import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import type { Answer } from './test-api.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The part of an OpenAPI document that the tests read. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: Record<string, Json> }
}

export interface Operation {
  readonly summary?: string
  readonly security?: readonly Readonly<Record<string, unknown>>[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Json }>> }
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: Json }[]
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly content?: Readonly<Record<string, { readonly schema: Json }>> }
    >
  >
}

/**
 * A schema that lets no field through that it does not name: an answer may not say more than is documented. What others
 * build upon (`open`) is closed where it is used.
 */
const closed = (schema: Json, open = false): Json => {
  if (Array.isArray(schema)) return schema.map(one => closed(one))
  if (schema === null || typeof schema !== 'object') return schema
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === 'allOf' && Array.isArray(value) ? value.map(one => closed(one, true)) : closed(value),
    ]),
  )
  const isObject = '$ref' in schema || 'allOf' in schema || ('properties' in schema && schema['type'] === 'object')
  return isObject && !open && !('additionalProperties' in schema) ? { ...inner, unevaluatedProperties: false } : inner
}

/** Checks answers against what the document says of the operation and status. */
export const answerSchemas = (document: OpenApiDocument) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  const schemas = Object.fromEntries(
    Object.entries(document.components.schemas).map(([name, schema]) => [name, closed(schema, true)]),
  )
  ajv.addSchema({ $id: 'laurel', components: { schemas } })
  const compiled = new Map<Json, ReturnType<typeof ajv.compile>>()
  const validatorOf = (schema: Json) => {
    const known = compiled.get(schema)
    if (known) return known
    const validate = ajv.compile(
      JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/components', '"laurel#/components')),
    )
    compiled.set(schema, validate)
    return validate
  }
  return (method: string, path: string, answer: Answer): void => {
    const type = (answer.headers.get('content-type') ?? '').split(';')[0]!
    const response = document.paths[path]?.[method.toLowerCase()]?.responses[answer.status]
    const schema = response?.content?.[type]?.schema
    expect(schema, `${method} ${path} documents ${answer.status} ${type}: ${answer.text.slice(0, 300)}`).toBeDefined()
    // A refusal is told with its operation by its code, too.
    if (type === 'application/problem+json')
      expect(response!.description.split(', '), `${method} ${path} documents its codes`).toContain(answer.body.code)
    const validate = validatorOf(schema!)
    validate(answer.body === undefined ? answer.text : answer.body)
    expect(validate.errors ?? [], `${method} ${path} answers as documented: ${answer.text.slice(0, 300)}`).toEqual([])
  }
}
