import { DAYS_A_WEEK, type BuyingHistories } from './buying-histories.ts'
import type { Objective } from './minimize.ts'

/**
 * BG/NBD (Fader, Hardie, Lee 2005, "Counting Your Customers" the Easy Way): while active, a member buys at a rate of
 * its own, gamma distributed over members (shape r, rate α in weeks); after each purchase the member leaves with a
 * probability of its own, beta distributed (a, b).
 */
export interface BgNbd {
  readonly r: number
  readonly alpha: number
  readonly a: number
  readonly b: number
}

/** ln r, ln α, ln a, ln b: any point then is a model. */
export const bgNbdAt = (point: Float64Array): BgNbd => {
  const [r = 0, alpha = 0, a = 0, b = 0] = point.map(Math.exp)
  return { r, alpha, a, b }
}

/** f(0), f(0) + f(1), …: what the gamma and beta functions of whole numbers of purchases come to. */
const sums = (length: number, f: (purchase: number) => number): Float64Array => {
  const all = new Float64Array(length + 1)
  for (let x = 0; x < length; x++) all[x + 1] = (all[x] ?? 0) + f(x)
  return all
}

const most = (column: Uint32Array): number => column.reduce((a, b) => Math.max(a, b), 0)

/**
 * The mean log-likelihood of the histories (their eq. 6), turned round, over the logarithms of the parameters. Each
 * history takes two look-ups of ln(α + t), one for each day, an exponential and a logarithm.
 */
export const bgNbdObjective = (histories: BuyingHistories): Objective => {
  const { repeats, lastAfterDays, ageDays, members } = histories
  const all = members.reduce((a, b) => a + b, 0)
  const [mostRepeats, oldest] = [most(repeats), most(ageDays)]
  return (point, slope) => {
    const { r, alpha, a, b } = bgNbdAt(point)
    const rates = sums(mostRepeats, k => Math.log(r + k))
    const ratesByR = sums(mostRepeats, k => 1 / (r + k))
    const stays = sums(mostRepeats, k => Math.log((b + k) / (a + b + k)))
    const staysByA = sums(mostRepeats, k => -1 / (a + b + k))
    const staysByB = sums(mostRepeats, k => a / ((b + k) * (a + b + k)))
    const logAge = Float64Array.from({ length: oldest + 1 }, (_, day) => Math.log(alpha + day / DAYS_A_WEEK))
    const [logAlpha, logA] = [Math.log(alpha), Math.log(a)]
    let [sum, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0]
    for (let i = 0; i < members.length; i++) {
      const [x = 0, last = 0, age = 0, count = 0] = [repeats[i], lastAfterDays[i], ageDays[i], members[i]]
      const [logNow = 0, logLast = 0] = [logAge[age], logAge[last]]
      let [logLike, left] = [-(r + x) * logNow, 0]
      if (x > 0) {
        // Still here, or gone after the last purchase: `left` is the second one's share.
        const odds = Math.exp(logA - Math.log(b + x - 1) + (r + x) * (logNow - logLast))
        left = odds === Infinity ? 1 : odds / (1 + odds)
        logLike = odds === Infinity ? logA - Math.log(b + x - 1) - (r + x) * logLast : logLike + Math.log1p(odds)
        byA += (count * left) / a
        byB -= (count * left) / (b + x - 1)
      }
      sum += count * (logLike + (rates[x] ?? 0) + (stays[x] ?? 0) + r * logAlpha)
      byR += count * ((ratesByR[x] ?? 0) + logAlpha - (1 - left) * logNow - left * logLast)
      const waited = (1 - left) / (alpha + age / DAYS_A_WEEK) + left / (alpha + last / DAYS_A_WEEK)
      byAlpha += count * (r / alpha - (r + x) * waited)
      byA += count * (staysByA[x] ?? 0)
      byB += count * (staysByB[x] ?? 0)
    }
    slope.set([(-byR * r) / all, (-byAlpha * alpha) / all, (-byA * a) / all, (-byB * b) / all])
    return -sum / all
  }
}
