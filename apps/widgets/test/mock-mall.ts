import type { Page, Route } from 'playwright-core'
import { entry } from './details.ts'
import { summary } from './summaries.ts'

/** A gift, as `GET /v1/me/rewards` gives one. */
export const gift = (
  code: string,
  name: Record<string, string>,
  points: number,
  more: Record<string, unknown> = {},
) => ({
  code,
  name,
  points,
  money: null,
  picture: null,
  available: true,
  whyNot: null,
  pointsMissing: 0,
  ...more,
})

type Gift = ReturnType<typeof gift>

const GIFTS = [
  gift('tea', { en: 'Tea for two', 'zh-CN': '双人下午茶', 'zh-TW': '雙人下午茶' }, 800),
  gift('scarf', { en: 'Silk scarf', 'zh-CN': '真丝方巾', 'zh-TW': '真絲方巾' }, 1200, { money: { amountMinor: 9900 } }),
  gift('mug', { en: 'Porcelain mug', 'zh-CN': '骨瓷杯', 'zh-TW': '骨瓷杯' }, 600, {
    available: false,
    whyNot: 'out_of_stock',
  }),
  gift('case', { en: 'Travel case', 'zh-CN': '旅行箱', 'zh-TW': '旅行箱' }, 9800, {
    available: false,
    whyNot: 'insufficient_points',
    pointsMissing: 8600,
  }),
  gift('salon', { en: 'An hour at the salon', 'zh-CN': '美容护理一小时', 'zh-TW': '美容護理一小時' }, 1000),
  gift('lounge', { en: 'Lounge for a day', 'zh-CN': '贵宾室一日', 'zh-TW': '貴賓室一日' }, 500, {
    available: false,
    whyNot: 'tier_required',
  }),
]

const receipt = (day: string, externalId: string, total: number, earned: number) => ({
  id: `pur_${day}`,
  externalId,
  store: 'beijing-1',
  occurredAt: `${day}T14:05:00+08:00`,
  total,
  points: { earned },
})

const RECEIPTS = [
  receipt('2026-11-20', 'T-3001', 129_900, 1299),
  receipt('2026-11-02', 'T-2440', 45_000, 450),
  receipt('2026-10-18', 'T-2088', 8800, 88),
]

const ENTRIES = [
  entry('earn', 'purchase', [['points', 1299]], '2026-11-20', 'pur_2026-11-20'),
  entry('redeem', 'redemption', [['points', -800]], '2026-11-18', 'red_0'),
  entry('topup', 'topup', [['prepaid', 300_000]], '2026-10-30'),
  entry('expire', 'job', [['points', -40]], '2026-10-01'),
]

/** What only whoever stands at the screen may see: none of it may be there afterwards. */
export const PERSONAL = ['欧阳', '139****1111', '8123 4567', 'Tea for two', 'K7PM', 'tok_']

/** One request that the mall has seen. */
export interface Asked {
  readonly name: string
  readonly key: string
  readonly body: Record<string, unknown> | null
  readonly idempotencyKey: string | undefined
}

/** A program as a kiosk meets it, scripted in front of the page. */
export interface Mall {
  readonly asked: Asked[]
  /** What it refuses: `POST /v1/kiosk/sessions` with a status and a code, until it is taken away. */
  readonly refuses: Map<string, readonly [status: number, code: string]>
  isCutOff: boolean
  /** What it does and whose answer is lost on the way, by name. */
  readonly loses: Set<string>
  mode: 'live' | 'test'
  /** What the program is called. */
  brand: string
  /** Whoever stands there, as the screen may show them. */
  member: string
  /** What can be had, in pages. */
  gifts: readonly (readonly Gift[])[]
}

/** Puts a mall's API in front of a page. */
export async function serveMall(page: Page): Promise<Mall> {
  const mall: Mall = {
    asked: [],
    refuses: new Map(),
    loses: new Set(),
    isCutOff: false,
    mode: 'test',
    brand: 'Wangfujing',
    member: '欧阳**',
    gifts: [GIFTS],
  }
  let visits = 0
  const redemptions: object[] = [{ id: 'red_0', name: GIFTS[0]?.name, status: 'collected' }]
  const answers: Readonly<Record<string, (body: Record<string, unknown> | null, query: URLSearchParams) => unknown>> = {
    'POST /v1/kiosks/enroll': () => ({ key: 'kk_test_mall' }),
    'GET /v1/kiosk': () => ({
      name: 'Lifts',
      program: { name: mall.brand, mode: mall.mode, currency: 'CNY' },
      identifiesBy: ['cardCode', 'phone'],
    }),
    'POST /v1/kiosk/challenges': () => ({ id: 'chl_1', ...(mall.mode === 'test' && { testCode: '246810' }) }),
    'POST /v1/kiosk/sessions': () => visit(),
    'POST /v1/kiosk/members': () => visit(),
    'DELETE /v1/kiosk/sessions': () => ({ ended: true }),
    'GET /v1/me': () => summary({ points: 1200, name: mall.member }),
    'GET /v1/me/rewards': (_, query) => {
      const page = Number(query.get('cursor') ?? 0)
      return { data: mall.gifts[page], nextCursor: page + 1 < mall.gifts.length ? String(page + 1) : null }
    },
    'GET /v1/me/purchases': () => ({ data: RECEIPTS, nextCursor: null }),
    'GET /v1/me/ledger': () => ({ data: ENTRIES, nextCursor: null }),
    'GET /v1/me/redemptions': () => ({ data: redemptions, nextCursor: null }),
    'GET /v1/me/card': () => card(mall.member),
    'POST /v1/me/redemptions': body => {
      const redemption = {
        id: 'red_1',
        name: mall.gifts.flat().find(({ code }) => code === body?.['reward'])?.name,
        points: 800,
        code: 'K7PM4XQ9',
        status: 'reserved',
        collectBy: '2026-12-22',
      }
      redemptions.unshift(redemption)
      return redemption
    },
  }
  const visit = () => ({
    id: `kss_${++visits}`,
    token: `tok_${visits}`,
    expiresAt: '2026-11-22T10:10:00Z',
    member: { name: mall.member, phone: '139****1111' },
  })
  const answer = async (route: Route): Promise<void> => {
    if (mall.isCutOff) return route.abort('connectionfailed')
    const request = route.request()
    const { pathname, searchParams } = new URL(request.url())
    const path = pathname.replace(/(\/v1\/kiosk\/sessions)\/.*/, '$1')
    const name = `${request.method()} ${path}`
    const body = request.postDataJSON() as Record<string, unknown> | null
    const headers = request.headers()
    mall.asked.push({
      name,
      key: headers['authorization']?.replace('Bearer ', '') ?? '',
      body,
      idempotencyKey: headers['idempotency-key'],
    })
    const [status, code] = mall.refuses.get(name) ?? []
    if (status !== undefined) return route.fulfill({ status, json: { code, status } })
    const made = answers[name]
    if (made && mall.loses.has(name)) {
      made(body, searchParams)
      return route.abort('connectionfailed')
    }
    return made
      ? route.fulfill({ json: made(body, searchParams) })
      : route.fulfill({ status: 404, json: { code: 'not_found' } })
  }
  await page.route('**/v1/**', answer)
  return mall
}

function card(name: string) {
  const first = Math.floor(Date.now() / 30_000)
  return {
    cardNumber: '8123456789012345',
    name,
    now: new Date().toISOString(),
    codes: Array.from({ length: 20 }, (_, i) => ({
      code: `8123456789012345${String(first + i).slice(-3)}1234567`,
      validFrom: new Date((first + i) * 30_000).toISOString(),
      validThrough: new Date((first + i + 1) * 30_000).toISOString(),
    })),
  }
}
