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
    options: { detail?: string; errors?: readonly FieldFault[]; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(code)
    this.code = code
    this.detail = options.detail
    this.errors = options.errors
    this.headers = options.headers ?? {}
  }
}

/** `['lines', 0, 'quantity']` as `lines[0].quantity`. */
export const faultPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    '',
  )

/** The faults that a schema found, by path. */
export const faultsOf = (issues: readonly { path: readonly PropertyKey[]; message: string }[]): FieldFault[] =>
  issues.map(({ path, message }) => ({ path: faultPath(path), message }))
