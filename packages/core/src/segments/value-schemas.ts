import { z } from 'zod'
import { parseDay, type Day } from '../calendar/day.ts'
import { startOfDay } from '../calendar/zone.ts'
import { SCALE, toScaled } from '../money/scaled.ts'
import { codeSchema } from '../program/rules.schema.ts'
import type { ValueTest } from './member-test.ts'

/** The most values that one condition may list. */
const MOST_VALUES = 200

/** The longest time that a condition may look back or ahead. */
const MOST_DAYS = 36_500

export const codes = z.array(codeSchema).min(1).max(MOST_VALUES)
export const texts = z
  .array(
    z
      .string()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}+$/u, 'must not contain control characters'),
  )
  .min(1)
  .max(MOST_VALUES)

/** A whole age. */
export const ageInYears = z.int().min(0).max(150)

/** How often something was done, or more often. */
export const times = z.int().min(1).max(10_000)

export const days = z.int().min(0).max(MOST_DAYS)
const isoDate = z.iso.date().refine(text => parseDay(text) !== null, 'is no day of the years 1 to 9999')

/** From a number through another; one of them may be left out. */
export const range = <N extends z.ZodType<number>>(number: N) => ({
  atLeast: number.optional(),
  atMost: number.optional(),
})

interface Range {
  readonly atLeast?: number | undefined
  readonly atMost?: number | undefined
}

export const isSomeRange = ({ atLeast, atMost }: Range): boolean =>
  (atLeast !== undefined || atMost !== undefined) && (atLeast ?? -Infinity) <= (atMost ?? Infinity)

/** What is wrong with a range that {@link isSomeRange} refuses. */
export const NO_RANGE = 'must name atLeast or atMost, and not the greater one first'

/** A range as a part of a condition. */
export const rangeOf = <N extends z.ZodType<number>>(number: N) =>
  z.strictObject(range(number)).refine(isSomeRange, NO_RANGE)

export const between = ({ atLeast, atMost }: Range): ValueTest => ({ from: atLeast ?? null, through: atMost ?? null })

/** The same of decimals, which facts keep as so many ten-thousandths, or as that `times` so many. */
export const scaledBetween = ({ atLeast, atMost }: Range, times = 1): ValueTest => {
  const scaled = (decimal: number | undefined) => (decimal === undefined ? null : (toScaled(decimal) ?? SCALE) * times)
  return { from: scaled(atLeast), through: scaled(atMost) }
}

/** From a day through another, or relative to today: within so many days up to today, or before them. */
export const dayRange = {
  from: isoDate.optional(),
  through: isoDate.optional(),
  withinDays: days.optional(),
  notForDays: days.optional(),
}

interface DayRangeWords {
  readonly from?: string | undefined
  readonly through?: string | undefined
  readonly withinDays?: number | undefined
  readonly notForDays?: number | undefined
}

const relative = ({ withinDays, notForDays }: DayRangeWords): number =>
  [withinDays, notForDays].filter(one => one !== undefined).length

export const isSomeDayRange = (words: DayRangeWords): boolean => {
  const isAbsolute = words.from !== undefined || words.through !== undefined
  if (isAbsolute && words.from !== undefined && words.through !== undefined && words.from > words.through) return false
  return relative(words) + (isAbsolute ? 1 : 0) === 1
}

/** Whether no days are named. */
const isWhenever = (words: DayRangeWords): boolean =>
  [words.from, words.through, words.withinDays, words.notForDays].every(one => one === undefined)

/** The same of words that may name no days, and mean whenever then. */
export const isDayRangeIfAny = (words: DayRangeWords): boolean => isWhenever(words) || isSomeDayRange(words)

/** What is wrong with words that {@link isSomeDayRange} refuses. */
export const NO_DAY_RANGE = 'must name from and through, or withinDays, or notForDays'

/** Days from one through another, both included; null where that end is open. */
export interface DaysTest {
  readonly from: Day | null
  readonly through: Day | null
}

/** `withinDays: 7` are today and the six days before it; `notForDays: 7` is every day before those. */
export const daysBetween = (words: DayRangeWords, today: Day): DaysTest => {
  if (words.withinDays !== undefined) return { from: today - words.withinDays + 1, through: today }
  if (words.notForDays !== undefined) return { from: null, through: today - words.notForDays }
  return {
    from: words.from === undefined ? null : parseDay(words.from),
    through: words.through === undefined ? null : parseDay(words.through),
  }
}

/** The same as instants, for what is known by its instant alone. */
export const instantsBetween = (words: DayRangeWords, today: Day, timeZone: string): ValueTest => {
  const { from, through } = daysBetween(words, today)
  return {
    from: from === null ? null : startOfDay(from, timeZone),
    through: through === null ? null : startOfDay(through + 1, timeZone) - 1,
  }
}

/** Undefined where no days are named. */
export const daysIfAny = (words: DayRangeWords, today: Day): DaysTest | undefined =>
  isWhenever(words) ? undefined : daysBetween(words, today)

/** Undefined where no days are named. */
export const instantsIfAny = (words: DayRangeWords, today: Day, timeZone: string): ValueTest | undefined =>
  isWhenever(words) ? undefined : instantsBetween(words, today, timeZone)
