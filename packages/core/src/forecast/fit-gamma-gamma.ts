import type { Decision } from '../decision.ts'
import { fit, type Fit, type NotEnoughData } from './fit.ts'
import { expectedSpendMinor, gammaGammaAt, gammaGammaObjective, type GammaGamma, type Spends } from './gamma-gamma.ts'

/** The Gamma-Gamma that makes these spends likeliest; told only where the mean of everybody is known well enough. */
export const fitGammaGamma = (spends: Spends): Decision<Fit<GammaGamma>, NotEnoughData> => {
  const { days, totalMinor } = spends
  const mean = totalMinor.reduce((a, b) => a + b, 0) / days.reduce((a, b) => a + b, 0)
  return fit({
    objective: gammaGammaObjective(spends),
    start: [1, 1, Math.log(mean)],
    members: days.length,
    repeatBuyers: days.length,
    modelAt: gammaGammaAt,
    // Without a mean (q ≤ 1) it is below zero, and its logarithm is no number.
    figure: model => expectedSpendMinor(model, 0, 0),
  })
}
