/**
 * Buying histories in columns, a row for each: a million take 16 MB. Days are business days, receipts of one day count
 * as one purchase, and what was wholly returned is not there.
 */
export interface BuyingHistories {
  /** Days with a purchase after the first one: x of the papers. */
  readonly repeats: Uint32Array
  /** From the first purchase to the last, in days: t_x of the papers. */
  readonly lastAfterDays: Uint32Array
  /** From the first purchase to the day of looking, in days: T of the papers. */
  readonly ageDays: Uint32Array
  /** How many members have just this history. */
  readonly members: Uint32Array
}

/** Rates and ages are told by the week, as the papers do. */
export const DAYS_A_WEEK = 7
