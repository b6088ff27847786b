import { afterAll, describe, expect, test } from 'vitest'
import { expectNamed, type Crime } from './crimes.ts'
import { testApi } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** A program whose associate adjusted alone and asked a manager, who confirmed one and declined another. */
const program = async () => {
  const p = await api.program('boutique', '2026-05-06T22:00:00+08:00')
  const { id } = await p.member()
  const NOTHING = { perAct: 0, perDay: 0 }
  const body = { points: { perAct: 10, perDay: 10 }, memberCash: NOTHING, prepaid: NOTHING }
  await p.ok(200, 'PUT', '/v1/program/staffLimits', body)
  const [associate, manager] = [await p.staff('associate'), await p.staff('manager')]
  const adjust = (status: number, amount: number) =>
    associate.ok(status, 'POST', `/v1/members/${id}/adjustments`, { unit: 'points', amount, reason: 'r' })
  await adjust(201, 10)
  const [first, second] = [await adjust(202, 500), await adjust(202, 600)]
  await manager.ok(200, 'POST', `/v1/approvals/${first.id}/approve`)
  await manager.ok(200, 'POST', `/v1/approvals/${second.id}/decline`, { reason: 'r' })
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 10, stock: 1 })
  const coupon = { code: 'ten', name: { en: 'Ten' }, off: { amount: 10 }, use: 'discount', distribution: 'given' }
  await p.ok(201, 'POST', '/v1/coupons', coupon)
  const given = await manager.ok(201, 'POST', `/v1/members/${id}/coupons`, { coupon: 'ten' })
  await manager.ok(200, 'POST', `/v1/memberCoupons/${given.id}/withdraw`, { reason: 'r' })
  const promotion = {
    code: 'double',
    name: { en: 'Double points' },
    from: '2026-05-06T00:00:00+08:00',
    until: '2026-06-01T00:00:00+08:00',
    conditions: [],
    effects: [{ kind: 'multiplier', value: 2 }],
  }
  await p.ok(201, 'POST', '/v1/promotions', promotion)
  await api.ok(201, 'POST', '/v1/me/redemptions', { key: await p.session({ id }), body: { reward: 'mug' } })
  return p
}

/** What somebody with the file in hand could do, triggers bypassed: the crime, its SQL, and how it is named. */
const crimes: readonly Crime[] = [
  [
    'a transaction of somebody who is not there',
    'UPDATE transactions SET actor_id = 7 WHERE seq = 1',
    /1 transactions of no actor/,
  ],
  [
    'a transaction of nobody',
    'UPDATE transactions SET actor_id = 0 WHERE seq = 1',
    /1 transactions of nobody that no scheduled work has made/,
  ],
  [
    'a transaction of another one of the staff',
    'UPDATE transactions SET actor_id = (SELECT max(id) FROM staff) WHERE seq = 1',
    /what staff adjusted alone, \d+ points on day \d+: -?10 more/,
  ],
  ['staff taken away', 'DELETE FROM staff', /transactions of no actor/],
  ['a key taken away', 'DELETE FROM api_keys', /entries of the audit trail of no actor/],
  [
    'a day’s sum made smaller',
    'UPDATE staff_grants SET total = 1',
    /adjusted alone, \d+ points on day \d+: 9 more than was counted/,
  ],
  ['a day’s sum taken away', 'DELETE FROM staff_grants', /: 10 more than was counted/],
  [
    'an approval of more',
    'UPDATE approvals SET amount = amount + 1',
    /1 approvals whose adjustment is not what was asked for/,
  ],
  [
    'an approval by who asked',
    'UPDATE approval_decisions SET decided_by = (SELECT min(id) FROM staff)',
    /2 decisions by no other staff/,
  ],
  ['an approval taken away', 'DELETE FROM approvals', /2 decisions without an approval/],
  ['an approval of nobody', 'UPDATE approvals SET asked_by = 7', /2 approvals that no staff asked for/],
  ['a decision taken away', 'DELETE FROM approval_decisions', /: 500 more than was counted/],
  [
    'an entry of the audit trail by somebody else',
    'UPDATE audit_entries SET actor_id = 7',
    /entries of the audit trail of no actor/,
  ],
  [
    'a promotion of somebody who is not there',
    'UPDATE promotion_revisions SET actor_id = 7',
    /1 revisions of promotions of no actor/,
  ],
  ['a coupon given by nobody', 'UPDATE member_coupons SET actor_id = 7', /1 coupons issued by no actor/],
  ['a withdrawal by nobody', 'UPDATE coupon_withdrawals SET actor_id = 7', /1 withdrawals of coupons of no actor/],
  ['a session of nobody', 'UPDATE staff_sessions SET staff_id = 7', /2 sessions of no staff/],
]

describe('ledger:verify', () => {
  test.each(crimes)('names %s', async (_, sql, named) => {
    await expectNamed(api, await program(), sql, named)
  })
})

test('of the audit trail nothing is changed, taken away or replaced', async () => {
  const p = await program()
  const database = await api.databases.open(p.id)
  const run = (sql: string) => database.commit([{ sql, args: [] }])
  const trail = async () => (await p.ok(200, 'GET', '/v1/audit?limit=100')).data
  const before = await trail()
  expect(before.length).toBeGreaterThan(3)
  await expect(run("UPDATE audit_entries SET act = 'x'")).rejects.toThrow('never changed')
  await expect(run('DELETE FROM audit_entries')).rejects.toThrow('never changed')
  await run("INSERT OR REPLACE INTO audit_entries SELECT id, 0, NULL, 'x', 'x', NULL, NULL FROM audit_entries")
  expect(await trail()).toEqual(before)
})
