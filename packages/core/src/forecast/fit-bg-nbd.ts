import type { Decision } from '../decision.ts'
import { bgNbdAt, bgNbdObjective, type BgNbd } from './bg-nbd.ts'
import { DAYS_A_WEEK, type BuyingHistories } from './buying-histories.ts'
import { purchasesWhileActive } from './expected-purchases.ts'
import { fit, type Fit, type NotEnoughData } from './fit.ts'

/**
 * The BG/NBD that makes these histories likeliest. It is told only where the purchases of the horizon, by members of the
 * mean age, are known well enough.
 */
export const fitBgNbd = (histories: BuyingHistories, horizonDays: number): Decision<Fit<BgNbd>, NotEnoughData> => {
  const { repeats, ageDays, members } = histories
  let [all, repeatBuyers, purchases, age] = [0, 0, 0, 0]
  for (let i = 0; i < members.length; i++) {
    const count = members[i] ?? 0
    all += count
    age += count * (ageDays[i] ?? 0)
    purchases += count * (repeats[i] ?? 0)
    if ((repeats[i] ?? 0) > 0) repeatBuyers += count
  }
  const meanAge = age / all
  return fit({
    objective: bgNbdObjective(histories),
    // Everybody alike, at the rate of the data.
    start: [0, Math.log(age / purchases / DAYS_A_WEEK), 0, 0],
    members: all,
    repeatBuyers,
    modelAt: bgNbdAt,
    figure: model =>
      purchasesWhileActive(model, 0, 0, meanAge + horizonDays) - purchasesWhileActive(model, 0, 0, meanAge),
  })
}
