import { afterAll, test } from 'vitest'
import { expectNamed, type Crime } from './crimes.ts'
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

test.each<Crime>([
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
  await expectNamed(api, await program(), sql, named)
})

/** A member with a mug and a coupon by one purchase, both kept, and by another, both taken back with it. */
const giving = async (): Promise<TestProgram> => {
  const p = await api.program('wangfujing', '2026-03-09T09:00:00+08:00')
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 10, stock: 9 })
  await p.ok(201, 'POST', '/v1/coupons', {
    code: 'next',
    name: { en: 'Next' },
    off: { amount: 100 },
    use: 'discount',
    distribution: 'given',
  })
  await p.ok(201, 'POST', '/v1/promotions', {
    code: 'full',
    ...PUBLISHED,
    conditions: [{ kind: 'minimumQuantity', atLeast: 2 }],
    effects: [
      { kind: 'gift', reward: 'mug' },
      { kind: 'coupon', coupon: 'next' },
    ],
  })
  await p.clock('2026-03-10T23:00:00+08:00')
  const member = await p.member()
  const line = { quantity: 2, unitPrice: 10000 }
  const [bought] = [
    await p.buy(member, 200, '2026-03-10T10:00:00+08:00', { line }),
    await p.buy(member, 200, '2026-03-10T11:00:00+08:00', { line }),
  ]
  await p.ok(201, 'POST', `/v1/purchases/${bought.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
  return p
}

test.each<Crime>([
  [
    'gifts of a purchase taken away',
    'DELETE FROM promotion_gifts',
    /gift mug of revision 1 was neither given nor refused/,
  ],
  [
    'a gift that no promotion gave',
    `UPDATE promotion_gifts SET code = 'cup' WHERE kind = 'gift'`,
    /gift cup of revision 1 was given by no promotion/,
  ],
  ['a gift of more pieces', 'UPDATE redemptions SET quantity = 3', /reserved: rebuilt 1 mug, kept 3 mug/],
  [
    'a gift refused after the fact',
    `UPDATE promotion_gifts SET given_id = NULL, why_not = 'out_of_stock'`,
    /redemption \d+ was brought by no promotion/,
  ],
  [
    'a coupon of another purchase',
    'UPDATE member_coupons SET purchase_id = 1 WHERE purchase_id IS NOT NULL',
    /brought: rebuilt next \d+, kept next 1/,
  ],
  [
    'a coupon that stays although its ground is gone',
    'DELETE FROM coupon_withdrawals',
    /coupon next of revision 1: rebuilt stays, kept takenBack/,
  ],
  [
    'a gift that is said to stay',
    'UPDATE return_gifts SET taken_back = 0',
    /gift mug of revision 1: rebuilt takenBack, kept stays/,
  ],
  ['what a return took back, moved', 'UPDATE return_gifts SET return_id = 1', /2 gifts of no return/],
])('of gifts names %s', async (_, sql, named) => {
  await expectNamed(api, await giving(), sql, named)
})
