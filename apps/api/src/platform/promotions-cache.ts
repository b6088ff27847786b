import { compilePromotion, promotionTimeline, type Promotion, type PromotionTimeline } from '@laurel/core'
import { promotionRevisionOf, type PromotionRevisionRow } from '@laurel/db'

interface Known {
  readonly latest: number
  readonly revisions: readonly Promotion[]
  readonly timeline: PromotionTimeline
}

/**
 * The compiled promotions of the programs in use. Revisions are immutable and numbered without a gap, so a request asks
 * its program's database only for those later than the ones known here.
 */
export interface PromotionsCache {
  readonly latest: (programId: string) => number
  /** What is known here; others may have published since. */
  readonly timeline: (programId: string) => PromotionTimeline
  /** The timeline with the later revisions added. The zone is the program's. */
  readonly extend: (programId: string, later: readonly PromotionRevisionRow[], timeZone: string) => PromotionTimeline
}

const NONE: Known = { latest: 0, revisions: [], timeline: promotionTimeline([]) }

export const makePromotionsCache = (limit = 500): PromotionsCache => {
  const known = new Map<string, Known>()
  return {
    latest: programId => known.get(programId)?.latest ?? 0,
    timeline: programId => (known.get(programId) ?? NONE).timeline,
    extend: (programId, later, timeZone) => {
      const before = known.get(programId) ?? NONE
      const added = later.filter(row => row.id > before.latest)
      if (added.length === 0) return before.timeline
      const revisions = [...before.revisions, ...added.map(row => compilePromotion(promotionRevisionOf(row), timeZone))]
      const now = { latest: revisions.at(-1)!.id, revisions, timeline: promotionTimeline(revisions) }
      known.delete(programId)
      known.set(programId, now)
      if (known.size > limit) known.delete(known.keys().next().value!)
      return now.timeline
    },
  }
}
