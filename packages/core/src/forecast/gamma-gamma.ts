import { digamma, logGamma } from './log-gamma.ts'
import type { Objective } from './minimize.ts'

/**
 * Gamma-Gamma (Fader, Hardie 2013, "The Gamma-Gamma Model of Monetary Value"): what a member spends on a day varies
 * around a mean of the member's own (shape p), and the scale of it over members (shape q, γ in minor units).
 */
export interface GammaGamma {
  readonly p: number
  readonly q: number
  readonly gammaMinor: number
}

/** What was spent on how many days; a row for each member who spent anything. */
export interface Spends {
  readonly days: Uint32Array
  readonly totalMinor: Float64Array
}

/** ln p, ln q, ln γ: any point then is a model. */
export const gammaGammaAt = (point: Float64Array): GammaGamma => {
  const [p = 0, q = 0, gammaMinor = 0] = point.map(Math.exp)
  return { p, q, gammaMinor }
}

/** How many members there are for each number of days, and the sum of the logarithms of what they spent a day. */
const byDays = ({ days, totalMinor }: Spends): { days: number; members: number; logMeans: number }[] => {
  const groups = new Map<number, { days: number; members: number; logMeans: number }>()
  for (let i = 0; i < days.length; i++) {
    const [n = 0, total = 0] = [days[i], totalMinor[i]]
    const group = groups.get(n) ?? { days: n, members: 0, logMeans: 0 }
    group.members++
    group.logMeans += Math.log(total / n)
    groups.set(n, group)
  }
  return [...groups.values()]
}

/**
 * The mean log-likelihood of the spends (their eq. 1a), turned round, over the logarithms of the parameters. A member
 * takes one logarithm: the gamma functions depend on the number of days alone.
 */
export const gammaGammaObjective = (spends: Spends): Objective => {
  const groups = byDays(spends)
  const { days, totalMinor } = spends
  return (point, slope) => {
    const { p, q, gammaMinor } = gammaGammaAt(point)
    const logGammaMinor = Math.log(gammaMinor)
    let [sum, byP, byQ, byGamma] = [0, 0, 0, 0]
    for (const { days: n, members, logMeans } of groups) {
      const shape = p * n
      const ofGroup = logGamma(shape + q) - logGamma(shape) - logGamma(q) + q * logGammaMinor + shape * Math.log(n)
      sum += members * ofGroup + (shape - 1) * logMeans
      byP += members * n * (digamma(shape + q) - digamma(shape) + Math.log(n)) + n * logMeans
      byQ += members * (digamma(shape + q) - digamma(q) + logGammaMinor)
    }
    for (let i = 0; i < days.length; i++) {
      const [n = 0, total = 0] = [days[i], totalMinor[i]]
      const logSum = Math.log(gammaMinor + total)
      sum -= (p * n + q) * logSum
      byP -= n * logSum
      byQ -= logSum
      byGamma += q / gammaMinor - (p * n + q) / (gammaMinor + total)
    }
    const all = days.length
    slope.set([(-byP * p) / all, (-byQ * q) / all, (-byGamma * gammaMinor) / all])
    return -sum / all
  }
}

/**
 * What a member will spend on a day with a purchase, in minor units: between the member's own mean and everybody's,
 * nearer to the own the more is known of it (their eq. 5). Given a model with q > 1: else nobody has a mean.
 */
export const expectedSpendMinor = (model: GammaGamma, days: number, totalMinor: number): number =>
  (model.p * (model.gammaMinor + totalMinor)) / (model.p * days + model.q - 1)
