import type { Instant } from '../calendar/day.ts'
import { dayOf } from '../calendar/zone.ts'
import { joinTiers, joinWallet } from '../persons/decide-merge.ts'
import type { TierAct } from '../tiers/tier-acts.ts'
import type { DraftTimeline } from './draft-timeline.ts'
import type { HistoryMerge } from './kept-history.ts'
import type { ReplayedBooks } from './replayed-books.ts'

const comesAfter = (
  receipt: { readonly soldAt: Instant; readonly seq: number },
  act: { readonly at: Instant; readonly seq: number },
): boolean => receipt.soldAt > act.at || (receipt.soldAt === act.at && receipt.seq > act.seq)

/** A card's acts when the other card's receipts of their days are the same member's. */
const actsAmong = (acts: readonly TierAct[], { purchases }: ReplayedBooks): readonly TierAct[] =>
  acts.map(act => {
    const later = [...purchases.values()].filter(
      purchase => purchase.facts.businessDay === act.day && comesAfter(purchase, act),
    )
    const after = later.map(({ rulesVersion, counted }) => ({
      day: act.day,
      rulesVersion,
      qualifyingPoints: counted.points,
      spendMinor: counted.spendMinor,
    }))
    return { ...act, after: [...act.after, ...after] }
  })

/** Joins another card, as it has been replayed, to a member's books: by the same rules as the merge itself. */
export const joinMerged = (
  draft: DraftTimeline,
  books: ReplayedBooks,
  other: ReplayedBooks,
  { id, seq, recordedAt: at, rulesVersion }: HistoryMerge,
): void => {
  const timeline = draft.judging(at, rulesVersion)
  const day = dayOf(at, timeline.timeZone)
  const acts = [...actsAmong(books.acts, other), ...actsAmong(other.acts, books)]
  const memberOf = (card: ReplayedBooks) => ({
    registeredOn: card.registeredOn,
    activity: card.activity,
    held: card.heldOn(timeline, day),
  })
  const joined = joinTiers(timeline, memberOf(books), memberOf(other), acts, {
    id,
    at,
    seq,
    day,
    rulesVersion: timeline.at(at).version,
  })
  books.post(id, joinWallet(books.wallet, other.wallet, day))
  books.takeOver(other, {
    registeredOn: joined.registeredOn,
    acts: joined.act ? [...acts, joined.act] : acts,
  })
}
