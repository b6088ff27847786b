import { dayOf } from '@laurel/core'
import { appendRules, hastenTierDecisions, listRulesAfter, readAll } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce } from '../../platform/write.ts'
import { acceptedRules, requireSameMoneyAndTime } from './accepted-rules.ts'

/**
 * Publishes a new immutable version of the rules, in force from an instant that is not past. Currency and time zone
 * stay: amounts and business days that were named once keep their meaning.
 */
export const publishRules = async (
  caller: Caller,
  body: { readonly rules?: unknown; readonly effectiveAt?: number | undefined },
): Promise<{ version: number }> => {
  const record = auditing(caller.deps)
  const { result } = await writeOnce(caller, body, {
    load: [],
    decide: program => {
      requireStore(program, null)
      const rules = acceptedRules(body.rules)
      requireSameMoneyAndTime(program, rules)
      const effectiveAt = body.effectiveAt ?? program.now
      if (effectiveAt < program.now)
        throw new Problem('invalid_request', { errors: [{ path: 'effectiveAt', message: 'must not be in the past' }] })
      const version = program.latestVersion + 1
      return {
        statements: [
          appendRules({ version, document: JSON.stringify(rules), effectiveAt, publishedAt: caller.deps.now() }),
          hastenTierDecisions({ on: dayOf(effectiveAt, program.timeline.timeZone) }),
          record(program, program.actor, 'rulesPublished', String(version)),
        ],
        resource: `rules:${version}`,
        result: { version },
      }
    },
    // Each try draws up the version after the last one; one of that number may be another publisher's.
    stands: async ({ result, statements }, program) => {
      const [[published]] = await readAll(program.database, [listRulesAfter({ version: result.version - 1 })])
      return statements[0]?.args.includes(published?.document ?? null) === true
    },
  })
  return result
}
