import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type Birthday, isBirthday, nextBirthday } from './birthday.ts'
import { type Day, dayFrom, formatDay, parseDay } from './day.ts'
import { lunarMonthsOf } from './lunar-year.ts'

const solar = (month: number, day: number, year: number | null = null): Birthday => ({
  kind: 'solar',
  year,
  month,
  day,
})
const lunar = (month: number, day: number, leap = false): Birthday => ({ kind: 'lunar', month, day, leap })

const keptWithin = (from: Day, through: Day, birthday: Birthday): string[] => {
  const days: string[] = []
  for (let day = from; day <= through; day++) if (isBirthday(day, birthday)) days.push(formatDay(day))
  return days
}
const keptInYear = (year: number, birthday: Birthday): string[] =>
  keptWithin(dayFrom(year, 1, 1), dayFrom(year, 12, 31), birthday)
const keptInLunarYear = (year: number, birthday: Birthday): string[] => {
  const firstDay = (lunarYear: number): Day => lunarMonthsOf(lunarYear)[0]?.firstDay ?? NaN
  return keptWithin(firstDay(year), firstDay(year + 1) - 1, birthday)
}

const anyYear = fc.integer({ min: 2000, max: 2050 })
const anySolar = fc
  .integer({ min: dayFrom(2000, 1, 1), max: dayFrom(2000, 12, 31) })
  .map(day => solar(Number(formatDay(day).slice(5, 7)), Number(formatDay(day).slice(8))))
const anyLunar = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 30 }), fc.boolean())
  .map(([month, day, leap]) => lunar(month, day, leap))

describe('a solar birthday', () => {
  test.each([
    [solar(3, 10, 1985), 2026, '2026-03-10'],
    [solar(12, 31), 2026, '2026-12-31'],
    [solar(1, 1), 2026, '2026-01-01'],
    [solar(2, 28), 2026, '2026-02-28'],
    [solar(2, 28), 2028, '2028-02-28'],
    [solar(2, 29, 2000), 2025, '2025-02-28'],
    [solar(2, 29, 2000), 2026, '2026-02-28'],
    [solar(2, 29, 2000), 2028, '2028-02-29'],
    [solar(2, 29, 2000), 2100, '2100-02-28'],
  ])('%j is kept in %i on %s and on no other day', (birthday, year, date) => {
    expect(keptInYear(year, birthday)).toEqual([date])
  })

  it('is kept exactly once a year', () => {
    fc.assert(
      fc.property(anyYear, anySolar, (year, birthday) => {
        expect(keptInYear(year, birthday)).toHaveLength(1)
      }),
    )
  })
})

describe('a lunar birthday', () => {
  test.each([
    [lunar(1, 1), 2025, '2025-01-29'],
    [lunar(1, 1), 2027, '2027-02-06'],
    [lunar(8, 15), 2026, '2026-09-25'],
    [lunar(12, 29), 2025, '2026-02-16'],
    // Month 6 was doubled in 2025: each sort of birthday counts in its own.
    [lunar(6, 10), 2025, '2025-07-04'],
    [lunar(6, 10, true), 2025, '2025-08-03'],
    // Without the leap month, both count in the ordinary one.
    [lunar(6, 10), 2026, '2026-07-23'],
    [lunar(6, 10, true), 2026, '2026-07-23'],
    [lunar(2, 1, true), 2023, '2023-03-22'],
    [lunar(2, 1, true), 2025, '2025-02-28'],
    [lunar(11, 1, true), 2033, '2033-12-22'],
    [lunar(11, 1), 2033, '2033-11-22'],
    // Day 30 in months of 30 and of 29 days; the ordinary month 6 of 2025 is long, the leap one short.
    [lunar(12, 30), 2024, '2025-01-28'],
    [lunar(12, 30), 2025, '2026-02-16'],
    [lunar(6, 30), 2025, '2025-07-24'],
    [lunar(6, 30, true), 2025, '2025-08-22'],
    [lunar(6, 29, true), 2025, '2025-08-22'],
  ])('%j is kept in the lunar year %i on %s and on no other day', (birthday, year, date) => {
    expect(keptInLunarYear(year, birthday)).toEqual([date])
  })

  it('is kept exactly once a lunar year', () => {
    fc.assert(
      fc.property(anyYear, anyLunar, (year, birthday) => {
        expect(keptInLunarYear(year, birthday)).toHaveLength(1)
      }),
    )
  })

  it('may fall twice into one solar year and not at all into another', () => {
    expect(keptInYear(2025, lunar(12, 5))).toEqual(['2025-01-04'])
    expect(keptInYear(2023, lunar(12, 5))).toEqual([])
    expect(keptInYear(2024, lunar(12, 5))).toEqual(['2024-01-15'])
    expect(keptInYear(2022, lunar(12, 5))).toEqual(['2022-01-07', '2022-12-27'])
  })
})

describe('nextBirthday', () => {
  test.each([
    ['2026-03-09', solar(3, 10), '2026-03-10'],
    ['2026-03-10', solar(3, 10), '2026-03-10'],
    ['2026-03-11', solar(3, 10), '2027-03-10'],
    ['2026-02-28', solar(2, 29), '2026-02-28'],
    ['2027-03-01', solar(2, 29), '2028-02-29'],
    ['2025-08-03', lunar(6, 10, true), '2025-08-03'],
    ['2025-08-04', lunar(6, 10, true), '2026-07-23'],
    ['2025-07-05', lunar(6, 10), '2026-07-23'],
    ['2026-02-17', lunar(12, 29), '2027-02-05'],
    ['2026-01-01', lunar(12, 29), '2026-02-16'],
  ])('from %s of %j is %s', (from, birthday, expected) => {
    expect(formatDay(nextBirthday(parseDay(from) ?? NaN, birthday))).toBe(expected)
  })

  it('is the first day from there on which the birthday is kept', () => {
    const anyDay = fc.integer({ min: dayFrom(2000, 1, 1), max: dayFrom(2050, 1, 1) })
    fc.assert(
      fc.property(anyDay, fc.oneof(anySolar, anyLunar), (from, birthday) => {
        const next = nextBirthday(from, birthday)
        expect(keptWithin(from, next, birthday)).toEqual([formatDay(next)])
      }),
    )
  })
})

test.each([
  solar(2, 30),
  solar(4, 31),
  solar(13, 1),
  solar(0, 1),
  lunar(13, 1),
  lunar(0, 1),
  lunar(1, 31),
  lunar(1, 0),
  lunar(1, 1.5),
])('%j, which no year has, throws', birthday => {
  expect(() => isBirthday(dayFrom(2026, 6, 1), birthday)).toThrow(RangeError)
  expect(() => nextBirthday(dayFrom(2026, 6, 1), birthday)).toThrow(RangeError)
})
