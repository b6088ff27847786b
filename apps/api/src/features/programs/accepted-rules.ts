import { programRulesSchema, type ProgramRules } from '@laurel/core'
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
