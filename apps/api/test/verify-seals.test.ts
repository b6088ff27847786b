import { verifyProgram } from '@laurel/db'
import { afterAll, expect, test } from 'vitest'
import { testApi, type TestProgram } from './test-api.ts'

const api = await testApi()
afterAll(api.close)
api.jobTurn.members = 2

/** A program whose five receipts are sealed, two to a seal. */
const sealed = async (): Promise<TestProgram> => {
  const p = await api.program('wanqian', '2026-03-10T23:00:00+08:00')
  const member = await p.member()
  for (let i = 0; i < 5; i++) await p.buy(member, 100 + i, '2026-03-10T10:00:00+08:00')
  await p.clock('2026-03-11T00:00:00+08:00')
  return p
}

const differencesOf = async (p: TestProgram): Promise<string> =>
  (await verifyProgram(await api.databases.open(p.id))).differences.join('\n')

test('a transaction whose id a seal has passed is refused by the journal itself', async () => {
  const p = await sealed()
  const insert = `INSERT INTO transactions SELECT (SELECT min(id) FROM transactions) - 1, member_id, seq + 1, kind, occurred_at,
    recorded_at, rules_version, cause_id, actor_id FROM transactions ORDER BY seq DESC LIMIT 1`
  await expect((await api.databases.open(p.id)).commit([{ sql: insert, args: [] }])).rejects.toThrow(/sealed beyond/)
})

const second = '(SELECT id FROM transactions ORDER BY id LIMIT 1 OFFSET 1)'
test.each<[crime: string, triggers: string[], sql: string, named: RegExp]>([
  [
    'a transaction made earlier',
    ['transactions_no_update'],
    `UPDATE transactions SET recorded_at = recorded_at - 1 WHERE id = ${second}`,
    /^txn_\w+ was changed after it was sealed$/m,
  ],
  [
    'a transfer made larger',
    ['transfers_no_update'],
    `UPDATE transfers SET amount = amount + 1 WHERE transaction_id = ${second}`,
    /^txn_\w+ was changed after it was sealed$/m,
  ],
  [
    'a lot kept for longer',
    [],
    `UPDATE lots SET expires_on = expires_on + 365 WHERE transaction_id = ${second} AND unit = 0`,
    /^txn_\w+ was changed after it was sealed$/m,
  ],
  [
    'a transaction taken away',
    ['transactions_no_delete'],
    `DELETE FROM transactions WHERE id = ${second}`,
    /^txn_\w+ was removed after it was sealed$/m,
  ],
  [
    'a transaction slipped in',
    ['transactions_not_sealed', 'transactions_no_replace'],
    `INSERT INTO transactions SELECT id - 1, member_id, 9, kind, occurred_at, recorded_at, rules_version, cause_id, actor_id
      FROM transactions ORDER BY id LIMIT 1`,
    /^txn_\w+ was slipped in behind the seal$/m,
  ],
  [
    'a seal with another hash',
    ['seals_no_update'],
    'UPDATE seals SET hash = randomblob(32)',
    /seal through txn_\w+ was changed/,
  ],
  [
    'a seal made earlier',
    ['seals_no_update'],
    'UPDATE seals SET sealed_at = sealed_at - 1',
    /seal through txn_\w+ was changed/,
  ],
  [
    'a seal taken out of the chain',
    ['seals_no_delete'],
    'DELETE FROM seals WHERE after > 0 AND through < (SELECT max(through) FROM seals)',
    /^the chain of seals is broken before the one through txn_\w+$/m,
  ],
])('names %s', async (_, triggers, sql, named) => {
  const p = await sealed()
  expect(await differencesOf(p)).toBe('')
  const drops = triggers.map(name => `DROP TRIGGER ${name}`)
  await (await api.databases.open(p.id)).commit([...drops, sql].map(text => ({ sql: text, args: [] })))
  expect(await differencesOf(p)).toMatch(named)
})
