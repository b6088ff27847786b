import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it, test } from 'vitest'
import { type Day, dayFrom, formatDay, parseDay } from './day.ts'
import { dayOf, hourOf, isTimeZone, minuteOfDay, startOfDay } from './zone.ts'

const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/London',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Havana',
  'Australia/Lord_Howe',
  'UTC',
]
const anyZone = fc.constantFrom(...ZONES)
const anyDay = fc.integer({ min: dayFrom(1970, 1, 2), max: dayFrom(2100, 1, 1) })
const skippedInApia = dayFrom(2011, 12, 30)

const at = (text: string): number => Date.parse(text)
const dateAt = (text: string, zone: string): string => formatDay(dayOf(at(text), zone))
const startOf = (text: string, zone: string): string =>
  new Date(startOfDay(parseDay(text) ?? NaN, zone)).toISOString().replace('.000Z', 'Z')

describe('dayOf', () => {
  test.each([
    // A sale a second before midnight and one at midnight.
    ['Asia/Shanghai', '2026-03-10T23:59:59+08:00', '2026-03-10'],
    ['Asia/Shanghai', '2026-03-11T00:00:00+08:00', '2026-03-11'],
    ['Asia/Shanghai', '2026-12-31T23:59:59.999+08:00', '2026-12-31'],
    ['Asia/Shanghai', '2027-01-01T00:00:00+08:00', '2027-01-01'],
    ['Asia/Shanghai', '1970-01-01T00:00:00Z', '1970-01-01'],
    // Shanghai had summer time from 1986 to 1991.
    ['Asia/Shanghai', '1988-07-01T14:59:59Z', '1988-07-01'],
    ['Asia/Shanghai', '1988-07-01T15:00:00Z', '1988-07-02'],
    ['Asia/Kathmandu', '2026-03-10T18:14:59Z', '2026-03-10'],
    ['Asia/Kathmandu', '2026-03-10T18:15:00Z', '2026-03-11'],
    // The eves and nights of New York's clock changes, on both sides of midnight.
    ['America/New_York', '2026-03-07T23:59:59-05:00', '2026-03-07'],
    ['America/New_York', '2026-03-08T00:00:00-05:00', '2026-03-08'],
    ['America/New_York', '2026-03-08T23:59:59-04:00', '2026-03-08'],
    ['America/New_York', '2026-03-09T00:00:00-04:00', '2026-03-09'],
    ['America/New_York', '2026-10-31T23:59:59-04:00', '2026-10-31'],
    ['America/New_York', '2026-11-01T00:00:00-04:00', '2026-11-01'],
    ['America/New_York', '2026-11-01T23:59:59-05:00', '2026-11-01'],
    ['America/New_York', '2026-11-02T00:00:00-05:00', '2026-11-02'],
    // Midnight itself is left out: 23:59:59 is followed by 01:00:00.
    ['Africa/Cairo', '2026-04-23T21:59:59Z', '2026-04-23'],
    ['Africa/Cairo', '2026-04-23T22:00:00Z', '2026-04-24'],
    ['America/Sao_Paulo', '2018-11-04T02:59:59Z', '2018-11-03'],
    ['America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04'],
    // The hour before midnight is kept twice.
    ['America/Sao_Paulo', '2018-02-18T01:59:59Z', '2018-02-17'],
    ['America/Sao_Paulo', '2018-02-18T02:00:00Z', '2018-02-17'],
    ['America/Sao_Paulo', '2018-02-18T02:59:59Z', '2018-02-17'],
    ['America/Sao_Paulo', '2018-02-18T03:00:00Z', '2018-02-18'],
    // From 29 to 31 December 2011.
    ['Pacific/Apia', '2011-12-30T09:59:59Z', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31'],
    // At 00:01 on Sunday the clocks went back to 23:01 on Saturday: the calendar on the wall counts.
    ['America/St_Johns', '2010-11-07T02:30:30Z', '2010-11-07'],
    ['America/St_Johns', '2010-11-07T02:31:00Z', '2010-11-06'],
    ['America/St_Johns', '2010-11-07T03:30:00Z', '2010-11-07'],
  ])('in %s, %s is on %s', (zone, instant, date) => {
    expect(dateAt(instant, zone)).toBe(date)
  })

  it('is the date that the zone’s own calendar shows', () => {
    fc.assert(
      fc.property(anyZone, fc.integer({ min: 0, max: at('2100-01-01T00:00:00Z') }), (zone, instant) => {
        const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone)
        expect(dayOf(instant, zone)).toBe(dayFrom(year, month, day))
        const shown = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(instant)
        expect(formatDay(dayOf(instant, zone))).toBe(shown)
      }),
      { numRuns: 500 },
    )
  })

  it('stays right when more days and zones are asked for than it keeps', () => {
    const days = Array.from({ length: 2500 }, (_, index) => 10_000 + index)
    const askAll = (): Day[] => days.map(day => dayOf(day * 86_400_000 + 43_200_000, 'UTC'))
    expect(askAll()).toEqual(days)
    const zones = Array.from({ length: 36 }, (_, index) => `Etc/GMT${index % 2 === 0 ? '+' : '-'}${(index % 12) + 1}`)
    const aliases = zones.map((zone, index) => (index < 24 ? zone : zone.toLowerCase()))
    for (const zone of aliases) expect(dateAt('2026-03-10T12:00:00Z', zone)).toMatch(/^2026-03-1[01]$/)
    expect(askAll()).toEqual(days)
  })

  it('throws for an unknown zone and for no instant', () => {
    expect(() => dayOf(0, 'Mars/Olympus')).toThrow(RangeError)
    expect(() => dayOf(NaN, 'UTC')).toThrow(RangeError)
  })
})

describe('startOfDay', () => {
  test.each([
    ['Asia/Shanghai', '2026-08-01', '2026-07-31T16:00:00Z'],
    ['Asia/Kathmandu', '2026-08-01', '2026-07-31T18:15:00Z'],
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00Z'],
    ['America/New_York', '2026-03-09', '2026-03-09T04:00:00Z'],
    ['America/New_York', '2026-11-01', '2026-11-01T04:00:00Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00Z'],
    // Midnight does not exist: the day begins at 01:00.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00Z'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00Z'],
    // Midnight exists twice: the first one counts.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00Z'],
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30:00Z'],
    // The date does not exist: the next one begins.
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00Z'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '2012-01-01', '2011-12-31T10:00:00Z'],
    ['Pacific/Kwajalein', '1993-08-21', '1993-08-21T12:00:00Z'],
  ])('in %s, %s begins at %s', (zone, day, instant) => {
    expect(startOf(day, zone)).toBe(instant)
  })

  it('is the first instant of the date: the one before lies on an earlier date', () => {
    fc.assert(
      fc.property(anyZone, anyDay, (zone, day) => {
        const start = startOfDay(day, zone)
        const exists = zone !== 'Pacific/Apia' || day !== skippedInApia
        expect(dayOf(start, zone)).toBe(exists ? day : day + 1)
        expect(dayOf(start - 1, zone)).toBeLessThan(day)
      }),
      { numRuns: 500 },
    )
  })

  it('is where Temporal has it', () => {
    fc.assert(
      fc.property(anyZone, anyDay, (zone, day) => {
        const date = Temporal.PlainDate.from(formatDay(day))
        expect(startOfDay(day, zone)).toBe(date.toZonedDateTime({ timeZone: zone }).epochMilliseconds)
      }),
      { numRuns: 500 },
    )
  })

  it('throws for an unknown zone and for no day', () => {
    expect(() => startOfDay(0, 'Mars/Olympus')).toThrow(RangeError)
    expect(() => startOfDay(NaN, 'UTC')).toThrow(RangeError)
  })
})

describe('minuteOfDay and hourOf', () => {
  test.each([
    ['Asia/Shanghai', '2026-03-10T00:00:00+08:00', 0, 0],
    ['Asia/Shanghai', '2026-03-10T14:05:59+08:00', 14, 845],
    ['Asia/Shanghai', '2026-03-10T23:59:59.999+08:00', 23, 1439],
    ['America/New_York', '2026-03-08T06:59:59Z', 1, 119],
    ['America/New_York', '2026-03-08T07:00:00Z', 3, 180],
    ['America/New_York', '1969-12-31T23:00:00-05:00', 23, 1380],
  ])('in %s, %s is in hour %i, minute %i', (zone, instant, hour, minute) => {
    expect(hourOf(at(instant), zone)).toBe(hour)
    expect(minuteOfDay(at(instant), zone)).toBe(minute)
  })
})

describe('isTimeZone', () => {
  test.each([...ZONES, 'Asia/Urumqi', 'Europe/Kyiv'])('knows %s', zone => {
    expect(isTimeZone(zone)).toBe(true)
  })

  test.each(['', 'Mars/Olympus', '+08:00', '-0500', 'Asia/Shanghai ', 'CSTX', 'constructor'])('refuses %j', name => {
    expect(isTimeZone(name)).toBe(false)
  })
})
