import type { Day } from '../calendar/day.ts'
import { expectedPurchases, probabilityActive, type BuyingHistory } from './expected-purchases.ts'
import type { BgNbd } from './bg-nbd.ts'
import { expectedSpendMinor, type GammaGamma } from './gamma-gamma.ts'

/** A buyer as their facts have one. */
export interface KnownBuyer {
  readonly purchaseDays: number
  readonly firstOn: Day
  readonly lastOn: Day
  /** What the kept goods were sold for, and of it what those of the first day of purchase were. */
  readonly salesMinor: number
  readonly firstDayMinor: number
}

/** Of a buyer, what the purchases are foretold by. */
export type KnownDays = Pick<KnownBuyer, 'purchaseDays' | 'firstOn' | 'lastOn'>

/** What is told of a buyer: the probability of being active, and what to expect within the horizon. */
export interface BuyerForecast {
  readonly probabilityActive: number
  /** In days with a purchase. */
  readonly expectedPurchases: number
  /** Sales, not profit, and not discounted; null where what members spend is not known well enough. */
  readonly expectedValueMinor: number | null
}

/** The models of a program, as of a day; that of the spend may be missing. */
export interface ForecastModels {
  readonly purchases: BgNbd
  readonly spend: GammaGamma | null
}

/** What a buyer has done through a day. A receipt of a later day that is known already makes it that day. */
export const historyOf = ({ purchaseDays, firstOn, lastOn }: KnownDays, through: Day): BuyingHistory => ({
  repeats: purchaseDays - 1,
  lastAfterDays: lastOn - firstOn,
  ageDays: Math.max(through, lastOn) - firstOn,
})

/** What is to be expected of a buyer after a day (S14). */
export const forecastBuyer = (
  { purchases, spend }: ForecastModels,
  buyer: KnownBuyer,
  through: Day,
  horizonDays: number,
): BuyerForecast => {
  const history = historyOf(buyer, through)
  const expected = expectedPurchases(purchases, history, horizonDays)
  const repeatMinor = Math.max(0, buyer.salesMinor - buyer.firstDayMinor)
  return {
    probabilityActive: probabilityActive(purchases, history),
    expectedPurchases: expected,
    expectedValueMinor: spend && Math.round(expected * expectedSpendMinor(spend, history.repeats, repeatMinor)),
  }
}

/** The probability that a buyer was still active after the last purchase, before the silence since. */
export const probabilityAtLast = ({ purchases }: ForecastModels, buyer: KnownBuyer): number =>
  probabilityActive(purchases, historyOf(buyer, buyer.lastOn))
