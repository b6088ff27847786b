import { parseCdnow } from '@laurel/load/cdnow-file'
import { describe, expect, it } from 'vitest'
import { customersOf, dayOf, seenThrough } from './cdnow-customers.ts'

const file = `
 00004 0001 19970101  2   29.33
 00004 0001 19970118  1    9.00
 00004 0001 19970118  1    5.73
 00004 0001 19970802  1   14.96
 00021 0002 19970110  1   10.00
 00050 0003 19971001  1   10.00
`

describe('seenThrough', () => {
  const seen = (day: string) => seenThrough(customersOf(parseCdnow(file)), dayOf(day))

  it('counts receipts of one day as one purchase, and from the first purchase on', () => {
    const { repeats, lastAfterDays, ageDays, members } = seen('1997-09-30').histories
    expect([...repeats]).toEqual([2, 0])
    expect([...lastAfterDays]).toEqual([213, 0])
    expect([...ageDays]).toEqual([272, 263])
    expect([...members]).toEqual([1, 1])
  })

  it('knows nothing of what came after the day', () => {
    const { histories, later, laterCents } = seen('1997-01-31')
    expect([...histories.repeats]).toEqual([1, 0])
    expect([...later]).toEqual([1, 0])
    expect(laterCents).toBe(14_96)
  })

  it('takes the spends of the repeat purchases alone', () => {
    const { spends, spent } = seen('1997-09-30')
    expect([...spends.days]).toEqual([2])
    expect([...spends.totalMinor]).toEqual([29_69])
    expect(spent).toEqual([
      { days: 2, cents: 29_69 },
      { days: 0, cents: 0 },
    ])
  })
})
