import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { day } from '../../test/program.ts'
import { drawLots, emptiesLapsed, firstExpiry, lapsedOf, remainingAfterDebt, type OpenLot } from './lots.ts'

const lot = (id: number, remaining: number, fields: Partial<OpenLot> = {}): OpenLot => ({
  id,
  remaining,
  earnedAt: id,
  expiresOn: null,
  ...fields,
})
const held = (lots: readonly OpenLot[]) => lots.reduce((sum, { remaining }) => sum + remaining, 0)
const someLots = fc
  .array(
    fc.record({
      remaining: fc.integer({ min: 1, max: 1000 }),
      earnedAt: fc.integer({ min: 0, max: 5 }),
      expiresOn: fc.option(fc.integer({ min: 100, max: 105 })),
    }),
    { maxLength: 12 },
  )
  .map(lots => lots.map((fields, id) => ({ id, ...fields })))

describe('spending lots', () => {
  it('takes the soonest expiry first, then the oldest, then the first recorded; what never expires last', () => {
    const lots = [
      lot(1, 10),
      lot(2, 10, { expiresOn: 200 }),
      lot(6, 10, { expiresOn: 100, earnedAt: 9 }),
      lot(3, 10, { expiresOn: 100, earnedAt: 9 }),
      lot(4, 10, { expiresOn: 100, earnedAt: 8 }),
    ]
    expect(drawLots(lots, 50).draws.map(draw => draw.lot)).toEqual([4, 3, 6, 2, 1])
  })

  it('takes a part of the last lot it needs, and tells what is left of it', () => {
    expect(drawLots([lot(1, 10), lot(2, 10), lot(3, 10)], 15)).toEqual({
      draws: [
        { lot: 1, amount: 10 },
        { lot: 2, amount: 5 },
      ],
      left: [lot(2, 5), lot(3, 10)],
    })
  })

  it('takes nothing for nothing', () => {
    expect(drawLots([lot(1, 10)], 0)).toEqual({ draws: [], left: [lot(1, 10)] })
    expect(drawLots([], 0)).toEqual({ draws: [], left: [] })
  })

  it('throws where the lots hold less, by one even', () => {
    expect(drawLots([lot(1, 10), lot(2, 5)], 15).left).toEqual([])
    expect(() => drawLots([lot(1, 10), lot(2, 5)], 16)).toThrow('the lots hold 15 of 16')
    expect(() => drawLots([], 1)).toThrow('the lots hold 0 of 1')
  })

  it('is no RangeError when books contradict themselves: that is no fault of the receipt', () => {
    expect(() => drawLots([], 1)).not.toThrow(RangeError)
  })

  it('leaves alone what lapses on that day or has lapsed, though its expiry is not posted yet', () => {
    const on = day('2027-01-01')
    const lots = [
      lot(1, 10, { expiresOn: on - 1 }),
      lot(2, 10, { expiresOn: on }),
      lot(3, 10, { expiresOn: on + 1 }),
      lot(4, 10),
    ]
    expect(drawLots(lots, 15, on)).toEqual({
      draws: [
        { lot: 3, amount: 10 },
        { lot: 4, amount: 5 },
      ],
      left: [lots[0], lots[1], lot(4, 5)],
    })
    expect(() => drawLots(lots, 21, on)).toThrow('the lots hold 20 of 21')
    expect(lapsedOf(lots, on)).toBe(20)
    expect(lapsedOf(lots, on - 2)).toBe(0)
  })

  it('takes exactly the amount, no lot twice, none beyond what it holds, and loses nothing', () => {
    fc.assert(
      fc.property(someLots, fc.nat(), fc.integer({ min: 98, max: 106 }), (lots, wish, on) => {
        const amount = Math.min(wish, held(lots) - lapsedOf(lots, on))
        const { draws, left } = drawLots(lots, amount, on)
        expect(draws.reduce((sum, draw) => sum + draw.amount, 0)).toBe(amount)
        expect(new Set(draws.map(draw => draw.lot)).size).toBe(draws.length)
        expect(held(left) + amount).toBe(held(lots))
        for (const before of lots) {
          const drawn = draws.find(draw => draw.lot === before.id)?.amount ?? 0
          const after = left.find(({ id }) => id === before.id)?.remaining ?? 0
          expect(drawn + after).toBe(before.remaining)
        }
      }),
    )
  })

  it('never touches a lot while one that expires sooner still holds something', () => {
    fc.assert(
      fc.property(someLots, fc.nat(), (lots, wish) => {
        const { draws, left } = drawLots(lots, Math.min(wish, held(lots)))
        const drawn = lots.filter(({ id }) => draws.some(draw => draw.lot === id))
        for (const open of left)
          for (const taken of drawn)
            if (taken.id !== open.id)
              expect(taken.expiresOn ?? Infinity).toBeLessThanOrEqual(open.expiresOn ?? Infinity)
      }),
    )
  })
})

describe('an earning that meets a debt', () => {
  test.each([
    [0, 100, 100],
    [50, 100, 100],
    [-40, 100, 60],
    [-99, 100, 1],
    [-100, 100, 0],
    [-101, 100, 0],
    [-1, 0, 0],
  ])('from a balance of %d, of %d earned %d are left to spend', (balance, amount, left) => {
    expect(remainingAfterDebt(balance, amount)).toBe(left)
  })

  it('keeps the lots at the balance, or at nothing below zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1000, max: 1000 }), fc.nat({ max: 1000 }), (balance, amount) => {
        expect(Math.max(0, balance) + remainingAfterDebt(balance, amount)).toBe(Math.max(0, balance + amount))
      }),
    )
  })
})

describe('the first expiry', () => {
  test.each([
    ['of no lots', [], null],
    ['of lots that never expire', [lot(1, 10)], null],
    ['of a lot', [lot(1, 10, { expiresOn: 100 })], 100],
    ['of several', [lot(1, 10), lot(2, 1, { expiresOn: 101 }), lot(3, 1, { expiresOn: 100 })], 100],
    ['of several, the soonest first', [lot(1, 1, { expiresOn: 100 }), lot(2, 1, { expiresOn: 101 }), lot(3, 10)], 100],
    ['of one that holds nothing', [lot(1, 0, { expiresOn: 100 })], null],
    [
      'of one that holds nothing and one that does',
      [lot(1, 0, { expiresOn: 100 }), lot(2, 1, { expiresOn: 101 })],
      101,
    ],
  ])('%s', (_, lots, day) => {
    expect(firstExpiry(lots)).toBe(day)
  })
})

describe('moves that empty what has lapsed', () => {
  const lots = {
    points: [lot(1, 10, { expiresOn: 100 }), lot(2, 10, { expiresOn: 101 }), lot(3, 10)],
    memberCash: [lot(1, 7, { expiresOn: 99 })],
  }
  const first = { lot: 1, unit: 'points', delta: -10 } as const
  const cash = { lot: 1, unit: 'memberCash', delta: -7 } as const

  test.each([
    ['all of it', [first, cash], true],
    ['nothing', [], false],
    ['not all of it', [first], false],
    ['not the whole of a lot', [{ ...first, delta: -9 }, cash], false],
    ['another lot, too', [first, { ...first, lot: 2 }, cash], false],
    ['another lot instead', [{ ...first, lot: 3 }, cash], false],
    ['a lot of another unit instead', [{ ...first, unit: 'memberCash' as const }, cash], false],
  ])('%s', (_, moves, isAll) => {
    expect(emptiesLapsed(lots, moves, 100)).toBe(isAll)
  })

  it('are none where nothing has lapsed', () => {
    expect(emptiesLapsed(lots, [], 98)).toBe(false)
  })
})
