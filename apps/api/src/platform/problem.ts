import type { ProblemCode } from './problem-table.ts'

/** One fault of a field: a JSON path such as `lines[0].quantity`, and what is wrong in words that echo no input. */
export interface FieldFault {
  readonly path: string
  readonly message: string
}

/** A refusal with a stable code; the shell renders it as problem+json (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly detail: string | undefined
  readonly errors: readonly FieldFault[] | undefined
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode,
    options: {
      detail?: string
      errors?: readonly FieldFault[]
      headers?: Readonly<Record<string, string>>
      /** What went wrong inside; for the log only. */
      cause?: unknown
    } = {},
  ) {
    super(code, { cause: options.cause })
    this.code = code
    this.detail = options.detail
    this.errors = options.errors
    this.headers = options.headers ?? {}
  }
}

/** What a schema says of a fault, as zod gives it. */
export interface Issue {
  readonly code?: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly keys?: readonly string[]
}

// A key of the request is part of a path only where it reads like a name: nothing else of the input is sent back.
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}._-]{0,63}$/u

/** `['lines', 0, 'quantity']` as `lines[0].quantity`; a key that is no name is `*`. */
const faultPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    const name = NAME.test(String(key)) ? String(key) : '*'
    return text ? `${text}.${name}` : name
  }, '')

/** So many faults are told at once. */
const MOST_FAULTS = 100

/** The faults that a schema found, by path; a field that it does not know is named itself. */
export const faultsOf = (issues: readonly Issue[]): FieldFault[] =>
  issues
    .slice(0, MOST_FAULTS)
    .flatMap(({ code, path, message, keys }) =>
      code === 'unrecognized_keys' && keys
        ? keys.map(key => ({ path: faultPath([...path, key]), message: 'is no field of this object' }))
        : [{ path: faultPath(path), message }],
    )
    .slice(0, MOST_FAULTS)
