import { verifyProgram } from '@laurel/db'
import { afterAll, expect, test } from 'vitest'
import { testApi, type TestProgram } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** A member with two coupons, one of them withdrawn. */
const program = async (): Promise<TestProgram> => {
  const p = await api.program('wangfujing', '2026-03-10T12:00:00+08:00')
  const member = await p.member()
  const coupon = { code: 'ten', name: { en: 'Ten' }, off: { amount: 1000 }, use: 'discount', distribution: 'given' }
  await p.ok(201, 'POST', '/v1/coupons', { ...coupon, validDays: 30 })
  const give = () => p.ok(201, 'POST', `/v1/members/${member.id}/coupons`, { coupon: 'ten' })
  await give()
  await p.ok(200, 'POST', `/v1/memberCoupons/${(await give()).id}/withdraw`, { reason: 'twice' })
  return p
}

const differencesOf = async (p: TestProgram): Promise<string> =>
  (await verifyProgram(await api.databases.open(p.id))).differences.join('\n')

test.each<[crime: string, sql: string, named: RegExp]>([
  [
    'a coupon that lives for ever',
    'UPDATE member_coupons SET valid_through = NULL',
    /last day: rebuilt \d+, kept null/,
  ],
  ['a coupon counted down', 'UPDATE coupons SET issued = 1', /coupons of ten: members have 2, counted 1/],
  ['a limit counted down', 'UPDATE coupon_counts SET issued = 1', /coupons of ten: rebuilt 2, kept 1/],
  [
    'a coupon given away',
    'UPDATE member_coupons SET member_id = 1 WHERE id = (SELECT max(id) FROM member_coupons)',
    /1 coupons without a member/,
  ],
  ['a coupon under terms that were none', 'UPDATE member_coupons SET revision = 9', /coupons without the terms/],
  [
    'a coupon taken back by no return',
    'UPDATE coupon_withdrawals SET return_id = 1',
    /coupons taken back by no return of their purchase/,
  ],
])('names %s', async (_, sql, named) => {
  const p = await program()
  expect(await differencesOf(p)).toBe('')
  const table = /(?:UPDATE|FROM) (\w+)/.exec(sql)![1]
  const triggers = ['update', 'delete'].map(verb => `DROP TRIGGER IF EXISTS ${table}_no_${verb}`)
  await (await api.databases.open(p.id)).commit([...triggers, sql].map(text => ({ sql: text, args: [] })))
  expect(await differencesOf(p)).toMatch(named)
})
