import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CdnowRow } from './cdnow-file.ts'
import { cdnowReceipts, expectedOf, noonInNewYork, sumOf } from './cdnow-receipt.ts'

const row = (fields: Partial<CdnowRow> = {}): CdnowRow => ({
  line: 1,
  customer: '0001',
  day: '1997-01-01',
  quantity: 2,
  cents: 2934,
  ...fields,
})

describe('cdnowReceipts', () => {
  it('makes one line of the CDs and one card payment of the dollars', () => {
    expect(cdnowReceipts([row()])[0]?.body).toEqual({
      store: 'cdnow-online',
      externalId: 'cdnow-0001-19970101-1',
      occurredAt: '1997-01-01T12:00:00-05:00',
      lines: [{ sku: 'CD', brand: 'cdnow', category: 'music', quantity: 2, unitPrice: 1467 }],
      tenders: [{ kind: 'card', amount: 2934 }],
    })
  })

  it('gives the line its total where the dollars do not divide by the CDs', () => {
    expect(cdnowReceipts([row({ cents: 2933 })])[0]?.body.lines).toEqual([
      { sku: 'CD', brand: 'cdnow', category: 'music', quantity: 2, unitPrice: 1466, total: 2933 },
    ])
  })

  it('records a receipt of $0, with nothing paid', () => {
    const body = cdnowReceipts([row({ quantity: 1, cents: 0 })])[0]?.body
    expect(body?.lines[0]).toMatchObject({ quantity: 1, unitPrice: 0 })
    expect(body?.tenders).toEqual([])
  })

  it('puts receipts in order of date, of one day in the order of the file, and names each one', () => {
    const rows = [
      row({ line: 1, day: '1997-03-01' }),
      row({ line: 2 }),
      row({ line: 3, day: '1997-03-01' }),
      row({ line: 4, customer: '0002' }),
    ]
    expect(cdnowReceipts(rows).map(r => r.body.externalId)).toEqual([
      'cdnow-0001-19970101-1',
      'cdnow-0002-19970101-1',
      'cdnow-0001-19970301-1',
      'cdnow-0001-19970301-2',
    ])
  })

  it('what is paid is what the lines cost, whatever the amounts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 0, max: 10_000_000 }), (quantity, cents) => {
        const { lines, tenders } = cdnowReceipts([row({ quantity, cents })])[0]!.body
        const [{ unitPrice, total = Number(unitPrice) * quantity }] = lines
        expect(total).toBe(cents)
        expect(tenders.reduce((sum, tender) => sum + tender.amount, 0)).toBe(cents)
      }),
    )
  })
})

describe('noonInNewYork', () => {
  it.each([
    ['1997-04-05', '-05:00'],
    ['1997-04-06', '-04:00'],
    ['1997-10-25', '-04:00'],
    ['1997-10-26', '-05:00'],
    ['1998-06-30', '-04:00'],
  ])('is noon of %s at %s, as the clocks then stood', (day, offset) => {
    expect(noonInNewYork(day)).toBe(`${day}T12:00:00${offset}`)
  })
})

describe('expectedOf', () => {
  it('gives one point for each whole dollar of each receipt, not of their sum', () => {
    const expected = expectedOf([row({ cents: 199 }), row({ cents: 199 }), row({ customer: '0002', cents: 500 })])
    expect(Object.fromEntries(expected)).toEqual({
      '0001': { receipts: 2, cents: 398, points: 2 },
      '0002': { receipts: 1, cents: 500, points: 5 },
    })
    expect(sumOf(expected.values())).toEqual({ receipts: 3, cents: 898, points: 7 })
  })
})
