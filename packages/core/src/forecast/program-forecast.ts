import type { Day } from '../calendar/day.ts'
import { accept, type Decision } from '../decision.ts'
import type { BgNbd } from './bg-nbd.ts'
import type { BuyingHistories } from './buying-histories.ts'
import type { Fit, NotEnoughData } from './fit.ts'
import { fitBgNbd } from './fit-bg-nbd.ts'
import { fitGammaGamma } from './fit-gamma-gamma.ts'
import type { GammaGamma } from './gamma-gamma.ts'
import { holdBack, type HeldBackRow } from './hold-back.ts'
import { historyOf, type KnownBuyer, type KnownDays } from './known-buyer.ts'

/** A buyer as known at an earlier day, and what came since. */
export interface HeldBackBuyer extends KnownDays {
  readonly later: number
}

/** What a fit that knew nothing of the last days says of them, beside what came. */
export interface Calibration {
  /** The last day that it knew. */
  readonly through: Day
  readonly heldBackDays: number
  readonly members: number
  readonly rows: readonly HeldBackRow[]
}

/** What the buyers of a program give, as of the end of a day. */
export interface ProgramForecast {
  readonly through: Day
  readonly horizonDays: number
  readonly purchases: Decision<Fit<BgNbd>, NotEnoughData>
  readonly spend: Decision<Fit<GammaGamma>, NotEnoughData>
  readonly calibration: Decision<Calibration, NotEnoughData>
}

const historiesOf = (buyers: readonly KnownDays[], through: Day): BuyingHistories => {
  const histories = buyers.map(buyer => historyOf(buyer, through))
  return {
    repeats: Uint32Array.from(histories, history => history.repeats),
    lastAfterDays: Uint32Array.from(histories, history => history.lastAfterDays),
    ageDays: Uint32Array.from(histories, history => history.ageDays),
    members: new Uint32Array(histories.length).fill(1),
  }
}

/** How long before a day the cut is: as long as is forecast, and half of what the eldest buyer's life allows. */
export const heldBackDaysOf = (firstOn: Day, through: Day, horizonDays: number): number =>
  Math.min(horizonDays, Math.floor((through - firstOn) / 2))

const fitSpend = (buyers: readonly KnownBuyer[]): ProgramForecast['spend'] => {
  // Of the days after the first, as the paper has it: what they bring is what is foretold.
  const spends = buyers
    .map(buyer => ({ days: buyer.purchaseDays - 1, totalMinor: buyer.salesMinor - buyer.firstDayMinor }))
    .filter(({ days, totalMinor }) => days > 0 && totalMinor > 0)
  return fitGammaGamma({
    days: Uint32Array.from(spends, spend => spend.days),
    totalMinor: Float64Array.from(spends, spend => spend.totalMinor),
  })
}

const calibrate = (
  held: readonly HeldBackBuyer[],
  through: Day,
  heldBackDays: number,
): ProgramForecast['calibration'] => {
  const histories = historiesOf(held, through)
  const later = Uint32Array.from(held, buyer => buyer.later)
  const fitted = fitBgNbd(histories, heldBackDays)
  if (!fitted.accepted) return fitted
  const rows = holdBack(fitted.value.model, histories, later, heldBackDays)
  return accept({ through, heldBackDays, members: held.length, rows })
}

/**
 * The forecast of a program from its buyers, or a sample of them, as of the end of a day (S14); with its calibration on
 * buyers as they were known `heldBackDays` earlier. Where there is not enough data, it says why.
 */
export const forecastProgram = (
  buyers: readonly KnownBuyer[],
  held: readonly HeldBackBuyer[],
  { through, horizonDays, heldBackDays }: { through: Day; horizonDays: number; heldBackDays: number },
): ProgramForecast => ({
  through,
  horizonDays,
  purchases: fitBgNbd(historiesOf(buyers, through), horizonDays),
  spend: fitSpend(buyers),
  calibration: calibrate(held, through - heldBackDays, heldBackDays),
})
