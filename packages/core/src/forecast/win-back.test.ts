import { describe, expect, it } from 'vitest'
import { forecastBuyer, probabilityAtLast } from './known-buyer.ts'
import { WIN_BACKS, winBacks } from './win-back.ts'

const models = {
  purchases: { r: 1.5, alpha: 8, a: 0.8, b: 4 },
  spend: { p: 6.25, q: 3.74, gammaMinor: 15_44 },
}
const TODAY = 1000

const buyer = (memberId: number, { silence = 60, purchaseDays = 10, dayMinor = 50_00 } = {}) => ({
  memberId,
  purchaseDays,
  firstOn: TODAY - silence - 300,
  lastOn: TODAY - silence,
  salesMinor: purchaseDays * dayMinor,
  firstDayMinor: dayMinor,
})

const of = (...buyers: ReturnType<typeof buyer>[]) => winBacks([], models, buyers, TODAY, 365)

describe('winBacks', () => {
  it('what is at stake is what the member would be worth if active, times the fall of its probability', () => {
    const one = buyer(1, { silence: 90 })
    const { probabilityActive, expectedValueMinor } = forecastBuyer(models, one, TODAY, 365)
    const atLast = probabilityAtLast(models, one)
    const worth = (expectedValueMinor ?? 0) / probabilityActive
    expect(of(one)).toEqual([
      { memberId: 1, probabilityAtLast: atLast, atStakeMinor: Math.round(worth * (atLast - probabilityActive)) },
    ])
  })

  it('puts those first with whom most is at stake', () => {
    const found = of(buyer(1), buyer(2, { dayMinor: 500_00 }), buyer(3, { silence: 5 }), buyer(4, { silence: 100 }))
    expect(found.map(({ memberId }) => memberId)).toEqual([2, 4, 1, 3])
  })

  it('leaves out who bought today, who bought but once, and who is surely gone', () => {
    expect(of(buyer(1, { silence: 0 }), buyer(2, { purchaseDays: 1 }), buyer(3, { silence: 900 }))).toEqual([])
  })

  it('says nothing where nobody knows what members spend', () => {
    expect(winBacks([], { ...models, spend: null }, [buyer(1)], TODAY, 365)).toEqual([])
  })

  it('keeps the first hundred, however the members come in', () => {
    const all = Array.from({ length: 300 }, (_, i) => buyer(i, { dayMinor: 10_00 + ((i * 7) % 300) }))
    const inBites = [0, 100, 200].reduce<ReturnType<typeof winBacks>>(
      (before, at) => winBacks(before, models, all.slice(at, at + 100), TODAY, 365),
      [],
    )
    expect(inBites).toHaveLength(WIN_BACKS)
    expect(inBites).toEqual(of(...all))
  })
})

describe('forecastBuyer', () => {
  it('tells no value where nobody knows what members spend, and the rest all the same', () => {
    const told = forecastBuyer({ ...models, spend: null }, buyer(1), TODAY, 365)
    expect(told.expectedValueMinor).toBeNull()
    expect(told.probabilityActive).toBeGreaterThan(0)
    expect(told.expectedPurchases).toBeGreaterThan(0)
  })

  it('the value is the purchases times what the member spends on a day', () => {
    const told = forecastBuyer(models, buyer(1, { purchaseDays: 200, silence: 0 }), TODAY, 365)
    expect((told.expectedValueMinor ?? 0) / told.expectedPurchases / 50_00).toBeCloseTo(1, 1)
  })
})
