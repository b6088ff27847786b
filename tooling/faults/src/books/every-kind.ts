import type { TestApi, TestProgram, Wire } from '@laurel/api/testing'
import { importFile, workOff } from '@laurel/api/testing/import-file'
import { presets, type TransactionKind } from '@laurel/core'

/** All that can be posted, in one program: rebates, both kinds of money, and points that nobody who stays away keeps. */
const rules = {
  ...presets.wangfujing,
  memberCash: presets.wanqian.memberCash,
  topUpPlans: presets.boutique.topUpPlans,
  expiry: {
    points: { kind: 'inactivity', months: 14 },
    memberCash: { kind: 'yearly', on: { month: 1, day: 1 } },
  },
}

const BEGIN = '2026-03-10T20:00:00+08:00'
const BOUGHT = '2026-03-10T14:05:00+08:00'
/** After the August rebate, and after the day on which member cash is gone and points are by inactivity. */
const TURNS = ['2026-08-01T09:00:00+08:00', '2027-06-02T09:00:00+08:00']

/** What is done in it so far, for what comes after. */
interface Booking {
  readonly api: TestApi
  readonly p: TestProgram
  readonly buyer: Wire
}

/** One thing that is done, and the kinds of transaction that it alone has to bring into the journal. */
interface Entry {
  readonly posts: readonly TransactionKind[]
  readonly run: (booking: Booking) => Promise<unknown>
}

const buy = (p: TestProgram, { id }: Wire, amount: number, more: object = {}): Promise<Wire> =>
  p.ok(201, 'POST', '/v1/purchases', {
    memberId: id,
    store: 'beijing-1',
    occurredAt: BOUGHT,
    lines: [{ sku: 'A1', brand: 'acme', quantity: 2, unitPrice: amount / 2 }],
    tenders: [{ kind: 'wechat', amount }],
    ...more,
  })
const topUp = (p: TestProgram, { id }: Wire): Promise<Wire> =>
  p.ok(201, 'POST', '/v1/topups', { memberId: id, plan: 'topup-3000', tender: 'card' })
const redeem = (p: TestProgram, { id }: Wire): Promise<Wire> =>
  p.ok(201, 'POST', '/v1/redemptions', { memberId: id, reward: 'mug' })
const adjust = (p: TestProgram, { id }: Wire, unit: string, amount: number): Promise<Wire> =>
  p.ok(201, 'POST', `/v1/members/${id}/adjustments`, { unit, amount, reason: '补分' })

const file = ({ api, p }: Booking, kind: string, csv: string) => importFile(api, p, `kind=${kind}`, csv)
const RECEIPT_COLUMNS = 'externalId,memberExternalId,occurredAt,store,sku,quantity,unitPrice,tender'
const undone = async (booking: Booking, made: Wire): Promise<void> => {
  await booking.p.ok(202, 'POST', `/v1/imports/${made.id}/undo`)
  await workOff(booking.api, booking.p.id)
}

/** Everything that posts to the journal, in the order in which it is done. */
export const entries: Readonly<Record<string, Entry>> = {
  'a purchase': { posts: ['earn'], run: ({ p, buyer }) => buy(p, buyer, 2_000_00) },
  'a purchase paid with member cash in part': {
    posts: ['earn'],
    run: ({ p, buyer }) =>
      buy(p, buyer, 100_00, {
        tenders: [
          { kind: 'memberCash', amount: 29 },
          { kind: 'cash', amount: 99_71 },
        ],
      }),
  },
  'a purchase paid with nothing but member cash': {
    posts: ['spend'],
    run: ({ p, buyer }) => buy(p, buyer, 5_00, { tenders: [{ kind: 'memberCash', amount: 5_00 }] }),
  },
  'a top-up, spent in part and paid back in part': {
    posts: ['topup', 'spend', 'refund'],
    run: async ({ p, buyer }) => {
      await topUp(p, buyer)
      await buy(p, buyer, 300_00, { tenders: [{ kind: 'prepaid', amount: 300_00 }] })
      const body = { amount: 50_00, tender: 'cash', reason: '退卡' }
      await p.ok(201, 'POST', `/v1/members/${buyer.id}/prepaidRefunds`, body)
    },
  },
  'a top-up that is reversed': {
    posts: ['topup', 'reverse'],
    run: async ({ p }) => {
      const { id } = await topUp(p, await p.member())
      await p.ok(200, 'POST', `/v1/topups/${id}/reverse`, {})
    },
  },
  'a purchase of which one thing comes back': {
    posts: ['earn', 'return'],
    run: async ({ p, buyer }) => {
      const { id } = await buy(p, buyer, 259_80)
      await p.ok(201, 'POST', `/v1/purchases/${id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    },
  },
  'a purchase that comes back when its points are spent': {
    posts: ['earn', 'redeem', 'return'],
    run: async ({ p }) => {
      const owing = await p.member()
      const { id } = await buy(p, owing, 60_00)
      await redeem(p, owing)
      await p.ok(201, 'POST', `/v1/purchases/${id}/returns`, { lines: [{ index: 0, quantity: 2 }] })
    },
  },
  'a coupon as a discount, and one as a voucher': {
    posts: ['earn'],
    run: async ({ p, buyer }) => {
      for (const use of ['discount', 'voucher'] as const) {
        const terms = { off: { amount: 20_00 }, validDays: 30, distribution: 'given' }
        await p.ok(201, 'POST', '/v1/coupons', { code: `by-${use}`, name: { en: use }, use, ...terms })
        const { code } = await p.ok(201, 'POST', `/v1/members/${buyer.id}/coupons`, { coupon: `by-${use}` })
        const lines = [{ sku: 'A1', quantity: 1, unitPrice: 120_00 }]
        const paid =
          use === 'discount'
            ? {
                lines: [{ ...lines[0], total: 100_00, beforeCoupons: 120_00 }],
                tenders: [{ kind: 'wechat', amount: 100_00 }],
              }
            : {
                lines,
                tenders: [
                  { kind: 'voucher', amount: 20_00 },
                  { kind: 'wechat', amount: 100_00 },
                ],
              }
        await buy(p, buyer, 120_00, { ...paid, occurredAt: BEGIN, coupons: [code] })
      }
    },
  },
  'gifts, one of them cancelled': {
    posts: ['redeem', 'reverse'],
    run: async ({ p, buyer }) => {
      const { id } = await redeem(p, buyer)
      await p.ok(200, 'POST', `/v1/redemptions/${id}/cancel`)
      const { id: kept } = await redeem(p, buyer)
      await p.ok(200, 'POST', `/v1/redemptions/${kept}/collect`)
    },
  },
  'a gift whose reservation lapses': { posts: ['redeem'], run: ({ p, buyer }) => redeem(p, buyer) },
  'adjustments of each unit': {
    posts: ['adjust'],
    run: async ({ p, buyer }) => {
      await adjust(p, buyer, 'points', 77)
      await adjust(p, buyer, 'points', -7)
      await adjust(p, buyer, 'memberCash', 1_23)
      await adjust(p, buyer, 'prepaid', 4_56)
    },
  },
  'a tier set by hand': {
    posts: ['tier'],
    run: ({ p, buyer }) => p.ok(201, 'POST', `/v1/members/${buyer.id}/tier`, { code: 'WE', reason: '店长批准' }),
  },
  'a merge of two who hold something': {
    posts: ['transfer'],
    run: async ({ p, buyer }) => {
      const other = await p.member()
      await buy(p, other, 1_234_00)
      await topUp(p, other)
      await p.ok(200, 'POST', `/v1/members/${buyer.id}/merge`, { from: other.id })
    },
  },
  'an erasure': {
    posts: ['expire'],
    run: async ({ p }) => {
      const gone = await p.member()
      await buy(p, gone, 500_00)
      await p.ok(200, 'DELETE', `/v1/members/${gone.id}`)
    },
  },
  'opening balances, a debt among them, and past receipts': {
    posts: ['opening', 'past'],
    run: async booking => {
      await file(booking, 'members', 'externalId\nold-1\nold-2\n')
      const balances = 'old-1,points,1200,\nold-1,memberCash,129.90,\nold-1,prepaid,3000.00,\nold-2,points,-40,\n'
      await file(booking, 'openingBalances', `memberExternalId,unit,amount,validThrough\n${balances}`)
      const receipt = 'past-1,old-1,2025-07-05 10:00,beijing-1,A1,1,900.00,cash'
      await file(booking, 'pastPurchases', `${RECEIPT_COLUMNS}\n${receipt}\n`)
    },
  },
  'receipts by a file that is undone': {
    posts: ['earn', 'return'],
    run: async booking => {
      const receipt = 'late-1,old-2,2026-03-09 10:00,beijing-1,A1,1,600.00,cash'
      await undone(booking, await file(booking, 'purchases', `${RECEIPT_COLUMNS}\n${receipt}\n`))
    },
  },
  'opening balances by a file that is undone': {
    posts: ['opening', 'reverse'],
    run: async booking => {
      await file(booking, 'members', 'externalId\nold-3\n')
      const made = await file(booking, 'openingBalances', 'memberExternalId,unit,amount\nold-3,points,300\n')
      await undone(booking, made)
    },
  },
  'a review with its rebate': { posts: ['rebate'], run: ({ p }) => p.clock(TURNS[0]!) },
  'member cash that expires and points that go by inactivity': {
    posts: ['expire'],
    run: ({ p }) => p.clock(TURNS[1]!),
  },
  'a purchase after all that': {
    posts: ['earn'],
    run: ({ p, buyer }) => buy(p, buyer, 88_00, { occurredAt: '2027-06-01T12:00:00+08:00' }),
  },
}

/** A program to which nothing is posted yet, with somebody who buys. */
export const openBooks = async (api: TestApi): Promise<Booking> => {
  const p = await api.program('books', BEGIN, { preset: undefined, rules })
  await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 50, stock: null })
  return { api, p, buyer: await p.member() }
}
