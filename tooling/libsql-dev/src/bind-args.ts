import { HranaError } from './errors.ts'
import type { BindValue } from './values.ts'

/** A statement's arguments as they came: by position or by name, never both. */
export interface Arguments {
  readonly positional: readonly BindValue[]
  readonly named: ReadonlyMap<string, BindValue>
}

/**
 * The arguments in the order of the statement's parameters. A name matches with or without its prefix (`:a`, `a`).
 * Throws {@link HranaError} when one is missing or too many: the native engine would bind NULL, or ignore the rest.
 */
export function bindArguments(params: readonly (string | undefined)[], args: Arguments): readonly BindValue[] {
  if (args.positional.length > 0 && args.named.size > 0) {
    throw new HranaError(
      'ARGS_BOTH_POSITIONAL_AND_NAMED',
      'Specifying both positional and named arguments is not supported',
    )
  }
  const given = args.positional.length + args.named.size
  if (given > params.length) throw mismatch(`too many parameters, expected ${params.length} found ${given}`)
  return params.map((name, index) => {
    const value = name === undefined || name.startsWith('?') ? args.positional[index] : namedValue(args.named, name)
    if (value !== undefined) return value
    throw mismatch(`value for parameter ${name ?? index + 1} not found`)
  })
}

function namedValue(named: ReadonlyMap<string, BindValue>, name: string): BindValue | undefined {
  return named.has(name) ? named.get(name) : named.get(name.slice(1))
}

function mismatch(detail: string): HranaError {
  return new HranaError('ARGS_INVALID', `Arguments do not match SQL parameters: ${detail}`)
}
