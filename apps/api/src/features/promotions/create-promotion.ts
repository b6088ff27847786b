import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import type { CreatePromotion, PromotionView } from './promotions.schemas.ts'
import { namedThings, publishRevision, readRevision, requireThings } from './publish-revision.ts'

/** Publishes a promotion. Its code names it for ever. */
export const createPromotion = (caller: Caller, body: CreatePromotion): Promise<Answer<PromotionView>> => {
  const record = auditing(caller.deps)
  return writeOnce(caller, body, {
    load: namedThings(body.effects),
    decide: (program, [rewards, coupons]) => {
      requireThings(body.effects, rewards, coupons)
      const { code, name, from, until, early, conditions, effects } = body
      const published = publishRevision(
        caller,
        program,
        {
          code,
          name,
          ended: false,
          fromAt: from,
          untilAt: until,
          early: early ? { tiers: early.tiers, fromAt: early.from } : null,
          conditions,
          effects,
        },
        record,
      )
      if (program.promotions.latest.some(promotion => promotion.code === code)) throw new Problem('promotion_exists')
      if (until <= program.now)
        throw new Problem('invalid_request', { errors: [{ path: 'until', message: 'must be later than now' }] })
      return published
    },
    replay: readRevision,
  })
}
