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
