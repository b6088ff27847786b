import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { formatInstant, parseInstant } from './instant.ts'

const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999)
const zones = ['Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu', 'America/St_Johns', 'Africa/Monrovia', 'UTC']

describe('parseInstant', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T08:00:00+08:00', 0],
    ['1969-12-31T19:00:00-05:00', 0],
    ['2026-03-10T14:05:00+08:00', Date.UTC(2026, 2, 10, 6, 5)],
    ['2026-03-10T14:05:00.1+08:00', Date.UTC(2026, 2, 10, 6, 5, 0, 100)],
    ['2026-03-10T14:05:00.123+08:00', Date.UTC(2026, 2, 10, 6, 5, 0, 123)],
    ['2026-03-10T14:05:00.123999999+08:00', Date.UTC(2026, 2, 10, 6, 5, 0, 123)],
    ['2026-03-10t06:05:00z', Date.UTC(2026, 2, 10, 6, 5)],
    ['2026-03-10T06:05:00-00:00', Date.UTC(2026, 2, 10, 6, 5)],
    ['2024-02-29T23:59:59+05:45', Date.UTC(2024, 1, 29, 18, 14, 59)],
    ['9999-12-31T23:59:59.999Z', LAST],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant)
  })

  test.each([
    'yesterday',
    '',
    '2026-03-10',
    '2026-03-10T14:05:00',
    '2026-03-10T14:05+08:00',
    '2026-03-10 14:05:00+08:00',
    '2026-03-10T24:00:00+08:00',
    '2026-03-10T14:60:00+08:00',
    '2026-03-10T14:05:60+08:00',
    '2016-12-31T23:59:60Z',
    '2026-03-10T14:05:00+24:00',
    '2026-03-10T14:05:00+08:60',
    '2026-03-10T14:05:00+0800',
    '2026-03-10T14:05:00+08',
    '2026-03-10T14:05:00 08:00',
    '2026-03-10T14:05:00.+08:00',
    '2026-03-10T14:05:00,5+08:00',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-3-1T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '1969-12-31T23:59:59.999Z',
    '1970-01-01T00:00:00+08:00',
    '9999-12-31T23:59:59-00:01',
    '+012026-03-10T00:00:00Z',
    '2026-03-10T14:05:00Z\n',
    ' 2026-03-10T14:05:00Z',
    '2026-03-10T14:05:00Z[Asia/Shanghai]',
    '1773122700000',
  ])('refuses %j', text => {
    expect(parseInstant(text)).toBeNull()
  })

  it('reads no text but as Date does', () => {
    const digits = (min: number, max: number): fc.Arbitrary<string> =>
      fc.integer({ min, max }).map(value => String(value).padStart(2, '0'))
    const text = fc
      .tuple(digits(0, 13), digits(0, 32), digits(0, 25), digits(0, 61), digits(0, 61), digits(0, 24), digits(0, 60))
      .map(([mo, d, h, mi, s, oh, om]) => `2027-${mo}-${d}T${h}:${mi}:${s}.250+${oh}:${om}`)
    fc.assert(
      fc.property(text, text => {
        const instant = parseInstant(text)
        if (instant !== null) expect(instant).toBe(Date.parse(text))
      }),
      { numRuns: 1000 },
    )
  })
})

describe('formatInstant', () => {
  test.each([
    ['Asia/Shanghai', Date.UTC(2026, 2, 10, 6, 5), '2026-03-10T14:05:00+08:00'],
    ['Asia/Shanghai', Date.UTC(2026, 2, 10, 6, 5, 0, 7), '2026-03-10T14:05:00.007+08:00'],
    ['Asia/Shanghai', Date.UTC(2026, 2, 10, 16), '2026-03-11T00:00:00+08:00'],
    ['UTC', 0, '1970-01-01T00:00:00+00:00'],
    ['America/New_York', 0, '1969-12-31T19:00:00-05:00'],
    ['America/New_York', Date.UTC(2026, 2, 8, 6, 59, 59), '2026-03-08T01:59:59-05:00'],
    ['America/New_York', Date.UTC(2026, 2, 8, 7), '2026-03-08T03:00:00-04:00'],
    ['America/New_York', Date.UTC(2026, 10, 1, 5, 30), '2026-11-01T01:30:00-04:00'],
    ['America/New_York', Date.UTC(2026, 10, 1, 6, 30), '2026-11-01T01:30:00-05:00'],
    ['Asia/Kathmandu', Date.UTC(2026, 2, 10, 18, 15), '2026-03-11T00:00:00+05:45'],
    ['America/St_Johns', Date.UTC(2026, 0, 1), '2025-12-31T20:30:00-03:30'],
    ['UTC', LAST, '9999-12-31T23:59:59.999+00:00'],
    ['America/New_York', LAST, '9999-12-31T18:59:59.999-05:00'],
    ['Asia/Shanghai', LAST, '9999-12-31T23:59:59.999Z'],
  ])('in %s writes %i as %s', (zone, instant, text) => {
    expect(formatInstant(instant, zone)).toBe(text)
  })

  it('reads back to the same instant, whatever the zone, even one whose offset had seconds', () => {
    const anyInstant = fc.oneof(
      fc.integer({ min: 0, max: LAST }),
      fc.integer({ min: 0, max: Date.UTC(2100, 0) }),
      fc.integer({ min: 0, max: Date.UTC(1972, 0) }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyInstant, (zone, instant) => {
        expect(parseInstant(formatInstant(instant, zone))).toBe(instant)
      }),
      { numRuns: 500 },
    )
  })

  test.each([-1, LAST + 1, 0.5, NaN, Infinity])('throws for %d, which RFC 3339 cannot write', instant => {
    expect(() => formatInstant(instant, 'UTC')).toThrow(RangeError)
  })
})
