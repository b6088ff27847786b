import { verifyProgram } from '@laurel/db'
import { afterAll, expect, test } from 'vitest'
import { testApi, type TestProgram } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

const PUBLISHED = {
  name: { en: 'Spring' },
  from: '2026-03-10T00:00:00+08:00',
  until: '2026-03-11T00:00:00+08:00',
}

/** A member who has bought under a promotion, and brought something back; a second promotion looked at nothing. */
const program = async (): Promise<TestProgram> => {
  const p = await api.program('wangfujing', '2026-03-09T09:00:00+08:00')
  await p.ok(201, 'POST', '/v1/promotions', {
    code: 'spring',
    ...PUBLISHED,
    conditions: [{ kind: 'minimumSpend', atLeastMinor: 50000 }],
    effects: [
      { kind: 'multiplier', value: 2 },
      { kind: 'bonusPoints', points: 30 },
    ],
  })
  await p.ok(201, 'POST', '/v1/promotions', {
    code: 'elsewhere',
    ...PUBLISHED,
    conditions: [{ kind: 'stores', stores: ['beijing-2'] }],
    effects: [{ kind: 'multiplier', value: 1 }],
  })
  await p.clock('2026-03-10T23:00:00+08:00')
  const member = await p.member()
  const bought = await p.buy(member, 600, '2026-03-10T10:00:00+08:00', { line: { quantity: 6, unitPrice: 10000 } })
  await p.ok(201, 'POST', `/v1/purchases/${bought.id}/returns`, { lines: [{ index: 0, quantity: 2 }] })
  return p
}

const differencesOf = async (p: TestProgram): Promise<string> =>
  (await verifyProgram(await api.databases.open(p.id))).differences.join('\n')

test.each<[crime: string, sql: string, named: RegExp]>([
  ['a promotion taken from a purchase', 'DELETE FROM purchase_promotions', /points: rebuilt 600, kept 1230/],
  [
    'a promotion put to a purchase that it never looked at',
    'INSERT INTO purchase_promotions SELECT id, 2 FROM purchases',
    /has promotion elsewhere, which did not look at it/,
  ],
  ['a revision taken away', 'DELETE FROM promotion_revisions', /has a promotion without its revision 1/],
  [
    'higher points after the fact',
    `UPDATE promotion_revisions SET effects = '[{"kind":"multiplier","value":3}]'`,
    /points: rebuilt 1800, kept 1230/,
  ],
  [
    'a lower threshold after the fact: what a return took back shows it',
    `UPDATE promotion_revisions SET conditions = '[]'`,
    /points taken back: rebuilt 400, kept 830/,
  ],
  [
    'a revision that counts only since the purchase',
    'UPDATE promotion_revisions SET effective_at = effective_at + 2 * 86400000',
    /has promotion spring, which did not look at it/,
  ],
  ['a promotion of no purchase', 'UPDATE purchase_promotions SET purchase_id = 1', /1 promotions of no purchase/],
])('names %s', async (_, sql, named) => {
  const p = await program()
  expect(await differencesOf(p)).toBe('')
  const table = /(?:UPDATE|FROM|INTO) (\w+)/.exec(sql)![1]
  const triggers = ['update', 'delete'].map(verb => `DROP TRIGGER IF EXISTS ${table}_no_${verb}`)
  await (await api.databases.open(p.id)).commit([...triggers, sql].map(text => ({ sql: text, args: [] })))
  expect(await differencesOf(p)).toMatch(named)
})
