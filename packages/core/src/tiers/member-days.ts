import type { DayRange } from '../calendar/day.ts'
import { addSafe } from '../money/safe.ts'
import { firstFrom, inTurn, type ActivitySums, type DayActivity, type Measure } from './activity.ts'

/** The days of one member to which more and more is added: always in order, always summed up. */
export class MemberDays implements ActivitySums {
  readonly days: DayActivity[] = []
  /** What the first so many days come to, by how many they are. */
  readonly #running = { qualifyingPoints: [0], spend: [0] }

  /**
   * Adds what something on a day came to, below zero what was taken back. Throws RangeError where a sum leaves the exact
   * integers.
   */
  add(added: DayActivity): void {
    let place = this.days.length
    while (place > 0 && inTurn(this.days[place - 1]!, added) >= 0) place--
    const before = this.days[place]
    if (before !== undefined && inTurn(before, added) === 0)
      this.days[place] = {
        day: added.day,
        rulesVersion: added.rulesVersion,
        qualifyingPoints: addSafe(before.qualifyingPoints, added.qualifyingPoints),
        spendMinor: addSafe(before.spendMinor, added.spendMinor),
      }
    else this.days.splice(place, 0, added)
    this.#sumUpFrom(place)
  }

  #sumUpFrom(place: number): void {
    const { qualifyingPoints, spend } = this.#running
    for (let i = place; i < this.days.length; i++) {
      qualifyingPoints[i + 1] = addSafe(qualifyingPoints[i]!, this.days[i]!.qualifyingPoints)
      spend[i + 1] = addSafe(spend[i]!, this.days[i]!.spendMinor)
    }
  }

  sum(measure: Measure, range: DayRange, count = this.days.length): number {
    const through = firstFrom(this.days, range.through + 1, count)
    const from = firstFrom(this.days, range.from, through)
    const running = this.#running[measure]
    return running[through]! - running[from]!
  }
}
