import type { BgNbd } from './bg-nbd.ts'

/** What is left out beyond the ends, beside the peak. */
const NEGLIGIBLE = 1e-13
/** ln p of the smallest double. */
const LOWEST = -700
/** Of the trapezoid rule. */
const WIDEST_STEP = 0.5

/**
 * How many days with a purchase an active member will have, as the mean over what the history leaves open of the
 * probability p of leaving: the integral that the ₂F₁ of `purchasesWhileActive` stands for, which holds for models whose
 * series does not, and takes ten times as long. Over ln(p ÷ (1 − p)) the integrand is smooth with one peak, and the
 * trapezoid rule exact to nine digits. `horizon` is in units of α + age.
 */
export const meanPurchases = ({ r, a, b }: BgNbd, repeats: number, horizon: number): number => {
  const stays = b + repeats
  const step = Math.min(WIDEST_STEP, 0.6 * Math.sqrt(1 / a + 1 / stays))
  const peak = Math.log(a / stays)
  const height = -a * Math.log1p(stays / a) - stays * Math.log1p(a / stays)
  let [weights, purchases] = [0, 0]
  /** Adds what is at a place; false where it is nothing. */
  const add = (place: number): boolean => {
    const logP = place < 0 ? place - Math.log1p(Math.exp(place)) : -Math.log1p(Math.exp(-place))
    const p = Math.exp(logP)
    const weight = Math.exp(a * logP + stays * (logP - place) - height)
    weights += weight
    purchases += (weight * -Math.expm1(-(r + repeats) * Math.log1p(horizon * p))) / p
    return weight > NEGLIGIBLE
  }
  add(peak)
  for (let place = peak - step; place > LOWEST && add(place); place -= step);
  for (let place = peak + step; add(place); place += step);
  return purchases / weights
}
