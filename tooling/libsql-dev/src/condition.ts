import { ProtocolError } from './errors.ts'

/** When a step of a batch runs: Hrana's `BatchCond`. */
export type Condition =
  | { readonly type: 'ok' | 'error'; readonly step: number }
  | { readonly type: 'not'; readonly cond: Condition }
  | { readonly type: 'and' | 'or'; readonly conds: readonly Condition[] }
  | { readonly type: 'is_autocommit' }

const maxDepth = 64

/**
 * Reads the condition of step number `stepIndex`; it may speak of earlier steps only. Throws {@link ProtocolError}.
 * `is_autocommit` is taken on version 2 too, where libsql-server asks for version 3.
 */
export function parseCondition(value: unknown, stepIndex: number, depth = 0): Condition {
  if (depth > maxDepth) throw new ProtocolError('BatchCond is nested too deeply')
  if (typeof value !== 'object' || value === null || !('type' in value)) throw unrecognized()
  switch (value.type) {
    case 'ok':
    case 'error':
      return { type: value.type, step: parseStep('step' in value ? value.step : undefined, stepIndex) }
    case 'not':
      return { type: 'not', cond: parseCondition('cond' in value ? value.cond : undefined, stepIndex, depth + 1) }
    case 'and':
    case 'or': {
      if (!('conds' in value) || !Array.isArray(value.conds)) throw unrecognized()
      return { type: value.type, conds: value.conds.map(cond => parseCondition(cond, stepIndex, depth + 1)) }
    }
    case 'is_autocommit':
      return { type: 'is_autocommit' }
    default:
      throw unrecognized()
  }
}

function parseStep(step: unknown, stepIndex: number): number {
  if (typeof step !== 'number' || !Number.isInteger(step) || step < 0 || step >= stepIndex) {
    throw new ProtocolError('Invalid reference to step in a batch condition')
  }
  return step
}

function unrecognized(): ProtocolError {
  return new ProtocolError('Cannot deserialize client message from JSON: BatchCond type not recognized')
}

/** A step counts as `error` when it failed and when it was skipped, as libsql-server has it. */
export function isMet(condition: Condition, stepsOk: readonly boolean[], isAutocommit: boolean): boolean {
  switch (condition.type) {
    case 'ok':
      return stepsOk[condition.step] === true
    case 'error':
      return stepsOk[condition.step] !== true
    case 'not':
      return !isMet(condition.cond, stepsOk, isAutocommit)
    case 'and':
      return condition.conds.every(cond => isMet(cond, stepsOk, isAutocommit))
    case 'or':
      return condition.conds.some(cond => isMet(cond, stepsOk, isAutocommit))
    case 'is_autocommit':
      return isAutocommit
  }
}
