import type { PromotionRevision } from '@laurel/core'
import {
  appendPromotionRevision,
  listCouponsOf,
  listPromotionsAfter,
  listRewardsOf,
  promotionRevisionOf,
  readAll,
  type CouponRow,
  type RewardRow,
} from '@laurel/db'
import type { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import type { Decided } from '../../platform/write.ts'
import { renderPromotion } from './promotion-view.ts'
import type { PromotionView } from './promotions.schemas.ts'

/** What a revision says; its places and the instant from which it counts come with its publication. */
export type PromotionTerms = Omit<PromotionRevision, 'id' | 'revision' | 'effectiveAt'>

type Effects = PromotionTerms['effects'] | undefined

/** The statements whose rows a publication is checked against: the rewards and coupons that its effects name. */
export const namedThings = (effects: Effects) =>
  [
    listRewardsOf({ codes: JSON.stringify((effects ?? []).flatMap(one => (one.kind === 'gift' ? one.reward : []))) }),
    listCouponsOf({ codes: JSON.stringify((effects ?? []).flatMap(one => (one.kind === 'coupon' ? one.coupon : []))) }),
  ] as const

/** Refuses effects that give what there is not. */
export const requireThings = (effects: Effects, rewards: readonly RewardRow[], coupons: readonly CouponRow[]): void => {
  for (const [place, effect] of (effects ?? []).entries()) {
    if (effect.kind === 'gift' && !rewards.some(({ code }) => code === effect.reward))
      throw invalid(`effects[${place}].reward`, 'is no reward of this program')
    if (effect.kind === 'coupon' && !coupons.some(({ code }) => code === effect.coupon))
      throw invalid(`effects[${place}].coupon`, 'is no coupon of this program')
  }
}

const invalid = (path: string, message: string): Problem =>
  new Problem('invalid_request', { errors: [{ path, message }] })

/** The tiers that a promotion names, by the path of each. */
const namedTiers = ({ early, conditions }: PromotionTerms): readonly (readonly [path: string, code: string])[] => [
  ...(early?.tiers ?? []).map((code, i) => [`early.tiers[${i}]`, code] as const),
  ...conditions.flatMap((condition, place) =>
    condition.kind === 'tiers'
      ? (condition.tiers ?? []).map((code, i) => [`conditions[${place}].tiers[${i}]`, code] as const)
      : [],
  ),
]

/** Refuses what the schema cannot see: times out of order, tiers that the program does not have. */
const refuse = (program: OpenProgram, terms: PromotionTerms): void => {
  if (terms.untilAt <= terms.fromAt) throw invalid('until', 'must be after from')
  if (terms.early && terms.early.fromAt >= terms.fromAt) throw invalid('early.from', 'must be before from')
  const priced = terms.effects.findIndex(({ kind }) => kind === 'memberPrice')
  if (priced >= 0 && terms.conditions.some(({ kind }) => kind === 'minimumSpend'))
    throw invalid(`effects[${priced}]`, 'cannot depend on what is spent, which depends on it')
  const unknown = namedTiers(terms).find(([, code]) => program.rules.tier(code) === null)
  if (unknown) throw invalid(unknown[0], 'is no tier of this program')
}

/**
 * Publishes a revision, counting from the program's now on (S29). Revisions are numbered without a gap, so of two that
 * are published at once the database refuses one, and it is decided again after the other.
 */
export const publishRevision = (
  { deps }: Caller,
  program: OpenProgram,
  terms: PromotionTerms,
  record: ReturnType<typeof auditing>,
): Decided<PromotionView> => {
  requireStore(program, null)
  refuse(program, terms)
  const last = program.promotions.latest.find(({ code }) => code === terms.code)
  const published: PromotionRevision = {
    ...terms,
    id: program.promotions.count + 1,
    revision: (last?.revision ?? 0) + 1,
    effectiveAt: program.now,
  }
  const { early, name, conditions, effects, ...fields } = published
  return {
    statements: [
      appendPromotionRevision({
        ...fields,
        recordedAt: deps.now(),
        actorId: program.actor.id,
        name: JSON.stringify(name),
        earlyTiers: early && JSON.stringify(early.tiers),
        earlyFromAt: early?.fromAt ?? null,
        conditions: JSON.stringify(conditions),
        effects: JSON.stringify(effects),
      }),
      record(program, program.actor, 'promotionPublished', terms.code),
    ],
    resource: String(published.id),
    result: renderPromotion(program, published),
  }
}

/** A revision that was published, as the answer to its request. Throws not_found. */
export const readRevision = async (resource: string, program: OpenProgram): Promise<PromotionView> => {
  const [[row]] = await readAll(program.database, [listPromotionsAfter({ id: Number(resource) - 1 })])
  if (!row) throw new Problem('not_found')
  return renderPromotion(program, promotionRevisionOf(row))
}
