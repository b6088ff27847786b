import { compileRules, rulesTimeline, type ProgramRules, type PublishedRules, type RulesTimeline } from '@laurel/core'

/** A version as the database gives it. */
export interface StoredRules {
  readonly version: number
  readonly document: string
  readonly effectiveAt: number
}

interface Known {
  readonly latest: number
  readonly published: readonly PublishedRules[]
  readonly timeline: RulesTimeline
}

/**
 * The compiled rules of the programs in use. Versions are immutable, so what was compiled once stays true; a request
 * asks its program's database only for versions later than those known here.
 */
export interface RulesCache {
  readonly latest: (programId: string) => number
  /** The currency of a program, the same in all its versions; undefined where none is known here yet. */
  readonly currency: (programId: string) => string | undefined
  /** The timeline with the later versions added; throws where the program has no version at all. */
  readonly extend: (programId: string, later: readonly StoredRules[]) => { timeline: RulesTimeline; latest: number }
}

export const makeRulesCache = (limit = 500): RulesCache => {
  const known = new Map<string, Known>()
  return {
    latest: programId => known.get(programId)?.latest ?? 0,
    currency: programId => known.get(programId)?.published[0]?.rules.document.currency,
    extend: (programId, later) => {
      const before = known.get(programId)
      const added = later.filter(rules => rules.version > (before?.latest ?? 0))
      if (before && added.length === 0) return before
      const published = [
        ...(before?.published ?? []),
        ...added.map(({ version, document, effectiveAt }) => ({
          rules: compileRules(JSON.parse(document) as ProgramRules, version),
          effectiveAt,
        })),
      ]
      const now = {
        latest: Math.max(...published.map(p => p.rules.version)),
        published,
        timeline: rulesTimeline(published),
      }
      known.delete(programId)
      known.set(programId, now)
      if (known.size > limit) known.delete(known.keys().next().value!)
      return now
    },
  }
}
