import type { OpenProgram } from './enter-program.ts'
import { Problem } from './problem.ts'

/** Refuses tiers that the program does not have. */
export const requireTiers = (program: OpenProgram, tiers: readonly string[] | null | undefined): void => {
  const unknown = tiers?.findIndex(code => program.rules.tier(code) === null) ?? -1
  if (unknown >= 0)
    throw new Problem('invalid_request', {
      errors: [{ path: `tiers[${unknown}]`, message: 'is no tier of this program' }],
    })
}
