import type { MockStore } from './mock-store.ts'

/** A reward as `GET /v1/me/rewards` tells it. */
export function reward(changes: Partial<ReturnType<typeof plainReward>> = {}) {
  return { ...plainReward(), ...changes }
}

function plainReward() {
  return {
    code: 'mug',
    name: { en: 'Porcelain mug', 'zh-CN': '骨瓷马克杯', 'zh-TW': '骨瓷馬克杯' } as Record<string, string>,
    picture: null as string | null,
    points: 800,
    money: null as { amountMinor: number } | null,
    stock: null as number | null,
    perMember: null,
    tiers: null as string[] | null,
    fromAt: null as string | null,
    untilAt: null,
    holdDays: 14,
    active: true,
    available: true,
    whyNot: null as string | null,
    pointsMissing: 0,
  }
}

/** A redemption that waits to be collected. */
export function redemption(changes: object = {}) {
  return {
    id: 'red_1',
    memberId: 'mem_li',
    reward: 'mug',
    name: plainReward().name,
    quantity: 1,
    points: 800,
    money: null,
    code: 'K7M4-Q2XW',
    status: 'reserved',
    reservedAt: '2026-11-22T18:00:00+08:00',
    collectBy: '2026-12-06',
    endedAt: null,
    ...changes,
  }
}

/** A catalogue with every reason why something cannot be had. */
export const catalogue = [
  reward({ picture: '/demo/products/scarf.svg', stock: 3 }),
  reward({
    code: 'scarf',
    name: { en: 'Silk scarf', 'zh-CN': '真丝方巾', 'zh-TW': '真絲方巾' },
    points: 5000,
    money: { amountMinor: 9900 },
    available: false,
    whyNot: 'insufficient_points',
    pointsMissing: 3800,
  }),
  reward({
    code: 'tea',
    name: { en: 'Afternoon tea for two', 'zh-CN': '双人下午茶', 'zh-TW': '雙人下午茶' },
    points: 1000,
    tiers: ['WE'],
    available: false,
    whyNot: 'tier_required',
  }),
  reward({
    code: 'candle',
    name: { en: 'Scented candle', 'zh-CN': '香氛蜡烛', 'zh-TW': '香氛蠟燭' },
    available: false,
    whyNot: 'out_of_stock',
    stock: 0,
  }),
  reward({
    code: 'care',
    name: { en: 'Leather care', 'zh-CN': '皮具护理', 'zh-TW': '皮件保養' },
    available: false,
    whyNot: 'per_member_limit',
  }),
  reward({
    code: 'brunch',
    name: { en: 'New Year brunch', 'zh-CN': '新年早午餐', 'zh-TW': '新年早午餐' },
    fromAt: '2031-01-01T00:00:00+08:00',
    available: false,
    whyNot: 'not_in_window',
  }),
]

/** An entry of `GET /v1/me/ledger`. */
export function entry(
  kind: string,
  cause: string,
  changes: readonly [unit: string, amount: number][],
  on = '2026-11-20',
  id = 'x',
) {
  return {
    id: `txn_${kind}`,
    kind,
    occurredAt: `${on}T14:05:00+08:00`,
    recordedAt: `${on}T14:05:00+08:00`,
    because: { cause, id },
    postings: changes.flatMap(([unit, amount]) => [
      { account: `member:${unit}`, unit, amount },
      { account: 'program:issuance', unit, amount: -amount },
    ]),
    rulesVersion: 1,
    by: { kind: 'secretKey', id: null, name: null },
  }
}

/** Half a year of a member. */
const entries = [
  entry(
    'earn',
    'purchase',
    [
      ['points', 1600],
      ['memberCash', 1600],
    ],
    '2026-11-20',
    'pur_1',
  ),
  entry('redeem', 'redemption', [['points', -800]], '2026-11-18', 'red_1'),
  entry('redeem', 'endedRedemption', [['points', 800]], '2026-11-17', 'red_0'),
  entry('return', 'return', [['points', -320]], '2026-11-02', 'ret_1'),
  entry('topup', 'topup', [['prepaid', 300000]], '2026-10-30'),
  entry('expire', 'job', [['points', -40]], '2026-10-01'),
  entry('adjust', 'adjustment', [['points', 100]], '2026-09-12'),
  entry('tier', 'tier', [], '2026-09-01'),
  entry('novelty', 'novelty', [['points', 5]], '2026-08-01'),
]

/** A receipt as `GET /v1/me/purchases` tells it. */
export const receipt = {
  id: 'pur_1',
  externalId: '0817-4711',
  occurredAt: '2026-11-20T14:05:00+08:00',
  store: 'nanjing-road',
  returns: [{ id: 'ret_1' }],
  total: 120800,
  points: { earned: 2488, qualifying: 2488 },
  lines: [
    {
      sku: 'knit-cashmere',
      name: { en: 'Cashmere crew neck', 'zh-CN': '羊绒圆领衫', 'zh-TW': '羊絨圓領衫' },
      quantity: 1,
      returned: 0,
      total: 88800,
    },
    { sku: 'lipstick-rouge', quantity: 1, returned: 1, total: 32000 },
  ],
  explanation: {
    lines: [
      { line: 0, multiplier: { value: 1, because: 'none', considered: [] }, points: 888 },
      { line: 1, multiplier: { value: 5, because: 'brand', considered: [] }, points: 1600 },
    ],
  },
}

/** What the further elements ask for, the same for every member. */
export function serveDetails(store: MockStore): void {
  const pageOf = (data: readonly unknown[]) => () => ({ body: { data, nextCursor: null } })
  store.answer('/v1/me/rewards', pageOf(catalogue))
  store.answer('/v1/me/redemptions', pageOf([redemption()]))
  store.answer('/v1/me/ledger', pageOf(entries))
  store.answer('/v1/me/purchases', pageOf([receipt]))
  store.answer('/v1/me/card', () => ({ body: card(Date.now()) }))
}

/** `GET /v1/me/card`: codes from `now` on, each for half a minute. */
export function card(now: number, codes = 20) {
  const turn = 30_000
  const start = Math.floor(now / turn) * turn
  const at = (instant: number) => new Date(instant).toISOString()
  return {
    cardNumber: '6800120000017',
    name: '李*',
    now: at(now),
    codeSeconds: turn / 1000,
    codes: Array.from({ length: codes }, (_, index) => ({
      code: `2900${String((start / turn + index) % 1_000_000_000).padStart(20, '0')}`,
      validFrom: at(start + index * turn),
      validThrough: at(start + (index + 1) * turn),
    })),
  }
}
