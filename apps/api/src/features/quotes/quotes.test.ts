import { presetNames, presets } from '@laurel/core'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { receipt, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const at = '2026-05-05T10:00:00+08:00'
const program = () => api.program('wanqian', '2026-05-06T22:00:00+08:00')
const line = (fields: Wire = {}) => ({ sku: 'A', category: 'apparel', quantity: 1, unitPrice: 10000, ...fields })
const quote = (p: TestProgram, member: { id: string }, lines: unknown[], more: Record<string, unknown> = {}) =>
  p.ok(200, 'POST', '/v1/quotes', { memberId: member.id, store: 'beijing-1', lines, ...more })

test('a quote gives each line its price and why, and what it would earn', async () => {
  const p = await program()
  await p.ok(200, 'PUT', '/v1/brands/fixed', { name: 'Fixed', takesMemberDiscount: false })
  const answer = await quote(p, await p.member(), [
    line({ quantity: 2 }),
    line({ unitPrice: 5000, listPrice: 10000, promotional: true }),
    line({ brand: 'fixed' }),
    line({ unitPrice: 8000, listPrice: 10000 }),
    line({ unitPrice: 9500, listPrice: 10000 }),
  ])
  expect(answer.lines).toEqual([
    { index: 0, listTotal: 20000, discount: 2000, total: 18000, because: 'memberDiscount' },
    { index: 1, listTotal: 10000, discount: 5000, total: 5000, because: 'promotionalLine' },
    { index: 2, listTotal: 10000, discount: 0, total: 10000, because: 'brandTakesNoDiscount' },
    { index: 3, listTotal: 10000, discount: 2000, total: 8000, because: 'unitPriceIsLower' },
    { index: 4, listTotal: 10000, discount: 1000, total: 9000, because: 'memberDiscount' },
  ])
  expect([answer.total, answer.points.wouldEarn]).toEqual([50000, 500])
})

test('a discount is rounded once a line, half up', async () => {
  const p = await program()
  const answer = await quote(p, await p.member(), [
    line({ unitPrice: 5 }),
    line({ unitPrice: 15 }),
    line({ unitPrice: 14 }),
    line({ unitPrice: 5, quantity: 3 }),
  ])
  // 4.5, 13.5, 12.6 and 13.5.
  expect(answer.lines.map((l: Wire) => l.total)).toEqual([5, 14, 13, 14])
})

test('the purchase at the quoted prices earns what the quote said', async () => {
  const p = await program()
  await p.ok(200, 'PUT', '/v1/brands/lumiere', {
    name: 'L',
    multiplier: 5,
    contractRate: 0.25,
    takesMemberDiscount: false,
  })
  const member = await p.member({ birthday: '--05-06' })
  const lines = [line({ brand: 'lumiere', unitPrice: 3333 }), line({ unitPrice: 7777, quantity: 3 })]
  const { lines: priced, total, points } = await quote(p, member, lines)
  const sold = lines.map((one, i) => ({ ...one, total: priced[i].total }))
  const body = {
    ...receipt(member, 0, '2026-05-06T22:00:00+08:00'),
    lines: sold,
    tenders: [{ kind: 'card', amount: total }],
  }
  expect((await p.ok(201, 'POST', '/v1/purchases', body)).points.earned).toBe(points.wouldEarn)
})

test('a quote goes by the tier held at its instant', async () => {
  const p = await program()
  const member = await p.member()
  await p.buy(member, 20000, at)
  expect((await quote(p, member, [line()])).total).toBe(8500)
  expect((await quote(p, member, [line()], { occurredAt: '2026-05-04T10:00:00+08:00' })).total).toBe(9000)
})

test('a quote knows what the caps of the day, month and year leave', async () => {
  const { preset, rules } = { preset: undefined, rules: { ...presets.wanqian, earning: capped({ monthPoints: 150 }) } }
  const p = await api.program('capped', '2026-05-06T22:00:00+08:00', { preset, rules })
  const member = await p.member()
  expect((await quote(p, member, [line({ unitPrice: 20000 })])).points.wouldEarn).toBe(150)
  await p.buy(member, 100, at)
  expect((await quote(p, member, [line({ unitPrice: 20000 })])).points.wouldEarn).toBe(50)
})

test('a quote for an instant that has passed does not know what came later that day', async () => {
  const p = await program()
  const member = await p.member()
  await p.buy(member, 20000, at)
  expect((await quote(p, member, [line()], { occurredAt: '2026-05-05T09:59:59+08:00' })).total).toBe(9000)
  expect((await quote(p, member, [line()], { occurredAt: at })).total).toBe(8500)
})

const capped = (caps: NonNullable<(typeof presets.wanqian.earning)['caps']>, preset = presets.wanqian) => ({
  ...preset.earning,
  caps,
})

const caps = fc.record(
  {
    receiptPoints: fc.integer({ min: 1, max: 20_000 }),
    dayPoints: fc.integer({ min: 1, max: 20_000 }),
    monthPoints: fc.integer({ min: 1, max: 40_000 }),
    membershipYearPoints: fc.integer({ min: 1, max: 60_000 }),
  },
  { requiredKeys: [] },
)
const soldLine = fc.record({
  brand: fc.option(fc.constantFrom('lumiere', 'fixed'), { nil: undefined }),
  category: fc.constantFrom('apparel', 'cosmetics', 'gold'),
  quantity: fc.integer({ min: 1, max: 3 }),
  unitPrice: fc.oneof(fc.integer({ min: 0, max: 50_000 }), fc.integer({ min: 0, max: 2_000_000 })),
  promotional: fc.boolean(),
})
const visit = fc.record({
  minute: fc.integer({ min: 0, max: 3 * 24 * 60 }),
  lines: fc.array(soldLine, { minLength: 1, maxLength: 3 }),
  setTier: fc.option(fc.nat(), { freq: 6 }),
})

test('a purchase at the quoted prices earns what the quote said, in every program, late or in time, capped or not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...presetNames),
      caps,
      fc.array(visit, { minLength: 1, maxLength: 6 }),
      async (name, caps, visits) => {
        const preset = presets[name]
        const rules = { ...preset, earning: capped(caps, preset) }
        const p = await api.program('quoted', '2026-05-04T08:00:00+08:00', { preset: undefined, rules })
        await p.ok(200, 'PUT', '/v1/brands/lumiere', { name: 'L', multiplier: 5, contractRate: 0.25 })
        await p.ok(200, 'PUT', '/v1/brands/fixed', { name: 'F', takesMemberDiscount: false })
        const member = await p.member({ birthday: '--05-06' })
        await p.clock('2026-05-07T12:00:00+08:00')
        for (const { minute, lines, setTier } of visits) {
          const occurredAt = new Date(Date.parse('2026-05-04T09:00:00+08:00') + minute * 60_000).toISOString()
          const goods = lines.map(one => line(one))
          const quoted = await quote(p, member, goods, { occurredAt })
          const bought = await p.ok(201, 'POST', '/v1/purchases', {
            ...receipt(member, 0, occurredAt),
            lines: goods.map((one, i) => ({ ...one, total: quoted.lines[i].total })),
            tenders: [{ kind: 'card', amount: quoted.total }],
          })
          expect(bought.points.earned).toBe(quoted.points.wouldEarn)
          const code = setTier === null ? undefined : rules.tiers[setTier % rules.tiers.length]?.code
          if (code !== undefined)
            await p.ok(201, 'POST', `/v1/members/${member.id}/tier`, { code, reason: 'a regular' })
        }
      },
    ),
    { numRuns: 15 },
  )
})

test('a quote keeps nothing, whatever it is asked', async () => {
  const p = await program()
  const member = await p.member()
  await quote(p, member, [line({ brand: 'unheard-of' })], { store: 'nowhere' })
  expect(await p.trialBalance()).toMatchObject({ transactions: 0, units: { points: { sum: 0, memberLiability: 0 } } })
  expect((await p.ok(200, 'GET', `/v1/members/${member.id}/purchases`)).data).toEqual([])
})

test('a quote needs lines, and lines need a price', async () => {
  const p = await program()
  const member = await p.member()
  for (const [lines, path] of [
    [[], 'lines'],
    [[{ sku: 'A', quantity: 1 }], 'lines[0].unitPrice'],
    [[line({ total: 1 })], 'lines[0].total'],
  ] as const) {
    const refused = await p.problem(422, 'invalid_request', 'POST', '/v1/quotes', {
      memberId: member.id,
      store: 's',
      lines,
    })
    expect(refused.errors[0].path).toBe(path)
  }
})
