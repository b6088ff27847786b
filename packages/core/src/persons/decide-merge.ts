import type { Day, Instant } from '../calendar/day.ts'
import { memberAccount, units } from '../ledger/accounts.ts'
import { transfer } from '../ledger/journal.ts'
import type { LotUnit } from '../ledger/lots.ts'
import { earn, giveBack, still, take, type Movement, type Wallet } from '../ledger/wallet.ts'
import { addSafe } from '../money/safe.ts'
import type { RulesTimeline } from '../program/timeline.ts'
import { inTurn, type DayActivity } from '../tiers/activity.ts'
import type { MergeTierAct, TierAct } from '../tiers/tier-acts.ts'
import { decideTierHistory, lastHolding } from '../tiers/tier-history.ts'
import { isBetter, type TierHolding } from '../tiers/tier-steps.ts'

// What one member gives up another takes over, against an account that is then where it was.
const BETWEEN = 'program:adjustment'

const LOT_UNITS: readonly LotUnit[] = ['points', 'memberCash']

const NOTHING: Wallet = { balances: { points: 0, memberCash: 0, prepaid: 0 }, lots: { points: [], memberCash: [] } }

/** Everything that a member holds goes out, and everything owed is forgiven: the survivor takes over both. */
export const leaveWallet = (wallet: Wallet): Movement => ({
  wallet: NOTHING,
  transfers: units.flatMap(unit => {
    const balance = wallet.balances[unit]
    return [
      ...transfer(memberAccount(unit), BETWEEN, unit, balance),
      ...transfer(BETWEEN, memberAccount(unit), unit, -balance),
    ]
  }),
  moves: LOT_UNITS.flatMap(unit =>
    wallet.lots[unit].map(({ id, remaining }) => ({ lot: id, unit, delta: -remaining })),
  ),
  opened: [],
})

/**
 * What the other held comes in, lot by lot, each with its expiry. A debt of either is filled from the lots of the other
 * as a debt always is: those that expire soonest first.
 */
export const joinWallet = (into: Wallet, from: Wallet, on: Day): Movement => {
  const lots = LOT_UNITS.reduce<Movement>((movement, unit) => {
    const owed = Math.max(0, -from.balances[unit])
    return giveBack(take(movement, { unit, amount: owed, to: BETWEEN, on, intoDebt: true }), {
      unit,
      from: BETWEEN,
      lots: from.lots[unit].map(lot => ({ ...lot, amount: lot.remaining, remaining: 0 })),
    })
  }, still(into))
  const { prepaid: amount } = from.balances
  // Prepaid lies in no lot.
  return earn(lots, { unit: 'prepaid', amount, from: BETWEEN, lot: { id: 0, earnedAt: 0, expiresOn: null } })
}

/** Two members' days as those of one. Throws RangeError where a sum leaves the exact integers. */
const joinedActivity = (into: readonly DayActivity[], from: readonly DayActivity[]): readonly DayActivity[] => {
  const days = [...into]
  for (const entry of from) {
    const place = days.findIndex(({ day, rulesVersion }) => day === entry.day && rulesVersion === entry.rulesVersion)
    const before = days[place]
    if (before)
      days[place] = {
        ...before,
        qualifyingPoints: addSafe(before.qualifyingPoints, entry.qualifyingPoints),
        spendMinor: addSafe(before.spendMinor, entry.spendMinor),
      }
    else days.push(entry)
  }
  return days.toSorted(inTurn)
}

/** One of two members who become one. */
export interface MergingMember {
  readonly registeredOn: Day
  readonly activity: readonly DayActivity[]
  readonly held: TierHolding
}

/** Where and when a merge stands in the survivor's journal. */
export interface MergePlace {
  readonly id: number
  readonly at: Instant
  readonly seq: number
  readonly day: Day
  readonly rulesVersion: number
}

/** What two members come to as one. */
export interface JoinedTier {
  readonly registeredOn: Day
  readonly activity: readonly DayActivity[]
  /** The act that keeps the better card; null where both together come to as much. */
  readonly act: MergeTierAct | null
  readonly held: TierHolding
}

/** The better of two cards: the higher tier with its dates, of equal ones the longer, held since the earlier. */
const betterCard = (timeline: RulesTimeline, { at }: MergePlace, a: TierHolding, b: TierHolding): TierHolding => {
  const better = isBetter(timeline.at(at), b, a) ? b : a
  return a.tier === b.tier ? { ...better, since: Math.min(a.since, b.since) } : better
}

/**
 * The tier of two members as one: all receipts count in all windows, and every decision is looked at again. `acts` are
 * those of both, each with the receipts of both that come after it. Where that comes to less than the better card, the
 * card stays, with its dates.
 */
export const joinTiers = (
  timeline: RulesTimeline,
  into: MergingMember,
  from: MergingMember,
  acts: readonly TierAct[],
  place: MergePlace,
): JoinedTier => {
  const registeredOn = Math.min(into.registeredOn, from.registeredOn)
  const activity = joinedActivity(into.activity, from.activity)
  const heldWith = (all: readonly TierAct[]) =>
    lastHolding(decideTierHistory(timeline, { registeredOn, activity, acts: all }, place.day))
  const together = heldWith(acts)
  const card = betterCard(timeline, place, into.held, from.held)
  if (card.tier === null || !isBetter(timeline.at(place.at), card, together))
    return { registeredOn, activity, act: null, held: together }
  const { tier, from: fromOn, since, through } = card
  const act: MergeTierAct = { ...place, after: [], kind: 'merge', tier, from: fromOn, since, through }
  return { registeredOn, activity, act, held: heldWith([...acts, act]) }
}
