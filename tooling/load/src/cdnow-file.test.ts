import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CdnowFileError, parseCdnow } from './cdnow-file.ts'

const row = ' 00004 0001 19970101  2   29.33'

describe('parseCdnow', () => {
  it('reads the columns as the file has them, with either line end, and skips empty lines', () => {
    expect(parseCdnow(`${row}\r\n\r\n 00004 0001 19970118  1    0.00\n`)).toEqual([
      { line: 1, customer: '0001', day: '1997-01-01', quantity: 2, cents: 2933 },
      { line: 3, customer: '0001', day: '1997-01-18', quantity: 1, cents: 0 },
    ])
  })

  it('reads every amount to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), cents => {
        const dollars = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
        expect(parseCdnow(`1 2 19970101 1 ${dollars}`)[0]?.cents).toBe(cents)
      }),
    )
  })

  it.each([
    ['12', 1200],
    ['12.5', 1250],
    ['0.07', 7],
  ])('reads %s dollars as %i cents', (dollars, cents) => {
    expect(parseCdnow(`1 2 19970101 1 ${dollars}`)[0]?.cents).toBe(cents)
  })

  it.each([
    ['1 2 19970101 1', 'is not five columns but 4'],
    ['1 2 19970101 1 2.00 3', 'is not five columns but 6'],
    ['1 2 19970229 1 2.00', '"19970229" is no date'],
    ['1 2 1997-1-1 1 2.00', '"1997-1-1" is no date'],
    ['1 2 19970101 0 2.00', '"0" is no number of CDs'],
    ['1 2 19970101 1.5 2.00', '"1.5" is no number of CDs'],
    ['1 2 19970101 1 -2.00', '"-2.00" is no amount'],
    ['1 2 19970101 1 2.005', '"2.005" is no amount'],
    ['1 2 19970101 1 1e3', '"1e3" is no amount'],
    ['1 x 19970101 1 2.00', '"x" is no id'],
  ])('refuses "%s" and names its line', (bad, reason) => {
    expect(() => parseCdnow(`${row}\n${bad}\n`)).toThrow(CdnowFileError)
    expect(() => parseCdnow(`${row}\n${bad}\n`)).toThrow(`line 2: ${reason}`)
  })

  it('refuses a file without receipts', () => {
    expect(() => parseCdnow('\n\n')).toThrow('line 1: the file holds no receipts')
  })
})
