import { boundedMultiplier } from '../brands/brand-cap.ts'
import { isBirthday } from '../calendar/birthday.ts'
import { dayOf } from '../calendar/zone.ts'
import type { Day, Instant } from '../calendar/day.ts'
import type { Award } from '../earning/award.ts'
import { capRoom } from '../earning/cap-room.ts'
import { SCALE } from '../money/scaled.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import type { Promotion } from '../promotions/promotion.ts'
import type { DayActivity } from '../tiers/activity.ts'
import { activityWithout } from '../tiers/tier-acts.ts'
import { decideTierHistory, lastHolding, type TierFacts } from '../tiers/tier-history.ts'
import type { TierHolding } from '../tiers/tier-steps.ts'
import type { MemberBooks } from './member-books.ts'
import type { AwardFacts, BrandSetting, ReceiptLine } from './receipt.ts'

/** When and where a receipt is judged. */
export interface ReceiptMoment {
  readonly store: string
  readonly occurredAt: Instant
  /** What receipts of the same business day that occurred after this one came to: a late receipt did not know them. */
  readonly later: readonly DayActivity[]
  /** The promotions in force at its instant. */
  readonly promotions: readonly Promotion[]
  readonly now: Instant
}

/** Where a member stands at a receipt's instant. */
export interface ReceiptStanding {
  readonly businessDay: Day
  readonly today: Day
  /** The rules in force at the receipt's instant. */
  readonly rules: CompiledRules
  /** The tier held today, before the receipt; a late receipt is judged by the one of `facts` instead. */
  readonly heldToday: TierHolding
  readonly facts: Omit<AwardFacts, 'cashMinor' | 'lines'>
}

type KnownBooks = Pick<MemberBooks, 'registeredOn' | 'birthday' | 'activity' | 'acts'>

/** What was known of a member at a receipt's instant: its day and what of it came later are left out. */
const knownAt = (books: KnownBooks, { occurredAt, later }: ReceiptMoment, day: Day): TierFacts => ({
  registeredOn: books.registeredOn,
  activity: activityWithout(
    books.activity.filter(entry => entry.day <= day),
    later,
  ),
  acts: (books.acts ?? [])
    .filter(act => act.at <= occurredAt)
    .map(act => ({ ...act, after: activityWithout(act.after, later) })),
})

/** Whether nothing that the tier depends on had happened after the receipt when it came. */
const isLast = (books: KnownBooks, { occurredAt, later }: ReceiptMoment): boolean =>
  later.length === 0 && !(books.acts ?? []).some(act => act.at > occurredAt)

/** The tier that a member holds at the end of a day, by all that is known of the member. */
type HeldOn = (day: Day) => TierHolding

/**
 * Where a member stands at a receipt's instant: tier held then, birthday or not, room under the caps (DOMAIN "For every
 * program"). The one answer for a receipt and for the quote of one, so that the receipt earns what the quote said.
 */
export const standingAt = (
  timeline: RulesTimeline,
  books: KnownBooks,
  moment: ReceiptMoment,
  heldOn: HeldOn = day => lastHolding(decideTierHistory(timeline, books, day)),
): ReceiptStanding => {
  const businessDay = dayOf(moment.occurredAt, timeline.timeZone)
  const today = dayOf(moment.now, timeline.timeZone)
  const rules = timeline.at(moment.occurredAt)
  const heldToday = heldOn(today)
  // A late receipt is judged at the tier held just before it: it did not know what came after.
  const held =
    businessDay === today && isLast(books, moment)
      ? heldToday
      : lastHolding(decideTierHistory(timeline, knownAt(books, moment, businessDay), businessDay))
  return {
    businessDay,
    today,
    rules,
    heldToday,
    facts: {
      occurredAt: moment.occurredAt,
      businessDay,
      store: moment.store,
      tier: held.tier,
      birthday: books.birthday !== null && isBirthday(businessDay, books.birthday),
      room: capRoom(rules.document, books.activity, businessDay),
      promotions: moment.promotions,
    },
  }
}

/** What lines earn at that standing, and all that it was judged by. Throws RangeError beyond 2^53 − 1. */
export const awardLines = (
  { rules, facts }: ReceiptStanding,
  lines: readonly Pick<ReceiptLine, 'sku' | 'quantity' | 'brand' | 'category' | 'promotional' | 'totalMinor'>[],
  /** The brand's setting at the receipt's instant, line by line; null for a line without brand. */
  brands: readonly (BrandSetting | null)[],
  cashMinor: number,
): { readonly facts: AwardFacts; readonly award: Award } => {
  const all: AwardFacts = {
    ...facts,
    cashMinor,
    lines: lines.map(({ sku, quantity, brand, category, promotional, totalMinor }, i) => {
      const setting = brands[i] ?? null
      return {
        sku,
        quantity,
        brand,
        category,
        promotional,
        totalMinor,
        brandMultiplier: setting ? boundedMultiplier(rules.document, setting.multiplier, setting.contractRate) : SCALE,
      }
    }),
  }
  const { promotions } = all
  const judged =
    promotions.length === 0
      ? all
      : { ...all, promotions: promotions.filter(promotion => promotion.looksAt(all, all.lines)) }
  return { facts: judged, award: rules.award(judged) }
}
