import type { BgNbd } from './bg-nbd.ts'
import { DAYS_A_WEEK } from './buying-histories.ts'
import { meanPurchases } from './mean-purchases.ts'

/** The history of one member, in days: x, t_x and T of the papers. */
export interface BuyingHistory {
  readonly repeats: number
  readonly lastAfterDays: number
  readonly ageDays: number
}

/**
 * The probability that a member is still active (Fader, Hardie, Lee 2008, "Computing P(alive) Using the BG/NBD
 * Model"). Who has bought once is active: in this model nobody leaves but after a purchase that is not the first.
 */
export const probabilityActive = (model: BgNbd, { repeats, lastAfterDays, ageDays }: BuyingHistory): number => {
  if (repeats === 0) return 1
  const { r, alpha, a, b } = model
  const waited = (alpha + ageDays / DAYS_A_WEEK) / (alpha + lastAfterDays / DAYS_A_WEEK)
  return 1 / (1 + (a / (b + repeats - 1)) * waited ** (r + repeats))
}

/** Beyond these the terms of the series cancel, outgrow a double, or fall too slowly. */
const [LOWEST_U, HIGHEST_U, HIGHEST_Z] = [-15, 50, 0.99]
/** A term this small beside the sum changes no digit that is told. */
const NEGLIGIBLE = 1e-13

/**
 * How many days with a purchase an active member will have within the horizon: eq. 10 of Fader, Hardie, Lee 2005 but
 * for its denominator, which is the probability of being active. Euler's transformation (DLMF 15.8.1) makes of their
 * ₂F₁ one whose terms fall, and what is divided by a − 1 is taken together, so that no a or b makes it 0 ÷ 0.
 */
export const purchasesWhileActive = (model: BgNbd, repeats: number, ageDays: number, horizonDays: number): number => {
  const { r, alpha, a, b } = model
  const [age, horizon] = [ageDays / DAYS_A_WEEK, horizonDays / DAYS_A_WEEK]
  const [u, c, z] = [a + b - 1 - r, a + b + repeats - 1, horizon / (alpha + age + horizon)]
  if (z === 0) return 0
  if (u < LOWEST_U || u > HIGHEST_U || z > HIGHEST_Z) return meanPurchases(model, repeats, horizon / (alpha + age))
  // The sum over n ≥ 1 of (a)ₙ₋₁ (u)ₙ zⁿ ÷ ((c + 1)ₙ₋₁ n!): c ÷ (a − 1) times what ₂F₁(a − 1, u; c; z) is above 1.
  let term = u * z
  let above = 0
  for (let n = 1; Math.abs(term) > NEGLIGIBLE * Math.abs(above); n++) {
    above += term
    term *= ((a + n - 1) * (u + n) * z) / ((c + n) * (n + 1))
  }
  const logRest = Math.log1p(-z)
  // (1 − (1 − z)^(a−1)) ÷ (a − 1), which tends to −ln(1 − z).
  const gone = a === 1 ? -logRest : -Math.expm1((a - 1) * logRest) / (a - 1)
  return c * gone - Math.exp((a - 1) * logRest) * above
}

/** How many days with a purchase a member will have within the horizon, gone already or not. */
export const expectedPurchases = (model: BgNbd, history: BuyingHistory, horizonDays: number): number =>
  probabilityActive(model, history) * purchasesWhileActive(model, history.repeats, history.ageDays, horizonDays)
