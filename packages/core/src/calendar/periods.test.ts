import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addMonths, type Day, dayFrom, type DayRange, formatDay, parseDay } from './day.ts'
import { membershipYearOf, monthOf, validityFrom, yearlyOn } from './periods.ts'

const anyDay = fc.integer({ min: dayFrom(1970, 1, 1), max: dayFrom(2200, 1, 1) })
const anyStart = fc
  .integer({ min: dayFrom(2000, 1, 1), max: dayFrom(2000, 12, 31) })
  .map(day => ({ month: Number(formatDay(day).slice(5, 7)), day: Number(formatDay(day).slice(8)) }))

const day = (text: string): Day => {
  const parsed = parseDay(text)
  if (parsed === null) throw new Error(`not a day: ${text}`)
  return parsed
}
const written = ({ from, through }: DayRange): string => `${formatDay(from)}..${formatDay(through)}`

describe('monthOf', () => {
  test.each([
    ['2026-02-01', '2026-02-01..2026-02-28'],
    ['2026-02-28', '2026-02-01..2026-02-28'],
    ['2024-02-29', '2024-02-01..2024-02-29'],
    ['2026-12-31', '2026-12-01..2026-12-31'],
    ['2026-04-30', '2026-04-01..2026-04-30'],
    ['2026-05-01', '2026-05-01..2026-05-31'],
  ])('of %s is %s', (text, range) => {
    expect(written(monthOf(day(text)))).toBe(range)
  })

  it('holds its day, and the next month begins where it ends', () => {
    fc.assert(
      fc.property(anyDay, day => {
        const { from, through } = monthOf(day)
        expect(from <= day && day <= through).toBe(true)
        expect(monthOf(through + 1).from).toBe(through + 1)
      }),
    )
  })
})

describe('membershipYearOf', () => {
  const august = { month: 8, day: 1 }
  const january = { month: 1, day: 1 }
  const leapDay = { month: 2, day: 29 }

  test.each([
    ['2026-07-31', august, '2025-08-01..2026-07-31'],
    ['2026-08-01', august, '2026-08-01..2027-07-31'],
    ['2026-01-01', august, '2025-08-01..2026-07-31'],
    ['2025-12-31', january, '2025-01-01..2025-12-31'],
    ['2026-01-01', january, '2026-01-01..2026-12-31'],
    ['2025-02-27', leapDay, '2024-02-29..2025-02-27'],
    ['2025-02-28', leapDay, '2025-02-28..2026-02-27'],
    ['2028-02-28', leapDay, '2027-02-28..2028-02-28'],
    ['2028-02-29', leapDay, '2028-02-29..2029-02-27'],
  ])('of %s from %j is %s', (text, start, range) => {
    expect(written(membershipYearOf(day(text), start))).toBe(range)
  })

  it('holds its day, lasts a year, and the next begins where it ends', () => {
    fc.assert(
      fc.property(anyDay, anyStart, (day, start) => {
        const { from, through } = membershipYearOf(day, start)
        expect(from <= day && day <= through).toBe(true)
        expect([365, 366]).toContain(through - from + 1)
        expect(membershipYearOf(through, start).from).toBe(from)
        expect(membershipYearOf(through + 1, start).from).toBe(through + 1)
      }),
    )
  })

  test.each([
    { month: 2, day: 30 },
    { month: 4, day: 31 },
    { month: 13, day: 1 },
    { month: 1, day: 0 },
  ])('throws for %j, which no year has', start => {
    expect(() => membershipYearOf(day('2026-06-01'), start)).toThrow(RangeError)
    expect(() => yearlyOn(day('2026-06-01'), start)).toThrow(RangeError)
  })
})

describe('validityFrom', () => {
  test.each([
    ['2026-03-10', 12, '2027-03-09'],
    ['2026-08-01', 12, '2027-07-31'],
    ['2024-02-29', 12, '2025-02-27'],
    ['2024-02-29', 48, '2028-02-28'],
    ['2025-08-31', 3, '2025-11-29'],
    ['2025-08-31', 6, '2026-02-27'],
    ['2026-01-01', 1, '2026-01-31'],
    ['2026-01-31', 1, '2026-02-27'],
  ])('from %s, %i months end with %s', (start, months, through) => {
    expect(written(validityFrom(day(start), months))).toBe(`${start}..${through}`)
  })

  it('ends on the eve of the day so many months on', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 120 }), (start, months) => {
        const { from, through } = validityFrom(start, months)
        expect(from).toBe(start)
        expect(through + 1).toBe(addMonths(start, months))
        expect(through).toBeGreaterThanOrEqual(start)
      }),
    )
  })

  test.each([0, -1, NaN, 1.5])('throws for %d months', months => {
    expect(() => validityFrom(day('2026-03-10'), months)).toThrow(RangeError)
  })
})

describe('yearlyOn', () => {
  const august = { month: 8, day: 1 }
  const leapDay = { month: 2, day: 29 }

  test.each([
    ['2026-07-31', august, '2026-08-01'],
    ['2026-08-01', august, '2027-08-01'],
    ['2026-08-02', august, '2027-08-01'],
    ['2025-12-31', { month: 1, day: 1 }, '2026-01-01'],
    ['2026-02-27', leapDay, '2026-02-28'],
    ['2026-02-28', leapDay, '2027-02-28'],
    ['2028-02-28', leapDay, '2028-02-29'],
    ['2028-02-29', leapDay, '2029-02-28'],
  ])('after %s, %j comes on %s', (after, on, expected) => {
    expect(formatDay(yearlyOn(day(after), on))).toBe(expected)
  })

  it('is the day on which the next membership year from that date begins', () => {
    fc.assert(
      fc.property(anyDay, anyStart, (after, on) => {
        expect(yearlyOn(after, on)).toBe(membershipYearOf(after, on).through + 1)
      }),
    )
  })
})
