import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addMonths, type Day, dayFrom, formatDay, parseDay, weekdayOf, yearMonthDay } from './day.ts'

const FIRST_DAY = dayFrom(1, 1, 1)
const LAST_DAY = dayFrom(9999, 12, 31)
const MS_PER_DAY = 86_400_000
const anyDay = fc.integer({ min: FIRST_DAY, max: LAST_DAY })

const day = (text: string): Day => {
  const parsed = parseDay(text)
  if (parsed === null) throw new Error(`not a day: ${text}`)
  return parsed
}

describe('parseDay and formatDay', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['1970-01-02', 1],
    ['2000-02-29', 11_016],
    ['2000-03-01', 11_017],
    ['2026-03-10', 20_522],
    ['0001-01-01', -719_162],
    ['9999-12-31', 2_932_896],
  ])('%s is day %i, read and written', (text, expected) => {
    expect(parseDay(text)).toBe(expected)
    expect(formatDay(expected)).toBe(text)
  })

  test.each([
    '2025-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-06-31',
    '2026-09-31',
    '2026-11-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-01-32',
    '0000-01-01',
    '10000-01-01',
    '+002026-01-01',
    '-2026-01-01',
    '2026-1-1',
    '20260101',
    '2026/01/01',
    ' 2026-01-01',
    '2026-01-01\n',
    '2026-01-01T00:00:00Z',
    '２０２６-01-01',
    'yesterday',
    '',
  ])('refuses %j', text => {
    expect(parseDay(text)).toBeNull()
  })

  it('agrees with Date on every date of the years 1 to 9999', () => {
    fc.assert(
      fc.property(anyDay, day => {
        const iso = new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
        expect(formatDay(day)).toBe(iso)
        expect(parseDay(iso)).toBe(day)
        const { year, month, day: dayOfMonth } = yearMonthDay(day)
        expect(dayFrom(year, month, dayOfMonth)).toBe(day)
      }),
    )
  })

  it('counts every day of four centuries once, in order', () => {
    let expected = dayFrom(1900, 1, 1)
    for (let year = 1900; year < 2300; year++) {
      for (let month = 1; month <= 12; month++) {
        const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate()
        for (let dayOfMonth = 1; dayOfMonth <= lastOfMonth; dayOfMonth++) {
          if (dayFrom(year, month, dayOfMonth) !== expected) expect.fail(`${year}-${month}-${dayOfMonth}`)
          expected++
        }
      }
    }
    expect(expected).toBe(dayFrom(2300, 1, 1))
  })
})

describe('dayFrom and yearMonthDay', () => {
  test.each([
    [2025, 2, 29],
    [2026, 4, 31],
    [2026, 0, 1],
    [2026, 13, 1],
    [2026, 1, 0],
    [2026, 1, 32],
    [0, 12, 31],
    [10_000, 1, 1],
    [2026.5, 1, 1],
    [2026, 1.5, 1],
    [2026, 1, 1.5],
    [NaN, 1, 1],
  ])('throws for %d-%d-%d, which no calendar has', (year, month, dayOfMonth) => {
    expect(() => dayFrom(year, month, dayOfMonth)).toThrow(RangeError)
  })

  test.each([FIRST_DAY - 1, LAST_DAY + 1, 0.5, NaN, Infinity])('throws for day %d', day => {
    expect(() => yearMonthDay(day)).toThrow(RangeError)
    expect(() => formatDay(day)).toThrow(RangeError)
  })
})

describe('weekdayOf', () => {
  test.each([
    ['1970-01-01', 4],
    ['1969-12-31', 3],
    ['1969-12-28', 7],
    ['2026-03-09', 1],
    ['2026-03-15', 7],
    ['0001-01-01', 1],
  ])('%s is ISO weekday %i', (text, weekday) => {
    expect(weekdayOf(day(text))).toBe(weekday)
  })

  it('agrees with Date on every day', () => {
    fc.assert(
      fc.property(anyDay, day => {
        expect(weekdayOf(day) % 7).toBe(new Date(day * MS_PER_DAY).getUTCDay())
      }),
    )
  })
})

describe('addMonths', () => {
  test.each([
    ['2025-08-31', 3, '2025-11-30'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2025-08-31', 12, '2026-08-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-01-15', 3, '2026-04-15'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-31', -2, '2025-11-30'],
    ['2026-01-31', 0, '2026-01-31'],
  ])('%s and %i months is %s', (from, months, expected) => {
    expect(formatDay(addMonths(day(from), months))).toBe(expected)
  })

  it('keeps the day of the month, or takes the last of a shorter one', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -1200, max: 1200 }), (day, months) => {
        const from = yearMonthDay(day)
        const monthsOn = from.year * 12 + from.month - 1 + months
        fc.pre(monthsOn >= 12 && monthsOn < 120_000)
        const sum = addMonths(day, months)
        const to = yearMonthDay(sum)
        expect(to.year * 12 + to.month - 1).toBe(monthsOn)
        expect(to.day).toBeLessThanOrEqual(from.day)
        const clamped = to.day < from.day
        if (clamped) expect(yearMonthDay(sum + 1).day).toBe(1)
      }),
    )
  })

  test.each([
    ['9999-12-01', 1],
    ['0001-01-31', -1],
    ['2026-01-01', 0.5],
    ['2026-01-01', NaN],
  ])('throws for %s and %d months', (from, months) => {
    expect(() => addMonths(day(from), months)).toThrow(RangeError)
  })
})
