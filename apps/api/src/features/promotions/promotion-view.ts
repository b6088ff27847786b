import { formatInstant, type Instant, type PromotionRevision } from '@laurel/core'
import type { OpenProgram } from '../../platform/enter-program.ts'
import type { PromotionView } from './promotions.schemas.ts'

const statusOf = ({ ended, early, fromAt, untilAt }: PromotionRevision, now: Instant): PromotionView['status'] => {
  if (ended) return 'ended'
  if (now >= untilAt) return 'over'
  return now < (early?.fromAt ?? fromAt) ? 'scheduled' : 'running'
}

/** A promotion on the wire, as a revision says and as it stands now. */
export const renderPromotion = ({ now, timeline }: OpenProgram, revision: PromotionRevision): PromotionView => {
  const instant = (at: Instant): string => formatInstant(at, timeline.timeZone)
  const { code, name, early, conditions, effects } = revision
  return {
    code,
    revision: revision.revision,
    name,
    from: instant(revision.fromAt),
    until: instant(revision.untilAt),
    early: early && { tiers: [...early.tiers], from: instant(early.fromAt) },
    conditions: [...conditions],
    effects: [...effects],
    effectiveAt: instant(revision.effectiveAt),
    status: statusOf(revision, now),
  }
}
