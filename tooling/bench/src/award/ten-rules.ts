import { dayOf, isBirthday, mulDiv, presets, SCALE } from '@laurel/core'
import type { RawReceipt } from './random-receipts.ts'

// Wanqian's decision as a rule engine is given it, ten rules a receipt: one point a yuan; Supreme earns twice; on the
// birthday VIP twice and Supreme three times; each of three lines is multiplied by its brand, and earns by its own cash.

/** The facts of a receipt for a rule engine. Day and birthday are found for it, outside of what is measured. */
export interface FlatFacts {
  readonly tier: string
  readonly birthday: boolean
  readonly cash0: number
  readonly cash1: number
  readonly cash2: number
  readonly brand0: number
  readonly brand1: number
  readonly brand2: number
}

const { timeZone } = presets.wanqian

export const flatFacts = ({ occurredAt, tier, birthday, lines }: RawReceipt): FlatFacts => ({
  tier,
  birthday: birthday !== null && isBirthday(dayOf(occurredAt, timeZone), birthday),
  cash0: lines[0].totalMinor,
  cash1: lines[1].totalMinor,
  cash2: lines[2].totalMinor,
  brand0: lines[0].brandMultiplier,
  brand1: lines[1].brandMultiplier,
  brand2: lines[2].brandMultiplier,
})

/** What one of the ten rules said: of the whole receipt (`line` null) or of a line. `value` is scaled by 10,000. */
export interface Said {
  readonly line: number | null
  readonly multiplier?: number
  readonly cash?: number
}

/** Puts together what the rules said: the highest multiplier of each line, rounded down line by line. */
export const pointsOf = (said: readonly Said[]): number => {
  let all = SCALE
  const highest = [0, 0, 0]
  const cash = [0, 0, 0]
  for (const { line, multiplier = 0, cash: earns } of said) {
    if (line === null) all = Math.max(all, multiplier)
    else if (earns === undefined) highest[line] = Math.max(highest[line]!, multiplier)
    else cash[line] = earns
  }
  return cash.reduce((sum, minor, line) => sum + mulDiv(minor, Math.max(all, highest[line]!), 100 * SCALE, 'floor'), 0)
}
