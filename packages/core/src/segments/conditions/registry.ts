import { z } from 'zod'
import { schemasOf } from '../../promotions/schemas-of.ts'
import type { MemberTest } from '../member-test.ts'
import type { SegmentContext } from '../segment-condition.ts'
import { age } from './age.ts'
import { balance } from './balance.ts'
import { benefitUsed } from './benefit-used.ts'
import { benefit } from './benefit.ts'
import { birthday } from './birthday.ts'
import { boughtTogether } from './bought-together.ts'
import { cameBack } from './came-back.ts'
import { bought } from './bought.ts'
import { brandCard } from './brand-card.ts'
import { brought } from './brought.ts'
import { completeness } from './completeness.ts'
import { consent } from './consent.ts'
import { contact } from './contact.ts'
import { contribution } from './contribution.ts'
import { couponUsed } from './coupon-used.ts'
import { coupon } from './coupon.ts'
import { cycle } from './cycle.ts'
import { described } from './described.ts'
import { dossierChanged } from './dossier-changed.ts'
import { earned } from './earned.ts'
import { effort } from './effort.ts'
import { expiring } from './expiring.ts'
import { field } from './field.ts'
import { firstPurchase } from './first-purchase.ts'
import { forecast } from './forecast.ts'
import { gender } from './gender.ts'
import { importance } from './importance.ts'
import { interest } from './interest.ts'
import { lastPurchase } from './last-purchase.ts'
import { lifecycle } from './lifecycle.ts'
import { loyalty } from './loyalty.ts'
import { messaged } from './messaged.ts'
import { noted } from './noted.ts'
import { prefers } from './prefers.ts'
import { priceBand } from './price-band.ts'
import { promotionShare } from './promotion-share.ts'
import { pyramid } from './pyramid.ts'
import { quietHours } from './quiet-hours.ts'
import { receipts } from './receipts.ts'
import { redeemed } from './redeemed.ts'
import { referred } from './referred.ts'
import { registered } from './registered.ts'
import { relative } from './relative.ts'
import { reserved } from './reserved.ts'
import { returnedShare } from './returned-share.ts'
import { rewarded } from './rewarded.ts'
import { rfm } from './rfm.ts'
import { size } from './size.ts'
import { spent } from './spent.ts'
import { tag } from './tag.ts'
import { tierEnds } from './tier-ends.ts'
import { tierNear } from './tier-near.ts'
import { tierSince } from './tier-since.ts'
import { tier } from './tier.ts'
import { toppedUp } from './topped-up.ts'
import { units } from './units.ts'

/** Every kind of condition that a segment may set. A new one: a file beside these, and a line here. */
const kinds = [
  tier,
  balance,
  benefit,
  benefitUsed,
  registered,
  referred,
  brought,
  gender,
  age,
  birthday,
  described,
  dossierChanged,
  completeness,
  quietHours,
  relative,
  interest,
  size,
  tag,
  brandCard,
  field,
  noted,
  consent,
  messaged,
  contact,
  coupon,
  couponUsed,
  redeemed,
  reserved,
  toppedUp,
  bought,
  boughtTogether,
  firstPurchase,
  cameBack,
  lastPurchase,
  receipts,
  units,
  spent,
  earned,
  prefers,
  priceBand,
  promotionShare,
  returnedShare,
  cycle,
  lifecycle,
  rfm,
  pyramid,
  contribution,
  effort,
  importance,
  loyalty,
  rewarded,
  forecast,
  expiring,
  tierNear,
  tierSince,
  tierEnds,
] as const

export const segmentConditionSchema = z.discriminatedUnion('kind', schemasOf(kinds))

/** A condition in a segment's own words. */
export type SegmentCondition = z.output<typeof segmentConditionSchema>

const byKind = new Map<string, (typeof kinds)[number]>(kinds.map(kind => [kind.kind, kind]))

/** Compiles a condition that the schema has accepted; or tells why it can be none. */
export const compileSegmentCondition = (condition: SegmentCondition, context: SegmentContext): MemberTest | string =>
  byKind.get(condition.kind)!.compile(condition as never, context)
