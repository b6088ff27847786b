import { describe, expect, it, test } from 'vitest'
import { dayFrom, formatDay } from './day.ts'
import { intlMonths } from './lunar-intl.ts'
import { lunarMonthsOf, lunarYearOf } from './lunar-year.ts'

const newYearOf = (year: number): string => formatDay(lunarMonthsOf(year)[0]?.firstDay ?? NaN)
const leapMonthOf = (year: number): string => {
  const leap = lunarMonthsOf(year).find(month => month.leap)
  return leap === undefined ? 'none' : `${leap.month} from ${formatDay(leap.firstDay)}`
}

describe('lunarMonthsOf', () => {
  test.each([
    [1900, '1900-01-31', '8 from 1900-09-24'],
    [1966, '1966-01-21', '3 from 1966-04-21'],
    [1976, '1976-01-31', '8 from 1976-09-24'],
    [1984, '1984-02-02', '10 from 1984-11-23'],
    [1985, '1985-02-20', 'none'],
    [1987, '1987-01-29', '6 from 1987-07-26'],
    [2000, '2000-02-05', 'none'],
    [2001, '2001-01-24', '4 from 2001-05-23'],
    [2004, '2004-01-22', '2 from 2004-03-21'],
    [2006, '2006-01-29', '7 from 2006-08-24'],
    [2012, '2012-01-23', '4 from 2012-05-21'],
    [2014, '2014-01-31', '9 from 2014-10-24'],
    [2017, '2017-01-28', '6 from 2017-07-23'],
    [2020, '2020-01-25', '4 from 2020-05-23'],
    [2023, '2023-01-22', '2 from 2023-03-22'],
    [2024, '2024-02-10', 'none'],
    [2025, '2025-01-29', '6 from 2025-07-25'],
    [2026, '2026-02-17', 'none'],
    [2027, '2027-02-06', 'none'],
    [2028, '2028-01-26', '5 from 2028-06-23'],
    [2029, '2029-02-13', 'none'],
    [2030, '2030-02-03', 'none'],
    [2031, '2031-01-23', '3 from 2031-04-22'],
    [2033, '2033-01-31', '11 from 2033-12-22'],
    [2034, '2034-02-19', 'none'],
    [2099, '2099-01-21', '2 from 2099-03-22'],
    [2100, '2100-02-09', 'none'],
  ])('%i begins on %s; its leap month is %s', (year, newYear, leapMonth) => {
    expect(newYearOf(year)).toBe(newYear)
    expect(leapMonthOf(year)).toBe(leapMonth)
  })

  it('gives 2025 its thirteen months as the almanac has them', () => {
    const written = lunarMonthsOf(2025).map(
      ({ month, leap, firstDay, length }) => `${month}${leap ? ' leap' : ''}: ${formatDay(firstDay)}, ${length}`,
    )
    expect(written).toEqual([
      '1: 2025-01-29, 30',
      '2: 2025-02-28, 29',
      '3: 2025-03-29, 30',
      '4: 2025-04-28, 29',
      '5: 2025-05-27, 29',
      '6: 2025-06-25, 30',
      '6 leap: 2025-07-25, 29',
      '7: 2025-08-23, 30',
      '8: 2025-09-22, 29',
      '9: 2025-10-21, 30',
      '10: 2025-11-20, 30',
      '11: 2025-12-20, 30',
      '12: 2026-01-19, 29',
    ])
  })

  it('runs without gap or overlap, in months of 29 and 30 days, also where the almanac begins and ends', () => {
    for (let year = 1880; year < 2130; year++) {
      const months = lunarMonthsOf(year)
      const label = `lunar year ${year}`
      let expectedFirstDay = months[0]?.firstDay ?? NaN
      for (const { firstDay, length } of months) {
        expect(firstDay, label).toBe(expectedFirstDay)
        expect([29, 30], label).toContain(length)
        expectedFirstDay += length
      }
      expect(lunarMonthsOf(year + 1)[0]?.firstDay, label).toBe(expectedFirstDay)
      const ordinary = months.filter(({ leap }) => !leap).map(({ month }) => month)
      expect(ordinary, label).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
      for (const [index, { month, leap }] of months.entries()) {
        if (leap) expect(months[index - 1]?.month, label).toBe(month)
      }
      expect(months.length - ordinary.length, label).toBeLessThanOrEqual(1)
    }
  })

  it('is never more than a day from the runtime’s own approximation, where both name the month', () => {
    for (let year = 1970; year <= 2100; year++) {
      // ICU doubles another month of that year, so that its month 7 is our leap month 6.
      if (year === 1987) continue
      const approximate = intlMonths(year)
      for (const { month, leap, firstDay } of lunarMonthsOf(year)) {
        const same = approximate.find(other => other.month === month && other.leap === leap)
        if (same !== undefined) {
          expect(Math.abs(same.firstDay - firstDay), `${year}, month ${month}`).toBeLessThanOrEqual(1)
        }
      }
    }
  })
})

describe('lunarYearOf', () => {
  test.each([
    ['2025-01-28', 2024],
    ['2025-01-29', 2025],
    ['2026-01-01', 2025],
    ['2026-02-16', 2025],
    ['2026-02-17', 2026],
    ['2026-12-31', 2026],
    ['2027-02-05', 2026],
    ['2027-02-06', 2027],
  ])('%s lies in the lunar year of %i', (date, year) => {
    const [y = 0, m = 0, d = 0] = date.split('-').map(Number)
    expect(lunarYearOf(dayFrom(y, m, d))).toBe(year)
  })
})
