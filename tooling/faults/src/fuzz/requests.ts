import type { ApiOperation } from '@laurel/api/testing/operations'
import type { Subject } from '@laurel/api/testing/subject'
import type { ValidRequest } from '@laurel/api/testing/valid-requests'
import fc from 'fast-check'
import { bodyText, hostile, TEXTS, withFaults } from './hostile.ts'
import { valuesOf, type Json } from './values-of-schema.ts'

type Body = string | Uint8Array<ArrayBuffer>

/** One drawn request, as far as its `Authorization`. */
export interface DrawnRequest {
  readonly path: string
  readonly body: Body | undefined
  readonly headers: Readonly<Record<string, string>>
  /** How often it is sent: one after the other, or all at once. */
  readonly sent: 'once' | 'twice' | 'atOnce'
}

const JSON_TYPE = 'application/json'
const TYPES = [
  'text/plain',
  'text/csv',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/xml',
  '',
]

/** A header that is none, or cannot be one. */
const KEYS = ['', ' ', 'x'.repeat(256), 'ÿ', 'a b', '\x7f', '[]', 'x'.repeat(5_000)]

const encoder = new TextEncoder()

/** A text that is cut, no UTF-8, or no JSON at all. */
const broken = (text: string): fc.Arbitrary<Body> =>
  fc.oneof(
    fc.nat(Math.max(0, text.length - 1)).map(at => text.slice(0, at)),
    fc.nat(text.length).map(at => new Uint8Array([...encoder.encode(text.slice(0, at)), 0xc3, 0x28, 0xff])),
    fc.constantFrom('\ufeff' + text, text + text, `[${text}]`, text + '\0', `)]}'\n${text}`, text.replaceAll('"', "'")),
    fc.constantFrom('[', '{"a":', '"', 'undefined', '{"a":1,}', '/**/{}', '1'.repeat(100_000)),
    fc.constantFrom('['.repeat(50_000) + ']'.repeat(50_000), '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000)),
    fc.constant(' '.repeat(1024 * 1024 + 1)),
    fc.uint8Array({ minLength: 1, maxLength: 60 }).map(bytes => new Uint8Array(bytes)),
  )

const shortText = (value: Json): string => String(value).toWellFormed().slice(0, 3_000)

/** A part of a path or query with whatever it may hold: encoded as it should be, or as it should not. */
const odd = fc.oneof(
  fc.constantFrom(...TEXTS.map(text => encodeURIComponent(shortText(text)))),
  fc.constantFrom('%', '%zz', '%ff', '%00', '%2e%2e', '%2f', '%F0%9F', '+', '&', '=', '[]', '%ed%a0%80', ';a=b', '%25'),
)

const PLACE = /\{(\w+)\}/g

/** Requests of an operation about a subject: good ones, and such as have one part astray. */
export const drawnRequests = (
  { method, path, hasBody, about }: ApiOperation,
  valid: ValidRequest,
  of: Subject,
  components: Readonly<Record<string, Json>>,
): fc.Arbitrary<DrawnRequest> => {
  const schemas = (about.parameters ?? []).filter(({ in: where }) => where === 'query')
  const bodySchema = about.requestBody?.content[JSON_TYPE]?.schema

  const paths = path.includes('{') ? odd.map(text => path.replaceAll(PLACE, () => text)) : fc.constant(null)
  const asked = (fields: readonly (readonly [string, string])[]) => fields.map(field => field.join('=')).join('&')
  const queries = (oftenAstray: number) =>
    fc
      .record(
        Object.fromEntries(
          schemas.map(({ name, schema }) => [name, valuesOf(schema, components, hostile, oftenAstray)]),
        ),
        { requiredKeys: [] },
      )
      .map(fields =>
        asked(Object.entries(fields).map(([name, value]) => [name, encodeURIComponent(shortText(value!))] as const)),
      )
  const oddQueries = fc
    .array(fc.tuple(fc.constantFrom(...schemas.map(({ name }) => name), 'surprise', '__proto__'), odd), {
      minLength: 1,
      maxLength: 3,
    })
    .map(asked)

  const validBody = () => (valid.body?.(of) ?? {}) as { [key: string]: Json }
  const inJson = (body: Body) => ({ body, type: JSON_TYPE })
  /** What the schema takes over a valid body: one field of it, or any. What names nobody would be refused too soon. */
  const goodBodies = bodySchema
    ? fc
        .tuple(valuesOf(bodySchema, components, hostile, 0), fc.option(fc.nat(30)), fc.infiniteStream(fc.nat(3)))
        .map(([drawn, only, chances]) => {
          if (drawn === null || typeof drawn !== 'object' || Array.isArray(drawn)) return inJson(bodyText(drawn))
          const fields = Object.entries(drawn)
          const taken =
            only === null
              ? fields.filter(() => chances.next().value === 0)
              : fields.slice(only % Math.max(1, fields.length)).slice(0, 1)
          return inJson(bodyText({ ...validBody(), ...Object.fromEntries(taken) }))
        })
    : fc.constant(valid.csv ? { body: valid.csv(), type: 'text/csv' } : { body: undefined, type: '' })
  const badBodies = bodySchema
    ? fc.oneof(
        valuesOf(bodySchema, components, hostile, 8).map(value => inJson(bodyText(value))),
        {
          arbitrary: fc
            .constant(null)
            .chain(() => withFaults(validBody()))
            .map(value => inJson(bodyText(value))),
          weight: 3,
        },
        broken(JSON.stringify(validBody())).map(inJson),
        fc.constantFrom(...TYPES).map(type => ({ body: JSON.stringify(validBody()), type })),
      )
    : hostile.map(value => inJson(bodyText(value)))

  const request = (parts: {
    readonly path?: fc.Arbitrary<string | null>
    readonly query?: fc.Arbitrary<string>
    readonly key?: fc.Arbitrary<string>
    readonly body?: fc.Arbitrary<{ body: Body | undefined; type: string }>
  }): fc.Arbitrary<DrawnRequest> =>
    fc
      .record({
        at: parts.path ?? fc.constant(null),
        query: parts.query ?? fc.oneof(fc.constant(''), queries(0)),
        key: parts.key ?? fc.oneof(fc.uuid(), fc.constant(null)),
        content: parts.body ?? goodBodies,
        sent: fc.constantFrom('once', 'once', 'twice', 'atOnce'),
      })
      .map(({ at, query, key, content: { body, type }, sent }) => {
        const [plain = '', own] = valid.path(of).split('?')
        const wanted = [own, query].filter(Boolean).join('&')
        return {
          path: (at ?? plain) + (wanted === '' ? '' : `?${wanted}`),
          body,
          headers: {
            ...(body !== undefined && { 'content-type': type }),
            ...(key !== null && { 'idempotency-key': key }),
          },
          sent,
        }
      })

  // One part of a request goes astray at a time: with two the one would hide the other.
  return fc.oneof(
    { arbitrary: request({}), weight: 8 },
    { arbitrary: request({ path: paths }), weight: path.includes('{') ? 2 : 0 },
    { arbitrary: request({ query: fc.oneof(queries(30), oddQueries) }), weight: schemas.length > 0 ? 6 : 1 },
    { arbitrary: request({ key: fc.constantFrom(...KEYS) }), weight: method === 'POST' ? 1 : 0 },
    { arbitrary: request({ body: badBodies }), weight: hasBody ? 10 : method === 'GET' ? 0 : 1 },
  )
}
