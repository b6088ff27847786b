import { describe, expect, it, test } from 'vitest'
import { splitReversal } from './reversal.ts'

const own = { remaining: 0, expired: 0, lapsed: 0, spent: 0, hasLapsed: false }

describe('what a return takes back', () => {
  test.each([
    ['what is left of the lot', 10, { remaining: 10 }, 0, 0],
    ['then what has expired, which is not owed', 10, { remaining: 4, expired: 5 }, 5, 1],
    ['then what was spent, which is', 10, { remaining: 4 }, 0, 6],
    ['what expired once only, however many returns count it', 10, { expired: 7, lapsed: 5 }, 2, 8],
    ['nothing for nothing', 0, { expired: 7 }, 0, 0],
  ])('is %s', (_, reversed, fields, lapsed, spent) => {
    expect(splitReversal(reversed, { ...own, ...fields })).toEqual({ reversed, lapsed, spent })
  })
})

describe('what kept goods round to beyond what was kept before', () => {
  test.each([
    ['pays first what was owed as spent', -3, { spent: 2 }, 0, -2],
    ['then what was counted as expired', -3, { spent: 1, expired: 5, lapsed: 1 }, -1, -1],
    ['and is worth nothing where it would have expired by now', -3, { hasLapsed: true }, -3, 0],
    ['and is given where it would still be good', -3, {}, 0, 0],
  ])('%s', (_, reversed, fields, lapsed, spent) => {
    expect(splitReversal(reversed, { ...own, ...fields })).toEqual({ reversed, lapsed, spent })
  })

  it('ends where one return would have ended', () => {
    const start = { ...own, remaining: 2, expired: 2 }
    const first = splitReversal(5, start)
    const second = splitReversal(-2, { ...start, remaining: 0, lapsed: first.lapsed, spent: first.spent })
    const once = splitReversal(3, start)
    expect([first.lapsed + second.lapsed, first.spent + second.spent]).toEqual([once.lapsed, once.spent])
  })
})
