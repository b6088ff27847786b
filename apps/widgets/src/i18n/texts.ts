import type { TierGoal } from '../api/me.ts'

/** Every text of the widgets. Amounts, dates and names arrive formatted; `count` only chooses the plural. */
export interface Texts {
  readonly loading: string
  readonly badgeLabel: string
  readonly pointsLabel: string
  readonly tierLabel: string
  readonly signIn: string
  readonly signInForPoints: string
  readonly signInForTier: string
  readonly failed: string
  readonly failedShort: string
  readonly failedSignIn: string
  readonly retry: string
  readonly retrying: string
  /** Data that could not be renewed since. */
  lastKnown(time: string): string
  readonly memberCash: string
  readonly prepaid: string
  readonly noTier: string
  readonly highestTier: string
  readonly atOnce: string
  readonly atReview: string
  readonly inWindow: Readonly<Record<TierGoal['window'], string>>
  pointsOf(amount: string, count: number): string
  pending(amount: string): string
  expires(points: string, count: number, date: string): string
  readonly noExpiry: string
  changed(change: string, total: string): string
  validThrough(date: string): string
  /** When a goal ends: a day, or "today" for a goal of one day. */
  by(date: string): string
  readonly today: string
  /** What is still missing for a goal in money. */
  spend(amount: string): string
  /** What is still missing for a goal in points. */
  earn(points: string): string
  upgrade(need: string, tier: string, by: string): string
  renew(need: string, tier: string, by: string): string
  reached(tier: string): string
  renewed(tier: string): string
  progressOf(current: string, required: string): string
  otherWays(count: number): string
}
