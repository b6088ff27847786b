import { giftsNamed, type PromisedGift, type PromotionTimeline } from '@laurel/core'
import {
  listCouponCounts,
  listCouponsOf,
  listRewardCounts,
  listRewardsOf,
  type CouponRow,
  type RewardRow,
} from '@laurel/db'
import type { AllRows, Load } from './load.ts'
import type { PurchaseCommand } from './purchase-command.ts'

/** What promotions may give beside points, as it was loaded: each one given leaves less to the next receipt of the load. */
export interface GiftShelf {
  readonly rewards: ReadonlyMap<string, RewardRow>
  readonly coupons: ReadonlyMap<string, CouponRow>
}

/** A thing that promotions may give. */
export type NamedGift = Pick<PromisedGift, 'kind' | 'code'>

/** What a thing is known by among those of a member. */
export const thing = ({ kind, code }: NamedGift): string => `${kind} ${code}`

/** The things that promotions may give with these receipts, each once. */
export const giftsFor = (timeline: PromotionTimeline, commands: Iterable<PurchaseCommand>): readonly NamedGift[] => {
  const named = new Map<string, NamedGift>()
  for (const { body } of commands) {
    // Without an instant the receipt is of the program's now: the newest revisions hold then.
    const promotions =
      body.occurredAt === undefined ? timeline.latest.filter(({ ended }) => !ended) : timeline.at(body.occurredAt)
    for (const one of giftsNamed(promotions)) named.set(thing(one), one)
  }
  return [...named.values()]
}

const codesOf = (named: readonly NamedGift[], kind: NamedGift['kind']): string | null => {
  const codes = named.filter(one => one.kind === kind).map(({ code }) => code)
  return codes.length === 0 ? null : JSON.stringify(codes)
}

const nothing = () => []

/** Asks for the things; nothing where there are none. */
export const loadShelf = (load: Load, named: readonly NamedGift[]) => {
  const [rewardCodes, couponCodes] = [codesOf(named, 'gift'), codesOf(named, 'coupon')]
  const rewards = rewardCodes === null ? nothing : load.add(listRewardsOf({ codes: rewardCodes }))
  const coupons = couponCodes === null ? nothing : load.add(listCouponsOf({ codes: couponCodes }))
  return (rows: AllRows): GiftShelf => ({
    rewards: new Map(rewards(rows).map((row: RewardRow) => [row.code, row])),
    coupons: new Map(coupons(rows).map((row: CouponRow) => [row.code, row])),
  })
}

/** Asks how many of them a member holds or has had. */
export const loadTaken = (load: Load, memberId: number, named: readonly NamedGift[]) => {
  const codes = codesOf(named, 'coupon')
  const rewards = codesOf(named, 'gift') === null ? nothing : load.add(listRewardCounts({ memberId }))
  const coupons = codes === null ? nothing : load.add(listCouponCounts({ memberId, codes }))
  return (rows: AllRows): ReadonlyMap<string, number> =>
    new Map([
      ...rewards(rows).map(row => [thing({ kind: 'gift', code: row.reward }), row.taken] as const),
      ...coupons(rows).map(row => [thing({ kind: 'coupon', code: row.coupon }), row.issued] as const),
    ])
}
