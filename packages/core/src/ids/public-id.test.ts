import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { decodeId, encodeId } from './public-id.ts'

const ids = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })

describe('an id as clients see it', () => {
  test.each([
    [0, 'mem_00000000000'],
    [1, 'mem_00000000001'],
    [31, 'mem_0000000000z'],
    [32, 'mem_00000000010'],
    [18, 'mem_0000000000j'],
    [Number.MAX_SAFE_INTEGER, 'mem_7zzzzzzzzzz'],
  ])('of %d is %s, and back', (id, text) => {
    expect(encodeId('mem', id)).toBe(text)
    expect(decodeId('mem', text)).toBe(id)
  })

  it('comes back as the number it was, whatever it is', () => {
    fc.assert(
      fc.property(ids, id => {
        expect(decodeId('pur', encodeId('pur', id))).toBe(id)
      }),
    )
  })

  it('sorts as its number does', () => {
    fc.assert(
      fc.property(ids, ids, (a, b) => {
        expect(encodeId('pur', a) < encodeId('pur', b)).toBe(a < b)
      }),
    )
  })

  test.each([
    ['of another kind', 'pur_00000000001'],
    ['of another kind that is as long', 'mex_00000000001'],
    ['without its line', 'mem-00000000001'],
    ['too short', 'mem_0000000001'],
    ['too long', 'mem_000000000001'],
    ['with a letter that could be a digit', 'mem_0000000000o'],
    ['with a capital', 'mem_0000000000A'],
    ['beyond the exact integers', 'mem_80000000000'],
    ['empty', ''],
  ])('%s is none', (_, text) => {
    expect(decodeId('mem', text)).toBe(null)
  })
})
