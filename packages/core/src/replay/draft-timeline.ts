import type { Instant } from '../calendar/day.ts'
import { compileRules, type CompiledRules } from '../program/compile.ts'
import type { ProgramRules } from '../program/rules.schema.ts'
import type { RulesTimeline } from '../program/timeline.ts'

/** The time in which a draft stands in for what was in force: `from` included, `to` not; infinite where open. */
export interface DraftWindow {
  readonly from: Instant
  readonly to: Instant
}

/** A program's timeline with a draft in force in a window of it. */
export interface DraftTimeline {
  readonly timeline: RulesTimeline
  /** The same, for judging what happened at an instant and was judged under a version then. */
  readonly judging: (at: Instant, keptVersion: number) => RulesTimeline
  /** Whether the draft bounds brands as a version did: then the multipliers that were kept under it are the draft's. */
  readonly boundsBrandsLike: (version: number) => boolean
  /** Whether it does so everywhere, and nobody need know what brands had set. */
  readonly keepsBrandMultipliers: boolean
  /** Whether anything ever goes by inactivity. */
  readonly knowsInactivity: boolean
}

/** What a brand's cap depends on (S2). */
const capText = ({ earning: { brandCap, rate }, memberCash }: ProgramRules): string =>
  JSON.stringify(brandCap === 'none' ? null : [rate.points, rate.perMinor, memberCash])

const goesByInactivity = ({ expiry }: ProgramRules): boolean =>
  expiry.points.kind === 'inactivity' || expiry.memberCash.kind === 'inactivity'

/** Every version that is in force at some time. */
const everInForce = (timeline: RulesTimeline): readonly CompiledRules[] => {
  const found: CompiledRules[] = []
  for (let at = -Infinity; at !== Infinity; at = timeline.changesAfter(at)) found.push(timeline.at(at))
  return found
}

/**
 * Puts a draft in the place of every version in force in the window. Its number lies between those around it, so that a
 * day judged under two versions keeps their order. What was judged at the very instant of `from`, before the version
 * that holds from then on was published, stays under the version that judged it.
 */
export const draftTimeline = (original: RulesTimeline, document: ProgramRules, window: DraftWindow): DraftTimeline => {
  const { from, to } = window
  const replaced = original.at(from)
  const draft = compileRules(document, replaced.version + 0.5)
  const isIn = (at: Instant): boolean => at >= from && at < to
  const timeline: RulesTimeline = {
    timeZone: original.timeZone,
    at: at => (isIn(at) ? draft : original.at(at)),
    version: version => (version === draft.version ? draft : original.version(version)),
    changesAfter: at => {
      let next = original.changesAfter(at)
      while (next !== Infinity && isIn(next)) next = original.changesAfter(next)
      return Math.min(next, ...[from, to].filter(edge => edge > at))
    },
  }
  const boundsBrandsLike = (version: number): boolean =>
    capText(document) === capText(original.version(version).document)
  return {
    timeline,
    judging: (at, keptVersion) => {
      const isDrafted = isIn(at) && (at !== from || keptVersion === replaced.version)
      const rules = isDrafted ? draft : original.version(keptVersion)
      return timeline.at(at) === rules
        ? timeline
        : { ...timeline, at: instant => (instant === at ? rules : timeline.at(instant)) }
    },
    boundsBrandsLike,
    keepsBrandMultipliers: everInForce(original).every(({ version }) => boundsBrandsLike(version)),
    knowsInactivity: everInForce(timeline).some(({ document }) => goesByInactivity(document)),
  }
}
