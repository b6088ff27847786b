import fc from 'fast-check'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
type Schema = { readonly [key: string]: Json }

/** Words that the reference's patterns and formats let through, at their edges where they have some. */
const WORDS = [
  'a',
  'A1',
  'acme',
  'CNY',
  '北京一店',
  '李雷',
  'Zoë Łukasz',
  '😀𠮷',
  '00:00',
  '09:30',
  '24:00',
  'beijing-1',
  '123456',
  'x'.repeat(40),
  `whsec_${'A'.repeat(32)}`,
  'x'.repeat(64),
  '界'.repeat(100),
  'y'.repeat(300),
]
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  'date-time': [
    '2026-03-10T10:00:00+08:00',
    '2026-03-10T23:59:59.999+08:00',
    '2026-03-10T00:00:00Z',
    '2024-02-29T12:00:00-12:00',
    '1970-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ],
  date: ['2026-03-10', '2024-02-29', '1900-01-01', '0001-01-01', '9999-12-31'],
  email: ['a@b.cn', 'li.lei+1@shop.example', `${'l'.repeat(64)}@shop.example`],
}

/** Fields whose words the schema does not tell. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  phone: ['13900001111', '+8613900001111', '139 0000 1111', '+442071838750'],
  birthday: ['1990-06-18', '--02-29', '2024-02-29'],
  password: ['correct horse battery', '正确的马电池订书钉密码啊'],
  cardNumber: ['8000000000000002'],
}

const wordsOf = (schema: Schema): fc.Arbitrary<Json> => {
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...schema['enum'])
  const known = FORMATS[String(schema['format'])]
  if (known) return fc.constantFrom(...known)
  const [least, most] = [Number(schema['minLength'] ?? 0), Number(schema['maxLength'] ?? 1000)]
  const pattern = schema['pattern'] === undefined ? /^/ : new RegExp(String(schema['pattern']), 'u')
  const fitting = WORDS.filter(word => word.length >= least && word.length <= most && pattern.test(word))
  if (fitting.length === 0) throw new Error(`No word here fits ${JSON.stringify(schema)}: add one to WORDS`)
  const drawn = fc
    .string({ unit: 'grapheme', minLength: Math.max(1, least), maxLength: Math.min(most, 30) })
    .map(word => (pattern.test(word) && word.length <= most ? word : fitting[0]!))
  return fc.oneof(fc.constantFrom(...fitting), drawn)
}

/** Whole numbers of a range, its ends and their neighbours oftenest. */
const numbersOf = (schema: Schema): fc.Arbitrary<Json> => {
  const whole = JSON.stringify(schema['type']).includes('integer')
  const most = Number(schema['maximum'] ?? schema['exclusiveMaximum'] ?? Number.MAX_SAFE_INTEGER)
  const least = Number(schema['minimum'] ?? schema['exclusiveMinimum'] ?? -Number.MAX_SAFE_INTEGER)
  const edges = [least, least + 1, 0, 1, 100, most - 1, most].filter(n => n >= least && n <= most)
  const small = fc.integer({ min: Math.max(least, -1000), max: Math.max(least, Math.min(most, 100_000)) })
  return whole ? fc.oneof(fc.constantFrom(...edges), small) : fc.oneof(fc.constantFrom(...edges, 0.25), small)
}

/** Draws values that a schema of the reference takes, and now and then one of `astray` in the place of any part. */
export const valuesOf = (
  schema: Json,
  components: Readonly<Record<string, Json>>,
  astray: fc.Arbitrary<Json>,
  oftenAstray: number,
): fc.Arbitrary<Json> => {
  const objectOf = (of: Schema): fc.Arbitrary<Json> => {
    const known = (of['properties'] ?? {}) as Schema
    const model = Object.fromEntries(
      Object.entries(known).map(([key, inner]) => [key, FIELDS[key] ? fc.constantFrom(...FIELDS[key]) : draw(inner)]),
    )
    const required = (of['required'] ?? []) as string[]
    const named = fc.record(model, { requiredKeys: required.filter(key => key in model) })
    const others = of['additionalProperties']
    if (others === null || typeof others !== 'object') return named as fc.Arbitrary<Json>
    const more = fc.dictionary(fc.constantFrom('en', 'zh-CN', 'a', 'beijing-1', 'ME', 'points'), draw(others), {
      maxKeys: 3,
    })
    return fc.tuple(more, named).map(([first, second]) => ({ ...first, ...(second as Schema) }))
  }

  const arrayOf = (of: Schema): fc.Arbitrary<Json> => {
    const [least, most] = [Number(of['minItems'] ?? 0), Number(of['maxItems'] ?? 3)]
    return fc.array(draw(of['items'] ?? {}), { minLength: least, maxLength: Math.min(most, least + 2) })
  }

  const ofType = (of: Schema, type: Json | undefined): fc.Arbitrary<Json> => {
    if (of['const'] !== undefined) return fc.constant(of['const'])
    switch (type ?? (of['enum'] ? 'string' : 'object')) {
      case 'string':
        return wordsOf(of)
      case 'integer':
      case 'number':
        return numbersOf(of)
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      case 'array':
        return arrayOf(of)
      case 'object':
        return objectOf(of)
      default:
        throw new Error(`Cannot draw a value of ${JSON.stringify(of).slice(0, 300)}`)
    }
  }

  const right = (of: Json): fc.Arbitrary<Json> => {
    if (of === null || typeof of !== 'object' || Array.isArray(of)) throw new Error('A schema is an object')
    if (typeof of['$ref'] === 'string') return right(components[of['$ref'].split('/').at(-1)!] ?? null)
    const choices = of['oneOf'] ?? of['anyOf']
    if (Array.isArray(choices)) return fc.oneof(...choices.map(draw))
    if (Array.isArray(of['allOf']))
      return fc.tuple(...of['allOf'].map(right)).map(parts => Object.assign({}, ...parts) as Json)
    const types = of['type']
    return Array.isArray(types) ? fc.oneof(...types.map(type => ofType(of, type))) : ofType(of, types)
  }

  const draw = (of: Json): fc.Arbitrary<Json> =>
    oftenAstray === 0
      ? right(of)
      : fc.oneof({ arbitrary: right(of), weight: 100 - oftenAstray }, { arbitrary: astray, weight: oftenAstray })

  return draw(schema)
}
