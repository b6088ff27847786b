/**
 * DOMAIN S1 as a clerk would keep it: one page a day, one receipt after the other, nothing looked up ahead. Dates are
 * JavaScript's, sums are counted anew each time; no code of the engine.
 */
export interface CardReceipt {
  /** Days since 1970-01-01. */
  readonly on: number
  readonly fen: number
}

export interface CardPage {
  readonly card: 'ME' | 'WE' | 'SVIP' | null
  readonly since: number
  readonly through: number | null
}

const dateOf = (on: number) => {
  const date = new Date(on * 86_400_000)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}
const dayOfDate = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day) / 86_400_000

/** The last day of "1 year from" that day. */
const aYearFrom = (on: number): number => {
  const { year, month, day } = dateOf(on)
  // 29 February + 12 months is 28 February, so that the year ends on the 27th.
  return month === 2 && day === 29 ? dayOfDate(year + 1, 2, 27) : dayOfDate(year + 1, month, day) - 1
}

/** The 31 July that ends the membership year. */
const nextJuly31 = (on: number): number => {
  const { year, month } = dateOf(on)
  return dayOfDate(month >= 8 ? year + 1 : year, 7, 31)
}

class CardClerk {
  #card: CardPage['card'] = null
  #since: number
  #given: number
  #through: number | null = null
  readonly #receipts: CardReceipt[] = []

  constructor(registeredOn: number) {
    this.#since = registeredOn
    this.#given = registeredOn
  }

  get page(): CardPage {
    return { card: this.#card, since: this.#since, through: this.#through }
  }

  #points(from: number, through: number): number {
    return this.#receipts
      .filter(({ on }) => on >= from && on <= through)
      .reduce((sum, { fen }) => sum + Math.floor(fen / 100), 0)
  }

  #give(card: CardPage['card'], on: number): void {
    if (card !== this.#card) this.#since = on
    this.#card = card
    this.#given = on
    this.#through = card === null ? null : card === 'ME' ? nextJuly31(on) : aYearFrom(on)
  }

  morning(on: number): void {
    const { year, month, day } = dateOf(on)
    const firstOfAugust = month === 8 && day === 1
    const wasMe = this.#card === 'ME'
    const lastYear = firstOfAugust ? this.#points(dayOfDate(year - 1, 8, 1), dayOfDate(year, 7, 31)) : 0
    if ((this.#card === 'WE' || this.#card === 'SVIP') && this.#through! < on) {
      const earned = this.#points(this.#given, this.#through!)
      if (earned >= (this.#card === 'WE' ? 10_000 : 60_000)) this.#give(this.#card, on)
      else this.#give(this.#card === 'SVIP' && earned >= 10_000 ? 'WE' : 'ME', on)
    }
    if (firstOfAugust && wasMe) this.#give(lastYear >= 1_000 ? 'ME' : null, on)
    if (firstOfAugust && lastYear >= 60_000 && (this.#card === 'ME' || this.#card === 'WE')) this.#give('SVIP', on)
    else if (firstOfAugust && lastYear >= 10_000 && this.#card === 'ME') this.#give('WE', on)
  }

  sell(receipt: CardReceipt): void {
    this.#receipts.push(receipt)
    const { on } = receipt
    const { year, month } = dateOf(on)
    const today = this.#points(on, on)
    const thisMonth = this.#points(dayOfDate(year, month, 1), on)
    const spentToday = this.#receipts.filter(other => other.on === on).reduce((sum, { fen }) => sum + fen, 0)
    if (this.#card !== 'SVIP' && (today >= 30_000 || thisMonth >= 60_000)) this.#give('SVIP', on)
    if (this.#card !== 'SVIP' && this.#card !== 'WE' && (today >= 6_000 || thisMonth >= 12_000)) this.#give('WE', on)
    if (this.#card === null && spentToday >= 500_00) this.#give('ME', on)
  }
}

/** The page of every day from the first of registration and receipts through the last. */
export const wangfujingByDay = (
  registeredOn: number,
  receipts: readonly CardReceipt[],
  through: number,
): ReadonlyMap<number, CardPage> => {
  const clerk = new CardClerk(registeredOn)
  const pages = new Map<number, CardPage>()
  for (let on = Math.min(registeredOn, ...receipts.map(receipt => receipt.on)); on <= through; on++) {
    clerk.morning(on)
    for (const receipt of receipts) if (receipt.on === on) clerk.sell(receipt)
    pages.set(on, clerk.page)
  }
  return pages
}
