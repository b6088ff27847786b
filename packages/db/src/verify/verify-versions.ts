import {
  compileRules,
  mayHaveHeld,
  rulesTimeline,
  type KeptTransaction,
  type ProgramRules,
  type PublishedTimeline,
  type RulesTimeline,
} from '@laurel/core'
import type { Database } from '../database.ts'
import { listRulesAfter } from '../program/program.repository.ts'
import { readAll } from '../statement.ts'

/** The rules that a program's books are held to; null where it has none. */
interface VerifiedVersions {
  readonly timeline: PublishedTimeline | null
  /** One sentence for each version that was asked for and is not there. */
  readonly faults: () => readonly string[]
}

/** The versions of a program's rules. For one that is missing the first stands in, so that the rest can be looked at. */
export const verifiedVersions = async (database: Database): Promise<VerifiedVersions> => {
  const [versions] = await readAll(database, [listRulesAfter({ version: 0 })])
  if (versions.length === 0) return { timeline: null, faults: () => ['there is no version of the rules'] }
  const known = new Set(versions.map(({ version }) => version))
  const missing = new Set<number>()
  const timeline = rulesTimeline(
    versions.map(({ version, document, effectiveAt }) => ({
      rules: compileRules(JSON.parse(document) as ProgramRules, version),
      effectiveAt,
    })),
  )
  const first = timeline.at(-Infinity)
  return {
    timeline: {
      ...timeline,
      version: version => {
        if (known.has(version)) return timeline.version(version)
        missing.add(version)
        return first
      },
    },
    faults: () => [...missing].toSorted((a, b) => a - b).map(version => `version ${version} of the rules is missing`),
  }
}

/** A transaction is of the rules in force at its instant, or of those of its cause, as a return of its purchase's. */
export const verifyVersion = (
  timeline: RulesTimeline,
  byId: ReadonlyMap<number, KeptTransaction>,
  { seq, occurredAt, rulesVersion, causeId, job }: KeptTransaction,
): string[] => {
  // Scheduled work is decided again by itself, under its own rules.
  if (job || mayHaveHeld(timeline, occurredAt, rulesVersion)) return []
  return causeId !== null && byId.get(causeId)?.rulesVersion === rulesVersion
    ? []
    : [`transaction ${seq} is of version ${rulesVersion} of the rules, which did not hold then`]
}
