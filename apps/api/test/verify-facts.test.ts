import { afterAll, expect, test } from 'vitest'
import { differencesOf, expectNamed, type Crime } from './crimes.ts'
import { testApi, type TestProgram, type Wire } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** A member whose night has come, of whose purchases some came back before it, and some after. */
const known = async (): Promise<TestProgram> => {
  const p = await api.program('wanqian', '2026-03-31T23:00:00+08:00')
  const member = await p.member()
  const line = { size: 'L', color: 'navy', brand: 'lumiere', quantity: 2, unitPrice: 10_000 }
  const bought: Wire[] = []
  for (const day of ['02', '09', '16']) bought.push(await p.buy(member, 200, `2026-03-${day}T15:00:00+08:00`, { line }))
  const bringBack = (i: number, quantity: number) =>
    p.ok(201, 'POST', `/v1/purchases/${bought[i]!.id}/returns`, { lines: [{ index: 0, quantity }] })
  await bringBack(0, 1)
  await bringBack(1, 2)
  await p.clock('2026-04-01T00:00:00+08:00')
  await bringBack(2, 1)
  await p.buy(member, 100, '2026-04-01T00:00:00+08:00')
  return p
}

const crimes: readonly Crime[] = [
  ['a sale made larger', 'UPDATE member_facts SET sales_minor = sales_minor + 1', /salesMinor of the facts/],
  ['facts of no transaction', 'UPDATE member_facts SET seq = 99', /facts of transaction 99, which is not there/],
  ['a last purchase made later', 'UPDATE member_facts SET last_on = last_on + 1', /lastOn of the facts/],
  ['active for a day longer', 'UPDATE member_facts SET active_since = active_since - 1', /activeSince of the facts/],
  ['facts taken away', 'DELETE FROM member_facts', /has preferences without facts/],
  ['another size', "UPDATE member_preferences SET value = 'S' WHERE kind = 'sizes'", /preferences are not those/],
  ['goods that were never bought', 'UPDATE member_goods SET goods = goods || goods', /text of goods is not that/],
  [
    'a character for something else',
    "UPDATE goods_codes SET value = 's9' WHERE kind = 'store'",
    /text of goods is not/,
  ],
  ['goods of nobody', 'UPDATE member_goods SET member_id = 99', /1 texts of goods without a member/],
  [
    'a day for a code',
    "UPDATE goods_codes SET code = 17000 WHERE kind = 'store'",
    /1 codes of goods that are no codes/,
  ],
  [
    'a code that stands for any',
    "INSERT INTO goods_codes (code, kind, value) VALUES (42, 'store', 's9')",
    /1 codes of goods that are no codes/,
  ],
  ['goods of who is not known', 'DELETE FROM member_facts', /has a text of goods without facts/],
  ['a basket more', 'UPDATE member_baskets SET receipts = receipts + 1', /baskets are not those/],
]

test.each(crimes)('names %s', async (_, sql, named) => {
  await expectNamed(api, await known(), sql, named)
})

test('what is as of an earlier transaction, and what is not computed yet, is right', async () => {
  const p = await known()
  expect(await differencesOf(api, p)).toBe('')
  await p.clock('2026-04-02T00:00:00+08:00')
  expect(await differencesOf(api, p)).toBe('')
})

test('what left the receipts as they were makes no facts anew: they are as of it, the night after', async () => {
  const p = await api.program('wanqian', '2026-03-31T23:00:00+08:00')
  const member = await p.member()
  await p.buy(member, 200, '2026-03-02T15:00:00+08:00')
  await p.clock('2026-04-01T00:00:00+08:00')
  await p.ok(201, 'POST', `/v1/members/${member.id}/adjustments`, { unit: 'points', amount: 5, reason: 'goodwill' })
  const database = await api.databases.open(p.id)
  const standing = async () => {
    const sql = `SELECT s.seq, f.seq, f.seq = s.seq, g.goods IS NOT NULL FROM standings s
      JOIN member_facts f ON f.member_id = s.member_id JOIN member_goods g ON g.member_id = s.member_id`
    return (await database.read([{ sql, args: [] }]))[0]!
  }
  const [before] = await standing()
  expect(before!.slice(2)).toEqual([0, 1])
  await p.clock('2026-04-02T00:00:00+08:00')
  expect(await standing()).toEqual([[before![0], before![0], 1, 1]])
  expect(await differencesOf(api, p)).toBe('')
})

test('since when somebody has been active is known of who was known before it was kept, from the next night on', async () => {
  const p = await known()
  const database = await api.databases.open(p.id)
  await database.commit([{ sql: 'UPDATE member_facts SET active_since = NULL', args: [] }])
  expect(await differencesOf(api, p)).toBe('')
  await p.clock('2026-04-02T00:00:00+08:00')
  const filter = { kind: 'lifecycle', in: ['active'], since: { through: '2026-03-16' } }
  expect(await p.ok(200, 'POST', '/v1/segments/preview', { filter })).toMatchObject({ members: 1 })
  expect(await differencesOf(api, p)).toBe('')
})
