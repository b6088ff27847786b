import type { Birthday } from '../calendar/birthday.ts'
import type { Day } from '../calendar/day.ts'
import type { OpenLot } from '../ledger/lots.ts'
import type { DayActivity } from '../tiers/activity.ts'
import type { TierAct } from '../tiers/tier-acts.ts'

/** A member's balances; points and member cash may be a debt, prepaid never. */
export interface Balances {
  readonly points: number
  readonly memberCash: number
  readonly prepaid: number
}

/** What the books know of a member before a receipt. */
export interface MemberBooks {
  readonly registeredOn: Day
  readonly birthday: Birthday | null
  readonly balances: Balances
  readonly activity: readonly DayActivity[]
  /** Tiers set by hand, and the classes of top-ups that stand; none where left out. */
  readonly acts?: readonly TierAct[]
  /** The open lots of member cash; needed only where a receipt is paid with it. */
  readonly memberCashLots: readonly OpenLot[]
}
