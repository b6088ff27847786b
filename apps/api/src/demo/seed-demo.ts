import type { CallApi, DemoConfig } from './demo-config.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** What the demo's customers bought before it began. */
const PAST_GOODS = { en: 'Ready-to-wear', 'zh-CN': '成衣', 'zh-TW': '成衣' }

const CUSTOMERS = [
  {
    name: '李雷',
    birthday: '1990-06-18',
    past: [
      [34, 6_800_00],
      [20, 4_299_00],
      [6, 5_999_00],
    ],
  },
  {
    name: '王芳',
    birthday: '1988-02-29',
    past: [
      [40, 21_500_00],
      [3, 1_280_00],
    ],
  },
  { name: 'Anna Schmidt', birthday: '1996-11-02', past: [] },
] as const

/** The catalogue; pictures are the demo's own. */
const REWARDS = [
  {
    code: 'scarf',
    name: { en: 'Printed silk scarf', 'zh-CN': '印花真丝方巾', 'zh-TW': '印花真絲方巾' },
    picture: '/demo/products/scarf.svg',
    points: 12_000,
    stock: 5,
  },
  {
    code: 'lipstick',
    name: { en: 'Satin lipstick', 'zh-CN': '缎光唇膏', 'zh-TW': '緞光唇膏' },
    picture: '/demo/products/lipstick.svg',
    points: 4_800,
    stock: null,
  },
  {
    code: 'bag',
    name: { en: 'Saddle bag', 'zh-CN': '马鞍包', 'zh-TW': '馬鞍包' },
    picture: '/demo/products/bag.svg',
    points: 60_000,
    money: { amountMinor: 990_00 },
    stock: 2,
  },
  {
    code: 'fitting',
    name: { en: 'Private fitting', 'zh-CN': '私享试衣', 'zh-TW': '私享試衣' },
    picture: '/demo/products/dress.svg',
    points: 2_000,
    stock: null,
    tiers: ['SUPREME'],
  },
  {
    code: 'care',
    name: { en: 'Knitwear care', 'zh-CN': '羊绒护理', 'zh-TW': '羊絨護理' },
    picture: '/demo/products/knit.svg',
    points: 1_200,
    stock: null,
    perMember: 1,
  },
] as const

/**
 * Makes the demo program through the public API, as a company would make its own: Wanqian's rules, a cosmetics
 * counter with five points a yuan, a catalogue of rewards, three customers with a past.
 */
export const seedDemo = async (call: CallApi, operatorKey: string, now: number): Promise<DemoConfig> => {
  const post = async <T>(method: string, path: string, key: string, body: unknown): Promise<T> => {
    const answer = await call(path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!answer.ok)
      throw new Error(
        `The demo could not be seeded: ${method} ${path} answered ${answer.status} ${await answer.text()}`,
      )
    return (await answer.json()) as T
  }
  const { secretKey, publishableKey } = await post<{ secretKey: string; publishableKey: string }>(
    'POST',
    '/v1/programs',
    operatorKey,
    { name: 'Maison Laurel', mode: 'live', preset: 'wanqian' },
  )
  await post('PUT', '/v1/stores/nanjing-road', secretKey, { name: 'Nanjing Road', region: 'Shanghai' })
  await post('PUT', '/v1/brands/lumiere', secretKey, {
    name: 'Lumière',
    multiplier: 5,
    contractRate: 0.25,
    takesMemberDiscount: false,
  })
  for (const reward of REWARDS) await post('POST', '/v1/rewards', secretKey, reward)
  const members: DemoConfig['members'] = []
  for (const { name, birthday, past } of CUSTOMERS) {
    const { id } = await post<{ id: string }>('POST', '/v1/members', secretKey, { name, birthday })
    for (const [daysAgo, amount] of past)
      await post('POST', '/v1/purchases', secretKey, {
        memberId: id,
        store: 'nanjing-road',
        occurredAt: new Date(now - daysAgo * DAY_MS).toISOString(),
        lines: [
          { sku: 'past', name: PAST_GOODS, brand: 'maison', category: 'apparel', quantity: 1, unitPrice: amount },
        ],
        tenders: [{ kind: 'card', amount }],
      })
    // A name is the same in every language of the page.
    members.push({ id, label: name })
  }
  return { secretKey, publishableKey, members }
}
