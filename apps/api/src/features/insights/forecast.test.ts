import { chanceFrom, simulateBuyers } from '@laurel/core/testing'
import {
  fitBgNbd,
  fitGammaGamma,
  formatDay,
  expectedPurchases,
  expectedSpendMinor,
  parseDay,
  probabilityActive,
} from '@laurel/core'
import { afterAll, describe, expect, test } from 'vitest'
import { differencesOf } from '../../../test/crimes.ts'
import { continueProgram } from '../../platform/jobs/continue-program.ts'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const LAST = parseDay('2026-06-30')!
const MORNING = '2026-07-01T00:00:00+08:00'

const models = { purchases: { r: 0.8, alpha: 2, a: 1, b: 4 }, spend: { p: 6.25, q: 3.74, gammaMinor: 154_400 } }

interface Shopper {
  /** The days of purchase, and what is paid on each, in fen. */
  readonly days: readonly { readonly on: number; readonly minor: number }[]
}

/** Shoppers whose first and last days of purchase are drawn, those between them evenly. */
const shoppers = (members: number): Shopper[] => {
  const chance = chanceFrom(11)
  const { histories } = simulateBuyers(models, { members, joinDays: 364, seenDays: 364, laterDays: 0 }, chance)
  return Array.from(histories.repeats, (repeats, i) => {
    const first = LAST - (histories.ageDays[i] ?? 0)
    const mean = 30_000 / (0.3 + chance())
    const at = (k: number) => first + Math.ceil((k * (histories.lastAfterDays[i] ?? 0)) / Math.max(repeats, 1))
    return {
      days: Array.from({ length: repeats + 1 }, (_, k) => ({ on: at(k), minor: Math.round(mean * (0.5 + chance())) })),
    }
  })
}

/** A program in which they have bought, on the evening of the last day; with the members in their order. */
const shop = async (all: readonly Shopper[]): Promise<{ p: TestProgram; members: Wire[] }> => {
  const p = await api.program('wangfujing', '2026-06-30T23:00:00+08:00')
  const members: Wire[] = []
  for (const _ of all) members.push(await p.member())
  const receipts = all.flatMap(({ days }, i) =>
    days.map(({ on, minor }) => ({
      memberId: members[i].id,
      store: 'beijing-1',
      externalId: `till-${i}-${on}`,
      occurredAt: `${formatDay(on)}T12:00:00+08:00`,
      lines: [{ sku: 'A', quantity: 1, unitPrice: minor }],
      tenders: [{ kind: 'card', amount: minor }],
    })),
  )
  for (let from = 0; from < receipts.length; from += 500)
    await p.ok(200, 'POST', '/v1/purchases/batch', { purchases: receipts.slice(from, from + 500) })
  return { p, members }
}

const forecastOf = (p: TestProgram, limit = 100): Promise<Wire> =>
  p.ok(200, 'GET', `/v1/insights/forecast?limit=${limit}`)
const ofMember = async (p: TestProgram, member: Wire): Promise<Wire> =>
  (await p.ok(200, 'GET', `/v1/members/${member.id}/insight`)).forecast

const history = ({ days }: Shopper, through = LAST) => ({
  repeats: days.length - 1,
  lastAfterDays: days.at(-1)!.on - days[0]!.on,
  ageDays: through - days[0]!.on,
})

/** What the papers' models give of the shoppers, without the program. */
const modelsByHand = (all: readonly Shopper[]) => {
  const column = (of: (one: Shopper) => number) => Uint32Array.from(all, of)
  const purchases = fitBgNbd(
    {
      repeats: column(one => history(one).repeats),
      lastAfterDays: column(one => history(one).lastAfterDays),
      ageDays: column(one => history(one).ageDays),
      members: column(() => 1),
    },
    365,
  )
  const again = all.filter(({ days }) => days.length > 1)
  const repeatMinor = ({ days }: Shopper) => days.slice(1).reduce((sum, { minor }) => sum + minor, 0)
  const spend = fitGammaGamma({
    days: Uint32Array.from(again, ({ days }) => days.length - 1),
    totalMinor: Float64Array.from(again, repeatMinor),
  })
  if (!purchases.accepted || !spend.accepted) throw new Error('the shoppers are too few')
  return { purchases: purchases.value, spend: spend.value, repeatMinor }
}

describe('too little to tell anything', () => {
  test('before the first night, and of few, there is a reason and no figure', async () => {
    const { p, members } = await shop(shoppers(20))
    expect(await forecastOf(p)).toEqual({
      asOf: null,
      horizonDays: 365,
      buyers: 0,
      purchases: null,
      spend: null,
      calibration: null,
      expected: null,
      winBack: [],
    })
    await p.clock(MORNING)
    const few = { reason: 'too_few_repeat_buyers' }
    expect(await forecastOf(p)).toEqual({
      asOf: '2026-07-01',
      horizonDays: 365,
      buyers: 20,
      purchases: { ...few, fit: null },
      spend: { ...few, fit: null },
      calibration: { ...few, heldBack: null },
      expected: null,
      winBack: [],
    })
    const nothing = { probabilityActive: null, expectedPurchases: null, expectedValue: null, horizonDays: 365 }
    expect(await ofMember(p, members[0])).toEqual({ ...nothing, reason: 'notEnoughData' })
    expect(await ofMember(p, await p.member())).toEqual({ ...nothing, reason: 'notBought' })
  })
})

describe('a program with enough buyers', async () => {
  const all = shoppers(250)
  const { p, members } = await shop(all)
  const evening = await p.clock(MORNING)
  const { purchases, spend, repeatMinor } = modelsByHand(all)

  test('the fit is that of all that was bought until last night', async () => {
    expect(evening.jobs.map(({ name }: Wire) => name)).toContain('forecast:2026-07-01')
    const { fit } = (await forecastOf(p)).purchases
    for (const name of ['r', 'alpha', 'a', 'b'] as const) expect(fit[name] / purchases.model[name]).toBeCloseTo(1, 5)
    expect(fit.logLikelihood).toBeCloseTo(purchases.logLikelihood, 3)
    expect(fit.members).toBe(all.length)
    const spendFit = (await forecastOf(p)).spend.fit
    expect(spendFit.p / spend.model.p).toBeCloseTo(1, 4)
    expect(spendFit.q / spend.model.q).toBeCloseTo(1, 4)
    expect(spendFit.gamma / spend.model.gammaMinor).toBeCloseTo(1, 4)
  })

  test('each member is told what the models say of their days of purchase', async () => {
    for (const i of [0, 1, 2, 3, 50, 249]) {
      const told = await ofMember(p, members[i])
      const known = history(all[i]!)
      const expected = expectedPurchases(purchases.model, known, 365)
      expect(told.probabilityActive).toBeCloseTo(probabilityActive(purchases.model, known), 4)
      expect(told.expectedPurchases).toBeCloseTo(expected, 3)
      const minor = expected * expectedSpendMinor(spend.model, known.repeats, repeatMinor(all[i]!))
      expect(Math.abs(told.expectedValue / minor - 1)).toBeLessThan(1e-3)
      expect(told).toMatchObject({ horizonDays: 365, reason: null })
    }
  })

  test('segments ask what is expected of each', async () => {
    const told = await Promise.all(members.map(async member => ({ id: member.id, ...(await ofMember(p, member)) })))
    for (const [filter, of] of [
      [
        { probabilityActive: { atLeast: 0.5, atMost: 0.9 } },
        ({ probabilityActive: one }: Wire) => one >= 0.5 && one <= 0.9,
      ],
      [{ expectedPurchases: { atMost: 1.25 } }, ({ expectedPurchases: one }: Wire) => one <= 1.25],
      [{ expectedValue: { atLeast: 50_000 } }, ({ expectedValue: one }: Wire) => one >= 50_000],
    ] as const) {
      const found = await p.ok(200, 'POST', '/v1/segments/preview', { filter: { kind: 'forecast', ...filter } })
      const expected = told.filter(of)
      expect(found.members).toBe(expected.length)
      expect(expected.length).toBeGreaterThan(0)
      expect(found.sample.every(({ id }: Wire) => expected.some(one => one.id === id))).toBe(true)
    }
  })

  test('what is expected of all is the sum of what is expected of each', async () => {
    const { expected, buyers } = await forecastOf(p)
    const told = await Promise.all(members.map(member => ofMember(p, member)))
    const sum = (name: string) => told.reduce((total, one) => total + one[name], 0)
    expect(buyers).toBe(all.length)
    expect(expected.active).toBeCloseTo(sum('probabilityActive'), 2)
    expect(expected.purchases).toBeCloseTo(sum('expectedPurchases'), 1)
    expect(expected.value).toBe(sum('expectedValue'))
  })

  test('the calibration counts what was held back, and predicts it within what chance allows', async () => {
    const { heldBack, reason } = (await forecastOf(p)).calibration
    expect(reason).toBeNull()
    const first = Math.min(...all.map(({ days }) => days[0]!.on))
    const cut = LAST - Math.floor((LAST - first) / 2)
    expect(heldBack).toMatchObject({ through: formatDay(cut), days: LAST - cut })
    const known = all.filter(({ days }) => days[0]!.on <= cut)
    expect(heldBack.members).toBe(known.length)
    expect(heldBack.actual).toBe(known.flatMap(({ days }) => days.filter(({ on }) => on > cut)).length)
    expect(heldBack.byRepeats.reduce((sum: number, row: Wire) => sum + row.members, 0)).toBe(known.length)
    expect(Math.abs(heldBack.predicted / heldBack.actual - 1)).toBeLessThan(0.4)
  })

  test('whom to win back has bought well and is silent, the most at stake first', async () => {
    const { winBack } = await forecastOf(p)
    expect(winBack.length).toBeGreaterThan(10)
    for (const [i, one] of winBack.entries()) {
      expect(one.atStake).toBeLessThanOrEqual(winBack[i - 1]?.atStake ?? Infinity)
      expect(one.probabilityActive).toBeGreaterThanOrEqual(0.1)
      expect(one.probabilityActive).toBeLessThan(one.probabilityAtLastPurchase)
      const at = members.findIndex(({ id }) => id === one.memberId)
      expect(one.purchaseDays).toBe(all[at]!.days.length)
      expect(one.lastPurchaseOn).toBe(formatDay(all[at]!.days.at(-1)!.on))
      expect(await ofMember(p, members[at])).toMatchObject({
        probabilityActive: one.probabilityActive,
        expectedPurchases: one.expectedPurchases,
        expectedValue: one.expectedValue,
      })
    }
    expect((await forecastOf(p, 3)).winBack).toEqual(winBack.slice(0, 3))
  })

  test('cut off after any part, and with goods that came back whole, it ends in the same place', async () => {
    const { p: slow, members: theirs } = await shop(all)
    for (const at of [0, 5, 10]) {
      const day = formatDay(Math.min(all[at]!.days[0]!.on + 200, LAST))
      const { id } = await slow.buy(theirs[at], 500, `${day}T10:00:00+08:00`)
      await slow.ok(201, 'POST', `/v1/purchases/${id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    }
    await slow.slowClock(MORNING, 1)
    let turns = 1
    const turn = { chunks: 1, members: 5, deadline: Infinity }
    while (await continueProgram(api.deps, slow.id, turn)) turns++
    expect(turns).toBeGreaterThan(all.length / 50)
    const [there, here] = await Promise.all([forecastOf(slow), forecastOf(p)])
    expect({ ...there, winBack: [] }).toEqual({ ...here, winBack: [] })
    const stakes = ({ winBack }: Wire) => winBack.map(({ atStake }: Wire) => atStake)
    expect(stakes(there)).toEqual(stakes(here))
  })

  test('with silence the probability falls, and who buys is known again the next morning', async () => {
    const quiet = members[all.findIndex(({ days }) => days.length > 5)]
    const before = await ofMember(p, quiet)
    await p.clock('2026-09-01T00:00:00+08:00')
    const after = await ofMember(p, quiet)
    expect(after.probabilityActive).toBeLessThan(before.probabilityActive)
    const fresh = await p.member()
    await p.buy(fresh, 100, '2026-09-01T00:00:00+08:00')
    expect(await ofMember(p, fresh)).toMatchObject({ probabilityActive: null, reason: 'notYetKnown' })
    await p.buy(quiet, 100, '2026-09-01T00:00:00+08:00')
    await p.clock('2026-09-02T00:00:00+08:00')
    expect((await ofMember(p, quiet)).probabilityActive).toBeGreaterThan(after.probabilityActive)
    expect(await ofMember(p, fresh)).toMatchObject({ probabilityActive: 1, reason: null })
    expect(await differencesOf(api, p)).toBe('')
  })

  test('the rules say how far ahead is told', async () => {
    const rules = await p.ok(200, 'GET', '/v1/program/rules')
    await p.ok(200, 'PUT', '/v1/program/rules', { rules: { ...rules, insight: { forecastHorizonDays: 90 } } })
    const before = await ofMember(p, members[0])
    await p.clock('2026-09-03T00:00:00+08:00')
    const after = await ofMember(p, members[0])
    expect([before.horizonDays, after.horizonDays]).toEqual([365, 90])
    expect(after.expectedPurchases).toBeLessThan(before.expectedPurchases)
  })
})
