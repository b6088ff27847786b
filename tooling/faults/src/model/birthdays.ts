import { isBirthday, type DateOfYear } from './days.ts'
import { isLunarBirthday, type LunarDate } from './lunar.ts'

export type Birthday = DateOfYear | LunarDate

export const isLunar = (birthday: Birthday): birthday is LunarDate => 'leap' in birthday

/** Whether a birthday, of whichever calendar, is kept on a day. */
export const isKeptOn = (day: number, birthday: Birthday): boolean =>
  isLunar(birthday) ? isLunarBirthday(day, birthday) : isBirthday(day, birthday)

const BIRTHDAYS: readonly Birthday[] = [
  { month: 11, day: 3 },
  // In the years in which lives begin, the twelfth month has no 30th.
  { month: 12, day: 30, leap: false },
  { month: 2, day: 29 },
  { month: 9, day: 14, leap: false },
  { month: 8, day: 1 },
  { month: 5, day: 8, leap: true },
  { month: 12, day: 31 },
  { month: 1, day: 30, leap: false },
]

const two = (n: number) => String(n).padStart(2, '0')

/** One of some birthdays, and how the API is told of it: a lunar one replaces a solar one, until it is null. */
export const birthdayOf = (which: number) => {
  const birthday = BIRTHDAYS[which % BIRTHDAYS.length]!
  const solar = isLunar(birthday) ? '1988-06-18' : `1988-${two(birthday.month)}-${two(birthday.day)}`
  return { birthday, told: { birthday: solar, lunarBirthday: isLunar(birthday) ? birthday : null } }
}
