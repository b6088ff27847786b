import fc from 'fast-check'
import type { Json } from './values-of-schema.ts'

/** What no refusal may repeat. */
export const MARK = 'echo-7f3a9c'

const RAW = 'raw:'

/** Numbers that JavaScript has not, and depths that JSON.stringify does not reach: texts that go into a body as they are. */
const RAW_VALUES = [
  'NaN',
  'Infinity',
  '1e999',
  '-1e999',
  '9007199254740993',
  '1e-400',
  '01',
  '0x10',
  '1_000',
  ...[40, 5_000, 50_000].flatMap(depth => [
    '['.repeat(depth) + ']'.repeat(depth),
    '{\\q:'.repeat(depth) + '1' + '}'.repeat(depth),
  ]),
].map(text => RAW + text)

/** A body as JSON text. */
export const bodyText = (value: Json): string =>
  JSON.stringify(value).replaceAll(new RegExp(`"${RAW}([^"]+)"`, 'g'), (_, text: string) =>
    text.replaceAll('\\\\q', '"a"'),
  )

const NUMBERS: readonly Json[] = [
  -1,
  -0.0,
  0,
  0.5,
  1e-7,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  -(2 ** 53),
  2 ** 63,
  1e21,
  1e308,
  -1e308,
]

export const TEXTS: readonly string[] = [
  '',
  ' ',
  MARK,
  'a\0b',
  '\ud800',
  'a\udc00b',
  '\u202egnp.exe',
  '\u2066a\u2069',
  'e' + '\u0301'.repeat(200),
  '𠮷😀👨‍👩‍👧‍👦',
  '\ufeffBOM',
  'line\u2028end',
  '\uffff',
  '\ufffd',
  '\u007f\u0085\u001b[31m',
  'a\r\nSet-Cookie: a=b',
  "' OR 1=1; DROP TABLE members --",
  '%00',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '${7*7}{{7*7}}',
  '__proto__',
  'constructor',
  'mem_00000000000',
  'pur_zzzzzzzzzzz',
  'MEM_00000000000',
  'mem_0000000000O',
  'prog_',
  'NaN',
  'true',
  '1e3',
  '٣',
  '-0',
  '2026-02-30',
  '2026-03-10T24:00:00Z',
  '2026-03-10T10:00:60Z',
  '+999999-12-31T00:00:00Z',
  '2026-03-10T10:00:00',
  'x'.repeat(65),
  '界'.repeat(5_000),
  'x'.repeat(70_000),
]

/** Any value where another was meant. */
export const hostile: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(...NUMBERS, ...RAW_VALUES),
  fc.constantFrom<Json>(...TEXTS),
  fc.constantFrom<Json>(null, true, false, [], {}, [[]], [null], { a: 1 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

/** What nobody may set by naming it, and what no object has. */
const FIELDS = [
  'points',
  'tier',
  'balances',
  'status',
  'id',
  'programId',
  'role',
  'revision',
  'memberCash',
  'prepaid',
  'seq',
  '__proto__',
  'constructor',
  'toString',
  '',
  'a\0b',
  '\ud800',
  '名'.repeat(100),
]

/** A way to a place in a value: how far in, and which of the keys there. */
const steps = fc.array(fc.nat(30), { minLength: 1, maxLength: 4 })

type Change = (holder: Json[] | { [key: string]: Json }, key: string) => void

/** Does something to a copy of a value at the place that the steps lead to. */
const changed = (value: Json, way: readonly number[], change: Change): Json => {
  const copy = structuredClone(value)
  let holder = copy
  let last: { holder: Json[] | { [key: string]: Json }; key: string } | null = null
  for (const step of way) {
    if (holder === null || typeof holder !== 'object') break
    const keys = Object.keys(holder)
    if (keys.length === 0) break
    const key = keys[step % keys.length]!
    last = { holder, key }
    holder = Array.isArray(holder) ? holder[Number(key)]! : holder[key]!
  }
  if (last) change(last.holder, last.key)
  return copy
}

const setOwn = (holder: Json[] | { [key: string]: Json }, key: string, value: Json): void => {
  // Also where the key is `__proto__`.
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true })
}

/** A value with one to three faults in it: something hostile in a place, something left out, something nobody knows. */
export const withFaults = (value: Json): fc.Arbitrary<Json> => {
  const fault: fc.Arbitrary<(before: Json) => Json> = fc.oneof(
    fc.tuple(steps, hostile).map(
      ([way, put]) =>
        (before: Json) =>
          changed(before, way, (h, k) => setOwn(h, k, put)),
    ),
    steps.map(
      way => (before: Json) =>
        changed(before, way, (holder, key) => {
          if (Array.isArray(holder)) holder.splice(Number(key), 1)
          else delete holder[key]
        }),
    ),
    fc.tuple(steps, fc.constantFrom(...FIELDS), hostile).map(
      ([way, field, put]) =>
        (before: Json) =>
          // A field of a list is none on the wire: there it is one thing more.
          changed(before, way, holder => void (Array.isArray(holder) ? holder.push(put) : setOwn(holder, field, put))),
    ),
    steps.map(
      way => (before: Json) =>
        changed(before, way, (holder, key) => {
          const inner = Array.isArray(holder) ? holder[Number(key)]! : holder[key]!
          setOwn(holder, key, Array.isArray(inner) ? [...inner, ...inner] : [inner])
        }),
    ),
  )
  return fc
    .array(fault, { minLength: 1, maxLength: 3 })
    .map(faults => faults.reduce<Json>((before, put) => put(before), value))
}
