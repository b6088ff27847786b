import type { Instant } from '../calendar/day.ts'
import type { CompiledRules } from './compile.ts'

/** A version with the instant from which it is in force. */
export interface PublishedRules {
  readonly rules: CompiledRules
  readonly effectiveAt: Instant
}

/** All versions of a program's rules; each instant has the one that was in force then. */
export interface RulesTimeline {
  /** The program's time zone: the same in all versions, since business days once named stay what they are. */
  readonly timeZone: string
  readonly at: (instant: Instant) => CompiledRules
  readonly version: (version: number) => CompiledRules
  /** The first instant after this one from which another version is in force; Infinity where none follows. */
  readonly changesAfter: (instant: Instant) => Instant
}

/** The timeline of what a program has published. */
export interface PublishedTimeline extends RulesTimeline {
  /** The timeline as it was when an instant had this version: without any that was published in that very instant since. */
  readonly whenHeld: (instant: Instant, version: number) => RulesTimeline
}

/**
 * Builds the timeline of a program's versions, in any order. Version 1 is in force since always;
 * of two in force from the same instant the later version holds. Throws without a version.
 */
export const rulesTimeline = (published: readonly PublishedRules[]): PublishedTimeline => {
  const ordered = published.toSorted((a, b) => a.effectiveAt - b.effectiveAt || a.rules.version - b.rules.version)
  const first = published.toSorted((a, b) => a.rules.version - b.rules.version)[0]
  if (!first) throw new Error('a program has at least one version of its rules')
  const byVersion = new Map(published.map(p => [p.rules.version, p.rules]))
  return {
    timeZone: first.rules.document.timeZone,
    at: instant => ordered.findLast(p => p.effectiveAt <= instant)?.rules ?? first.rules,
    version: version => {
      const rules = byVersion.get(version)
      if (!rules) throw new Error(`there is no version ${version}`)
      return rules
    },
    changesAfter: instant => ordered.find(p => p.effectiveAt > instant)?.effectiveAt ?? Infinity,
    whenHeld: (instant, version) =>
      rulesTimeline(published.filter(p => p === first || p.effectiveAt !== instant || p.rules.version <= version)),
  }
}

/**
 * The rules that scheduled work of an instant was done under. What is due at an instant is done when it comes, so that a
 * version published in that very instant comes after it: the version that the work names tells which of the two held.
 */
export const rulesOfWork = (timeline: RulesTimeline, at: Instant, named: number): CompiledRules => {
  const before = timeline.at(at - 1)
  return before.version === named ? before : timeline.at(at)
}

/**
 * Whether work of an instant may have been done under a version: the one in force then. Where one came into force in that
 * very instant, what was done in it before names the one that it replaced, or another of the same instant.
 */
export const mayHaveHeld = (timeline: RulesTimeline, at: Instant, version: number): boolean => {
  const held = timeline.at(at).version
  if (held === version) return true
  if (timeline.changesAfter(at - 1) !== at) return false
  const before = timeline.at(at - 1).version
  return Math.min(before, held) <= version && version <= Math.max(before, held)
}
