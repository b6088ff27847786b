import { describe, expect, test } from 'vitest'
import { day } from '../../test/program.ts'
import { accept, reject } from '../decision.ts'
import { decideGift } from './decide-gift.ts'

const today = day('2026-03-10')
const held = accept({ collectBy: day('2026-03-24') })

describe('a gift with a purchase', () => {
  test.each<
    [what: string, terms: { perMember?: number; stock?: number }, taken: number, quantity: number, said: object]
  >([
    ['is held through its last day, where nothing bounds it', {}, 900, 100, held],
    ['is there to the last piece', { stock: 2 }, 0, 2, held],
    ['is none where a piece is missing', { stock: 1 }, 0, 2, reject('out_of_stock', { stock: 1 })],
    ['is none of what is gone', { stock: 0 }, 0, 1, reject('out_of_stock', { stock: 0 })],
    ['may be the last that a member gets', { perMember: 3 }, 1, 2, held],
    ['is none beyond what a member gets', { perMember: 3 }, 2, 2, reject('per_member_limit', { taken: 2 })],
    ['is none where the limit is reached', { perMember: 1 }, 1, 1, reject('per_member_limit', { taken: 1 })],
    ['says the lasting reason first', { perMember: 1, stock: 0 }, 1, 1, reject('per_member_limit', { taken: 1 })],
    ['needs both stock and limit', { perMember: 2, stock: 2 }, 0, 2, held],
  ])('%s', (_, { perMember = null, stock = null }, taken, quantity, said) => {
    expect(decideGift({ perMember, stock, holdDays: 14 }, { taken, quantity, today })).toEqual(said)
  })

  test('that is not held has to be collected on the day', () => {
    const atOnce = decideGift({ perMember: null, stock: null, holdDays: 0 }, { taken: 0, quantity: 1, today })
    expect(atOnce).toEqual(accept({ collectBy: today }))
  })
})
