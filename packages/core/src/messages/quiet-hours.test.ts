import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { formatInstant, parseInstant } from '../calendar/instant.ts'
import { minuteOfDay } from '../calendar/zone.ts'
import { afterQuietHours } from './quiet-hours.ts'

const night = { from: 22 * 60, until: 8 * 60 }
const noon = { from: 12 * 60, until: 14 * 60 }

const after = (text: string, hours: Parameters<typeof afterQuietHours>[1], zone = 'Asia/Shanghai') => {
  const at = afterQuietHours(parseInstant(text)!, hours, zone)
  return at === null ? null : formatInstant(at, zone)
}

describe('quiet hours', () => {
  test.each([
    ['2026-03-10T21:59:59+08:00', [night], '2026-03-10T21:59:59+08:00'],
    ['2026-03-10T22:00:00+08:00', [night], '2026-03-11T08:00:00+08:00'],
    ['2026-03-10T23:30:10+08:00', [night], '2026-03-11T08:00:00+08:00'],
    ['2026-03-11T07:59:59+08:00', [night], '2026-03-11T08:00:00+08:00'],
    ['2026-03-11T08:00:00+08:00', [night], '2026-03-11T08:00:00+08:00'],
    ['2026-03-11T12:00:00+08:00', [night, noon], '2026-03-11T14:00:00+08:00'],
    ['2026-03-11T12:00:00+08:00', [], '2026-03-11T12:00:00+08:00'],
  ])('at %s with %j it is sent at %s', (at, hours, sent) => {
    expect(after(at, hours)).toBe(sent)
  })

  it('that leave nothing of a day mean never', () => {
    expect(after('2026-03-11T12:00:00+08:00', [night, { from: 8 * 60, until: 22 * 60 }])).toBeNull()
  })

  it('go by the zone’s clocks where summer time begins', () => {
    // On 29 March 2026 Berlin goes from 02:00 to 03:00.
    expect(after('2026-03-29T01:30:00+01:00', [{ from: 60, until: 150 }], 'Europe/Berlin')).toBe(
      '2026-03-29T03:00:00+02:00',
    )
  })

  it('never hold a message in a free minute, nor send it in a quiet one, nor later than the first free one', () => {
    const minute = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
        fc.array(fc.record({ from: minute, until: minute }), { maxLength: 3 }),
        (at, hours) => {
          const sent = afterQuietHours(at, hours, 'Asia/Shanghai')
          // Each minute by itself, counted up from a range's first; one that ends where it begins is a whole day.
          const covered = new Set(
            hours.flatMap(({ from, until }) =>
              Array.from({ length: (until - from + 1440) % 1440 || 1440 }, (_, i) => (from + i) % 1440),
            ),
          )
          if (sent === null) {
            expect(covered.size).toBe(1440)
            return
          }
          expect(covered.has(minuteOfDay(sent, 'Asia/Shanghai'))).toBe(false)
          for (let t = at; t < sent; t += 60_000) expect(covered.has(minuteOfDay(t, 'Asia/Shanghai'))).toBe(true)
        },
      ),
      { numRuns: 50 },
    )
  })
})
