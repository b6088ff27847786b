import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { PatchPromotion, PromotionView } from './promotions.schemas.ts'
import { namedThings, publishRevision, readRevision, requireThings } from './publish-revision.ts'

/** Publishes another revision of a promotion, or ends it for good; receipts of before keep what held at their instant. */
export const patchPromotion = (caller: Caller, code: string, body: PatchPromotion): Promise<Answer<PromotionView>> => {
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: namedThings(body.effects),
    decide: (program, [rewards, coupons]) => {
      const last = program.promotions.latest.find(promotion => promotion.code === code)
      if (!last) throw new Problem('not_found')
      if (last.ended) throw new Problem('promotion_ended')
      requireThings(body.effects, rewards, coupons)
      const { name, from, until, early, conditions, effects } = body
      return publishRevision(
        caller,
        program,
        {
          code,
          name: name ?? last.name,
          ended: body.ended ?? false,
          fromAt: from ?? last.fromAt,
          untilAt: until ?? last.untilAt,
          early: early === undefined ? last.early : early && { tiers: early.tiers, fromAt: early.from },
          conditions: conditions ?? last.conditions,
          effects: effects ?? last.effects,
        },
        record,
      )
    },
    replay: readRevision,
  })
}
