import { z } from 'zod'
import { nextBirthday, type Birthday } from '../../calendar/birthday.ts'
import { LAST_DAY, type Day } from '../../calendar/day.ts'
import { relations } from '../../dossier/relations.ts'
import { fact, some } from '../member-test.ts'
import { segmentConditionKind } from '../segment-condition.ts'
import { days } from '../value-schemas.ts'

/** A birthday as one number, as the facts have it: `618` is 18 June; a lunar one lies 10,000 above, in a leap month 20,000. */
const codeOf = (birthday: Birthday): number => {
  const base = birthday.kind === 'solar' ? 0 : birthday.leap ? 20_000 : 10_000
  return base + birthday.month * 100 + birthday.day
}

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1)
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1)

/** Every birthday that somebody may have. */
const ALL: readonly Birthday[] = MONTHS.flatMap(month => [
  ...upTo(DAYS_OF_MONTH[month - 1]!).map(day => ({ kind: 'solar', year: null, month, day }) as const),
  ...[false, true].flatMap(leap => upTo(30).map(day => ({ kind: 'lunar', month, day, leap }) as const)),
])

/** From here on a next birthday may lie beyond the calendar. */
const END = LAST_DAY - 800

/** The birthdays that are kept from a day through another, as numbers. */
const keptBetween = (from: Day, through: Day): number[] =>
  from > END ? [] : ALL.filter(birthday => nextBirthday(from, birthday) <= through).map(codeOf)

/**
 * Whose birthday is today or within the next so many days, or that of somebody of their family, or of one relation (S8): a lunar one
 * replaces the solar one, 29 February is kept on the 28th in common years, and the year's end is no end.
 */
export const birthday = segmentConditionKind({
  kind: 'birthday',
  schema: z.strictObject({
    kind: z.literal('birthday'),
    withinDays: days.max(366),
    of: z.enum(['member', 'family', ...relations]).optional(),
  }),
  compile: ({ withinDays, of = 'member' }, { today }) => {
    const is = { in: keptBetween(today, today + withinDays) }
    if (of === 'member') return fact('birthday', is)
    return some('family', { birthday: is, ...(of !== 'family' && { relation: { in: [of] } }) })
  },
})
