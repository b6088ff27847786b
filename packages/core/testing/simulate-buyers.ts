import type { BgNbd } from '../src/forecast/bg-nbd.ts'
import type { BuyingHistories } from '../src/forecast/buying-histories.ts'
import type { GammaGamma, Spends } from '../src/forecast/gamma-gamma.ts'

export interface SimulatedBuyers {
  /** A row for each member. */
  readonly histories: BuyingHistories
  /** Days with a purchase after the last day of the histories. */
  readonly later: Uint32Array
  /** Of the days with a purchase after the first; nothing where there is none. */
  readonly spends: Spends
}

type Chance = () => number

const exponential = (chance: Chance): number => -Math.log(1 - chance())
const normal = (chance: Chance): number => Math.sqrt(2 * exponential(chance)) * Math.cos(2 * Math.PI * chance())

/** Marsaglia and Tsang 2000; scale 1. */
const gamma = (shape: number, chance: Chance): number => {
  if (shape < 1) return gamma(shape + 1, chance) * (1 - chance()) ** (1 / shape)
  const d = shape - 1 / 3
  for (;;) {
    const x = normal(chance)
    const v = (1 + x / Math.sqrt(9 * d)) ** 3
    if (v > 0 && Math.log(1 - chance()) < (x * x) / 2 + d * (1 - v + Math.log(v))) return d * v
  }
}

/** The days after the first purchase, up to `throughDay`, on which a member buys who lives as BG/NBD says. */
const daysOf = ({ r, alpha, a, b }: BgNbd, throughDay: number, chance: Chance): number[] => {
  const daysBetween = (7 * alpha) / gamma(r, chance)
  const stays = gamma(b, chance)
  const leaves = gamma(a, chance)
  const days: number[] = []
  for (let at = daysBetween * exponential(chance); at < throughDay + 1; at += daysBetween * exponential(chance)) {
    const day = Math.floor(at)
    if (day > 0 && day !== days.at(-1)) days.push(day)
    if (chance() * (stays + leaves) < leaves) break
  }
  return days
}

/** Members who join over the first `joinDays`, seen for `seenDays`, and `laterDays` after that. */
export const simulateBuyers = (
  { purchases, spend }: { purchases: BgNbd; spend: GammaGamma },
  { members, joinDays, seenDays, laterDays }: Record<'members' | 'joinDays' | 'seenDays' | 'laterDays', number>,
  chance: Chance,
): SimulatedBuyers => {
  const column = () => new Uint32Array(members)
  const histories = { repeats: column(), lastAfterDays: column(), ageDays: column(), members: column().fill(1) }
  const later = column()
  const spends: [days: number, totalMinor: number][] = []
  for (let i = 0; i < members; i++) {
    const age = seenDays - Math.floor(chance() * joinDays)
    const days = daysOf(purchases, age + laterDays, chance)
    const seen = days.filter(day => day <= age)
    histories.repeats[i] = seen.length
    histories.lastAfterDays[i] = seen.at(-1) ?? 0
    histories.ageDays[i] = age
    later[i] = days.length - seen.length
    const scale = gamma(spend.q, chance) / spend.gammaMinor
    const total = seen.reduce(sum => sum + gamma(spend.p, chance) / scale, 0)
    if (seen.length > 0) spends.push([seen.length, Math.round(total)])
  }
  const spent = spends.filter(([, total]) => total > 0)
  return {
    histories,
    later,
    spends: {
      days: Uint32Array.from(spent, ([days]) => days),
      totalMinor: Float64Array.from(spent, ([, total]) => total),
    },
  }
}
