import type { Day } from '../calendar/day.ts'
import { forecastBuyer, probabilityAtLast, type ForecastModels, type KnownBuyer } from './known-buyer.ts'

/** A member to win back, and what the silence since the last purchase has cost of what they were worth. */
export interface WinBack {
  readonly memberId: number
  readonly probabilityAtLast: number
  readonly atStakeMinor: number
}

/** Who is less likely than this to be active is gone, and what they were worth with them. */
export const GONE_BELOW = 0.1

/** How many are told. */
export const WIN_BACKS = 100

/**
 * Whom to win back (S14), the most at stake first: what they would be worth within the horizon if they were active for
 * certain, times how far the probability of it has fallen since their last purchase.
 */
export const winBacks = (
  before: readonly WinBack[],
  models: ForecastModels,
  buyers: readonly (KnownBuyer & { readonly memberId: number })[],
  through: Day,
  horizonDays: number,
): WinBack[] => {
  const more = buyers.flatMap(buyer => {
    const { probabilityActive, expectedValueMinor } = forecastBuyer(models, buyer, through, horizonDays)
    if (expectedValueMinor === null || probabilityActive < GONE_BELOW) return []
    const atLast = probabilityAtLast(models, buyer)
    const atStakeMinor = Math.round((expectedValueMinor / probabilityActive) * (atLast - probabilityActive))
    return atStakeMinor > 0 ? [{ memberId: buyer.memberId, probabilityAtLast: atLast, atStakeMinor }] : []
  })
  return [...before, ...more]
    .toSorted((a, b) => b.atStakeMinor - a.atStakeMinor || a.memberId - b.memberId)
    .slice(0, WIN_BACKS)
}
