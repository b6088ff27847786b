import { afterAll, test } from 'vitest'
import { expectNamed, type Crime } from './crimes.ts'
import { testApi, type TestProgram } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** A member with a coupon withdrawn, one used, and one that came back with its receipt. */
const program = async (): Promise<TestProgram> => {
  const p = await api.program('wangfujing', '2026-03-10T12:00:00+08:00')
  const member = await p.member()
  const coupon = { code: 'ten', name: { en: 'Ten' }, off: { amount: 1000 }, use: 'discount', distribution: 'given' }
  await p.ok(201, 'POST', '/v1/coupons', { ...coupon, validDays: 30 })
  const give = () => p.ok(201, 'POST', `/v1/members/${member.id}/coupons`, { coupon: 'ten' })
  await p.ok(200, 'POST', `/v1/memberCoupons/${(await give()).id}/withdraw`, { reason: 'twice' })
  const buy = async () =>
    p.ok(201, 'POST', '/v1/purchases', {
      memberId: member.id,
      store: 'beijing-1',
      lines: [
        { sku: 'A', brand: 'acme', quantity: 1, unitPrice: 10000, total: 9500 },
        { sku: 'B', quantity: 1, unitPrice: 10000, total: 9500 },
      ],
      tenders: [{ kind: 'cash', amount: 19000 }],
      coupons: [(await give()).code],
    })
  await buy()
  const lines = [0, 1].map(index => ({ index, quantity: 1 }))
  await p.ok(201, 'POST', `/v1/purchases/${(await buy()).id}/returns`, { lines })
  return p
}

test.each<Crime>([
  [
    'a coupon that lives for ever',
    'UPDATE member_coupons SET valid_through = NULL',
    /last day: rebuilt \d+, kept null/,
  ],
  ['a coupon counted down', 'UPDATE coupons SET issued = 1', /coupons of ten: members have 3, counted 1/],
  ['a limit counted down', 'UPDATE coupon_counts SET issued = 1', /coupons of ten: rebuilt 3, kept 1/],
  [
    'a coupon given away',
    'UPDATE member_coupons SET member_id = 1 WHERE id = (SELECT max(id) FROM member_coupons)',
    /1 coupons without a member/,
  ],
  ['a use made larger', 'UPDATE coupon_uses SET amount_minor = 1001', /what coupon \d+ took: rebuilt 1000, kept 1001/],
  ['a use taken away', 'DELETE FROM coupon_uses WHERE number = 1', /uses given back that there never were/],
  [
    'a use at nobody’s purchase',
    'UPDATE coupon_uses SET purchase_id = 1 WHERE purchase_id = (SELECT min(purchase_id) FROM coupon_uses)',
    /1 uses of coupons without a purchase of their member/,
  ],
  ['a use that came back and no more', 'DELETE FROM coupon_give_backs', /given back: rebuilt true, kept false/],
  [
    'a coupon for other goods',
    `UPDATE coupon_terms SET brands = '["other"]'`,
    /coupon \d+ was not for it: no_such_goods/,
  ],
  [
    'a price before coupons made lower',
    'UPDATE lines_before_coupons SET total_minor = 9600',
    /took: rebuilt 200, kept 1000/,
  ],
  ['a coupon under terms that were none', 'UPDATE member_coupons SET revision = 9', /coupons without the terms/],
  [
    'a coupon taken back by no return',
    'UPDATE coupon_withdrawals SET return_id = 1',
    /coupons taken back by no return of their purchase/,
  ],
])('names %s', async (_, sql, named) => {
  await expectNamed(api, await program(), sql, named)
})
