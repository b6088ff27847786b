import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeId, encodeId, makeIds } from './ids.ts'

const START = Date.UTC(2026, 10, 22)

test('ids rise, whatever the clock and the draw do, and none is given twice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5000, max: 5000 }), { maxLength: 300 }),
      fc.noShrink(fc.nat()),
      (steps, draw) => {
        let now = START
        const ids = makeIds(
          () => now,
          limit => draw % limit,
        )
        let last = -1
        for (const step of steps) {
          now += step
          const id = ids.next()
          expect(id).toBeGreaterThan(last)
          last = id
        }
      },
    ),
  )
})

test('a second that is full flows over into the next one', () => {
  const ids = makeIds(
    () => START,
    limit => limit - 1,
  )
  let last = ids.next()
  for (let i = 0; i < 2 ** 20 + 2; i++) {
    const id = ids.next()
    if (id !== last + 1) expect(id).toBe(last + 1)
    last = id
  }
  expect(Number.isSafeInteger(last)).toBe(true)
})

test('as text they sort as they were made, until the year 2161', () => {
  const at = (year: number) =>
    encodeId(
      'mem',
      makeIds(
        () => Date.UTC(year, 0, 2),
        () => 7,
      ).next(),
    )
  expect([2026, 2027, 2099, 2160].map(at).toSorted()).toEqual([2026, 2027, 2099, 2160].map(at))
  expect(decodeId('mem', at(2160))).toBeLessThan(2 ** 53)
})
