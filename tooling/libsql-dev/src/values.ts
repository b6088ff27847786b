import { HranaError, ProtocolError } from './errors.ts'

/** What may be handed to the native engine. Anything else (a boolean, a lone object) aborts the process: libsql-js#114. */
export type BindValue = null | bigint | number | string | Buffer

/** What the engine gives back with 64-bit integers on. */
export type ColumnValue = null | bigint | number | string | Buffer

/** A value on the wire: Hrana's `Value`. */
export type WireValue =
  | { type: 'null' }
  | { type: 'integer'; value: string }
  | { type: 'float'; value: number }
  | { type: 'text'; value: string }
  | { type: 'blob'; base64: string }

const minInteger = -(2n ** 63n)
const maxInteger = 2n ** 63n - 1n
const decimal = /^[+-]?\d{1,19}$/
const base64 = /^[A-Za-z0-9+/]*={0,2}$/

/** Reads one argument of a statement. Throws {@link ProtocolError} for a malformed one. */
export function decodeValue(value: unknown): BindValue {
  if (typeof value !== 'object' || value === null || !('type' in value)) throw malformed('a value with a type')
  switch (value.type) {
    case 'null':
      return null
    case 'integer':
      return decodeInteger('value' in value ? value.value : undefined)
    case 'float':
      if (!('value' in value) || typeof value.value !== 'number') throw malformed('a number')
      return value.value
    case 'text':
      return decodeText('value' in value ? value.value : undefined)
    case 'blob':
      return decodeBlob('base64' in value ? value.base64 : undefined)
    default:
      throw malformed('a value of type null, integer, float, text or blob')
  }
}

function decodeInteger(value: unknown): bigint {
  if (typeof value !== 'string' || !decimal.test(value)) throw malformed('decimal integer as a string')
  const integer = BigInt(value.startsWith('+') ? value.slice(1) : value)
  if (integer < minInteger || integer > maxInteger) throw malformed('an integer of 64 bits')
  return integer
}

function decodeText(value: unknown): string {
  if (typeof value !== 'string') throw malformed('a string')
  // The native engine stores such text whole but reads it back cut at the NUL: better no than wrong.
  if (value.includes('\0')) throw new HranaError('ARGS_INVALID', 'Text with a NUL character is not supported')
  return value
}

function decodeBlob(value: unknown): Buffer {
  if (typeof value !== 'string' || !base64.test(value)) throw malformed('base64')
  return Buffer.from(value, 'base64')
}

function malformed(expected: string): ProtocolError {
  return new ProtocolError(`Cannot deserialize client message from JSON: invalid value, expected ${expected}`)
}

/** Writes one value of a row. Infinity becomes null within `float`, as libsql-server's JSON has it. */
export function encodeValue(value: ColumnValue): WireValue {
  if (value === null) return { type: 'null' }
  switch (typeof value) {
    case 'bigint':
      return { type: 'integer', value: value.toString() }
    case 'number':
      return { type: 'float', value }
    case 'string':
      return { type: 'text', value }
    default:
      // Without padding, as the server writes it.
      return { type: 'blob', base64: value.toString('base64').replace(/=+$/, '') }
  }
}

/** Roughly how many bytes {@link encodeValue} costs in an answer. */
export function wireSize(value: ColumnValue): number {
  if (typeof value === 'string') return value.length + 26
  if (typeof value === 'object' && value !== null) return Math.ceil(value.length / 3) * 4 + 26
  return 40
}
