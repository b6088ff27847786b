import { serveDetails } from './details.ts'
import type { MockStore } from './mock-store.ts'
import { goal, summary } from './summaries.ts'

const members = [
  { id: 'mem_li', label: '李雷' },
  { id: 'mem_anna', label: 'Anna Schmidt' },
]
const piece = (
  sku: string,
  en: string,
  zhCn: string,
  zhTw: string,
  brand: string,
  price: number,
  image: string,
  list = price,
) => ({
  sku,
  name: { en, 'zh-CN': zhCn, 'zh-TW': zhTw },
  brand,
  category: brand === 'lumiere' ? 'cosmetics' : 'apparel',
  unitPrice: price,
  listPrice: list,
  promotional: price < list,
  image: `/demo/products/${image}.svg`,
})
const products = [
  piece('coat-camel', 'Camel wool coat', '驼色羊毛大衣', '駝色羊毛大衣', 'maison', 268000, 'coat'),
  piece('dress-silk', 'Silk slip dress', '真丝吊带长裙', '真絲吊帶長裙', 'maison', 159000, 'dress'),
  piece('knit-cashmere', 'Cashmere crew neck', '羊绒圆领衫', '羊絨圓領衫', 'maison', 88800, 'knit', 128000),
  piece('bag-saddle', 'Leather saddle bag', '皮质马鞍包', '皮質馬鞍包', 'atelier', 328000, 'bag'),
  piece('scarf-silk', 'Printed silk scarf', '印花真丝方巾', '印花真絲方巾', 'atelier', 46800, 'scarf'),
  piece('lipstick-rouge', 'Satin lipstick, rouge', '缎光唇膏 正红', '緞光唇膏 正紅', 'lumiere', 32000, 'lipstick'),
]
const vip = { en: 'VIP card', 'zh-CN': 'VIP卡', 'zh-TW': 'VIP卡' }
const supreme = { en: 'Supreme card', 'zh-CN': '至尊卡', 'zh-TW': '至尊卡' }

/** The demo's back end and its program (Wanqian's rules, Lumière at five points a yuan), as far as the page sees them. */
export function serveDemo(store: MockStore): void {
  serveDetails(store)
  const state = new Map(members.map(({ id }) => [id, { points: 17098, spend: 1709800, cash: 17098 }]))
  const standing = (id: string) => state.get(id) ?? { points: 0, spend: 0, cash: 0 }
  const tell = (id: string) => {
    const { points, spend, cash } = standing(id)
    const base = summary({ points, id, name: id === 'mem_li' ? '李*' : 'A***' })
    const isTop = spend >= 2000000
    const climb = goal({
      tier: 'SUPREME',
      window: 'membershipYear',
      measure: 'spend',
      current: spend,
      required: 2000000,
      endsOn: '2026-12-31',
    })
    store.script(`token-${id}`, {
      body: {
        ...base,
        tier: isTop
          ? { code: 'SUPREME', name: supreme, rank: 2, validThrough: null }
          : { code: 'VIP', name: vip, rank: 1, validThrough: null },
        progress: isTop ? [] : [{ ...climb, tierName: supreme }],
        balances: {
          points: { available: points, pending: 0, expiring: [{ amount: points, on: '2027-01-01' }] },
          memberCash: { available: cash },
          prepaid: { available: 0 },
        },
      },
    })
  }
  const session = (memberId: string) => {
    tell(memberId)
    return {
      publishableKey: 'pk_test_demo',
      memberToken: `token-${memberId}`,
      expiresAt: '2030-01-01T00:00:00Z',
      members,
      memberId,
    }
  }
  store.json('/demo/api/session', (_, body) => session((body as { memberId?: string } | null)?.memberId ?? 'mem_li'))
  store.json('/demo/api/products', () => ({ currency: 'CNY', products }))
  store.json('/demo/api/buy', (_, body) => {
    const { sku, memberId } = body as { sku: string; memberId: string }
    const product = products.find(one => one.sku === sku) ?? products[0]!
    const isMultiplied = product.brand === 'lumiere'
    const earned = Math.floor((product.unitPrice * (isMultiplied ? 5 : 1)) / 100)
    const { points, spend, cash } = standing(memberId)
    const after = { points: points + earned, spend: spend + product.unitPrice, cash: cash + earned }
    state.set(memberId, after)
    tell(memberId)
    const code = (amount: number) => (amount >= 2000000 ? 'SUPREME' : 'VIP')
    return {
      id: 'pur_1',
      total: product.unitPrice,
      points: { earned, qualifying: earned },
      memberCashEarned: earned,
      tier: { before: code(spend), after: code(after.spend) },
      explanation: explain(product.unitPrice, earned, isMultiplied),
      balances: { points: after.points, memberCash: after.cash, prepaid: 0 },
    }
  })
}

function explain(cashMinor: number, points: number, isMultiplied: boolean) {
  const considered = [
    ...(isMultiplied ? [{ source: 'brand', code: 'lumiere', value: 5, applied: true }] : []),
    { source: 'birthday', value: 2, applied: false },
  ]
  const multiplier = { value: isMultiplied ? 5 : 1, because: isMultiplied ? 'brand' : 'none', considered }
  return {
    tier: 'VIP',
    birthday: false,
    lines: [{ line: 0, eligible: true, cashMinor, rate: { points: 1, perMinor: 100 }, multiplier, points }],
    rounding: { mode: 'floor', grain: 'line' },
    rulesVersion: 1,
  }
}
