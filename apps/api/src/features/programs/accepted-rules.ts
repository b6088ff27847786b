import { programRulesSchema, type ProgramRules } from '@laurel/core'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { faultsOf, Problem } from '../../platform/problem.ts'

/** A document as its schema accepts it, or a refusal with the path of each fault. */
export const acceptedRules = (document: unknown): ProgramRules => {
  const parsed = programRulesSchema.safeParse(document)
  if (!parsed.success)
    throw new Problem('invalid_rules', {
      errors: faultsOf(parsed.error.issues).map(({ path, message }) => ({
        path: path ? `rules.${path}` : 'rules',
        message,
      })),
    })
  return parsed.data
}

/** Refuses another currency or time zone: amounts and business days that were named once keep their meaning. */
export const requireSameMoneyAndTime = ({ rules: { document } }: OpenProgram, rules: ProgramRules): void => {
  const changed = (['currency', 'timeZone'] as const).filter(field => rules[field] !== document[field])
  if (changed.length > 0)
    throw new Problem('invalid_rules', {
      errors: changed.map(field => ({ path: `rules.${field}`, message: `must stay ${document[field]}` })),
    })
}
