import { describe, expect, it, test } from 'vitest'
import { day, earningLike } from '../../test/program.ts'
import { points } from '../../test/receipts.ts'
import { capRoom } from './cap-room.ts'

const activity = [
  points('2025-07-31', 1),
  points('2025-08-01', 2),
  points('2026-02-28', 4),
  points('2026-03-01', 8),
  points('2026-03-10', 16),
  points('2026-03-10', 32, { rulesVersion: 2 }),
  points('2026-03-31', 64),
  points('2026-04-01', 128),
  points('2026-07-31', 256),
  points('2026-08-01', 512),
]
const on = day('2026-03-10')

describe('the room that caps leave', () => {
  test.each([
    ['the day', { dayPoints: 1000 }, { limit: 'day', points: 1000 - 48 }],
    ['the month', { monthPoints: 1000 }, { limit: 'month', points: 1000 - 8 - 48 - 64 }],
    [
      'the membership year',
      { membershipYearPoints: 1000 },
      { limit: 'membershipYear', points: 1000 - 2 - 4 - 8 - 48 - 64 - 128 - 256 },
    ],
    [
      'the tightest of all',
      { dayPoints: 1000, monthPoints: 121, membershipYearPoints: 1000 },
      { limit: 'month', points: 1 },
    ],
    ['the shortest window of equal ones', { dayPoints: 49, monthPoints: 121 }, { limit: 'day', points: 1 }],
    ['none, once it is used up', { dayPoints: 48 }, { limit: 'day', points: 0 }],
    ['none, where more was earned before the cap was set', { dayPoints: 1 }, { limit: 'day', points: 0 }],
  ])('is that of %s', (_, caps, room) => {
    expect(capRoom(earningLike('wangfujing', { caps }), activity, on)).toEqual(room)
  })

  it('is no limit where no cap is set, or only one of the receipt itself', () => {
    expect(capRoom(earningLike('wangfujing', {}), activity, on)).toBe(null)
    expect(capRoom(earningLike('wangfujing', { caps: {} }), activity, on)).toBe(null)
    expect(capRoom(earningLike('wangfujing', { caps: { receiptPoints: 5 } }), activity, on)).toBe(null)
  })
})
