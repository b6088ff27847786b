import { SCALE } from '../money/scaled.ts'
import { probabilityAtLast, type BuyerForecast, type ForecastModels, type KnownBuyer } from './known-buyer.ts'

/** A member to win back, and what the silence since the last purchase has cost of what they were worth. */
export interface WinBack {
  readonly memberId: number
  readonly probabilityAtLast: number
  readonly atStakeMinor: number
}

/** Probabilities are kept as whole millionths. */
export const PROBABILITY_SCALE = 1_000_000

/** What the members of a program come to together; in whole numbers, so that no order of adding makes a difference. */
export interface ForecastSums {
  readonly members: number
  /** As many as are likely to be active, scaled by 1,000,000. */
  readonly active: number
  /** Scaled by 10,000. */
  readonly purchases: number
  readonly valueMinor: number
  /** Whom to win back (S14), the most at stake first. */
  readonly winBacks: readonly WinBack[]
}

/** Before the first member. */
export const noForecasts: ForecastSums = { members: 0, active: 0, purchases: 0, valueMinor: 0, winBacks: [] }

/** Who is less likely than this to be active is gone, and what they were worth with them. */
const GONE_BELOW = 0.1

/** How many are told. */
const WIN_BACKS = 100

/** A buyer with what is told of one. */
export interface ForetoldBuyer {
  readonly memberId: number
  readonly buyer: KnownBuyer
  readonly forecast: BuyerForecast
}

const winBackOf = (models: ForecastModels, { memberId, buyer, forecast }: ForetoldBuyer): readonly WinBack[] => {
  const { probabilityActive, expectedValueMinor } = forecast
  if (expectedValueMinor === null || probabilityActive < GONE_BELOW) return []
  const atLast = probabilityAtLast(models, buyer)
  const atStakeMinor = Math.round((expectedValueMinor / probabilityActive) * (atLast - probabilityActive))
  return atStakeMinor > 0 ? [{ memberId, probabilityAtLast: atLast, atStakeMinor }] : []
}

/**
 * Adds some members to those before them. At stake is what a member would be worth within the horizon if active for
 * certain, times how far the probability of it has fallen since the last purchase.
 */
export const addForecasts = (
  before: ForecastSums,
  models: ForecastModels,
  more: readonly ForetoldBuyer[],
): ForecastSums => {
  const sum = (of: (forecast: BuyerForecast) => number) => more.reduce((all, { forecast }) => all + of(forecast), 0)
  return {
    members: before.members + more.length,
    active: before.active + sum(forecast => Math.round(forecast.probabilityActive * PROBABILITY_SCALE)),
    purchases: before.purchases + sum(forecast => Math.round(forecast.expectedPurchases * SCALE)),
    valueMinor: before.valueMinor + sum(forecast => forecast.expectedValueMinor ?? 0),
    winBacks: [...before.winBacks, ...more.flatMap(one => winBackOf(models, one))]
      .toSorted((a, b) => b.atStakeMinor - a.atStakeMinor || a.memberId - b.memberId)
      .slice(0, WIN_BACKS),
  }
}
