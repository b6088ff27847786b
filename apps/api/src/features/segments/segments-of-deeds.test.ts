import { presets } from '@laurel/core'
import { afterAll, expect, test } from 'vitest'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const AT = '2026-03-10T12:00:00+08:00'
const RULES = { ...presets.wangfujing, topUpPlans: presets.boutique.topUpPlans, prepaid: { capMinor: null } }

const shop = async () => {
  const p = await api.program('wangfujing', AT, { preset: undefined, rules: RULES })
  const gift = { code: 'mug', name: { en: 'Mug' }, points: 10, stock: null, holdDays: 5 }
  await p.ok(201, 'POST', '/v1/rewards', gift)
  await p.ok(201, 'POST', '/v1/coupons', {
    code: 'spring',
    name: { en: 'Spring' },
    off: { amount: 1000 },
    use: 'discount',
    distribution: 'given',
  })
  const texts = { en: { body: 'Come in.' }, 'zh-CN': { body: '请会员到店。' } }
  await p.ok(201, 'POST', '/v1/messageTemplates', { code: 'visit', name: 'Visit', channel: 'visit', texts })
  return p
}

type Deed = (p: TestProgram, memberId: string) => Promise<string>
type Undo = (p: TestProgram, id: string) => Promise<unknown>

const useBenefit: Deed = async (p, memberId) =>
  (await p.ok(201, 'POST', '/v1/benefitUses', { memberId, benefit: 'invitations' })).id
const redeem: Deed = async (p, memberId) => (await p.ok(201, 'POST', '/v1/redemptions', { memberId, reward: 'mug' })).id
const topUp: Deed = async (p, memberId) =>
  (await p.ok(201, 'POST', '/v1/topups', { memberId, plan: 'topup-3000', tender: 'cash' })).id
const useCoupon: Deed = async (p, memberId) => {
  const { code } = await p.ok(201, 'POST', `/v1/members/${memberId}/coupons`, { coupon: 'spring' })
  const lines = [{ sku: 'A1', quantity: 1, unitPrice: 2000, total: 1000 }]
  return (await p.buy({ id: memberId }, 10, AT, { coupons: [code], lines })).id
}

const reason = 'by mistake'
const undone: Undo = (p, id) => p.ok(200, 'POST', `/v1/benefitUses/${id}/undo`, { reason })
const cancelled: Undo = (p, id) => p.ok(200, 'POST', `/v1/redemptions/${id}/cancel`)
const lapsed: Undo = p => p.clock('2026-03-16T12:00:00+08:00')
const collected: Undo = (p, id) => p.ok(200, 'POST', `/v1/redemptions/${id}/collect`)
const reversed: Undo = (p, id) => p.ok(200, 'POST', `/v1/topups/${id}/reverse`, { reason })
const broughtBack: Undo = (p, id) =>
  p.ok(201, 'POST', `/v1/purchases/${id}/returns`, { lines: [{ index: 0, quantity: 1 }] })

const whom = async (p: TestProgram, filter: object): Promise<readonly string[]> =>
  (await p.ok(200, 'POST', '/v1/segments/preview', { filter })).sample.map(({ id }: Wire) => id)

test.each<readonly [object, string, Deed, Undo]>([
  [{ kind: 'benefitUsed', in: ['invitations'], withinDays: 1 }, 'undone', useBenefit, undone],
  [{ kind: 'redeemed', in: ['mug'], withinDays: 1 }, 'cancelled', redeem, cancelled],
  [{ kind: 'redeemed' }, 'lapsed', redeem, lapsed],
  [{ kind: 'reserved', withinDays: 5 }, 'collected', redeem, collected],
  [{ kind: 'toppedUp', plans: ['topup-3000'], withinDays: 1, paid: 3_000_00 }, 'reversed', topUp, reversed],
  [{ kind: 'couponUsed', in: ['spring'], withinDays: 1 }, 'brought back', useCoupon, broughtBack],
])('%j finds who did it, until it is %s', async (filter, _, deed, undo) => {
  const p = await shop()
  const [member, other] = [await p.member(), await p.member()]
  for (const one of [member, other]) await p.buy(one, 600, AT)
  expect(await whom(p, filter)).toEqual([])
  const id = await deed(p, member.id)
  expect(await whom(p, filter)).toEqual([member.id])
  await undo(p, id)
  expect(await whom(p, filter)).toEqual([])
})

test('a reward that was collected stays redeemed', async () => {
  const p = await shop()
  const member = await p.member()
  await p.buy(member, 600, AT)
  await collected(p, await redeem(p, member.id))
  expect(await whom(p, { kind: 'redeemed', times: 1 })).toEqual([member.id])
})

test('a campaign has spoken to nobody for whom the visit is still to be made', async () => {
  const p = await shop()
  const { id } = await p.member()
  const audience = { members: [id] }
  await p.ok(201, 'POST', '/v1/campaigns', { name: 'Visit', template: 'visit', purpose: 'service', audience })
  await p.say()
  const filter = { kind: 'messaged', channels: ['visit'], withinDays: 1 }
  expect(await whom(p, filter)).toEqual([])
  const { data }: Wire = await p.ok(200, 'GET', '/v1/tasks')
  await p.ok(200, 'POST', `/v1/tasks/${data[0].id}/done`, { outcome: 'reached' })
  expect(await whom(p, filter)).toEqual([id])
  expect(await whom(p, { kind: 'messaged', channels: ['sms'] })).toEqual([])
})

test('what is sealed is asked by whether it is there: contacts, notes, a dossier that was changed', async () => {
  const p = await shop()
  const { id } = await p.member({ email: 'li@shop.example', brandCards: ['maison'] })
  await p.member({ phone: '13800000001', brandCards: ['kumo'] })
  const later = '2026-03-12T00:30:00+08:00'
  const asked = [
    { kind: 'contact', in: ['email', 'wechatOpenId'] },
    { kind: 'brandCard', in: ['maison', 'tianyi'] },
    { kind: 'noted', from: '2026-03-12' },
    { kind: 'dossierChanged', from: '2026-03-12', through: '2026-03-12' },
  ]
  const found = () => Promise.all(asked.map(filter => whom(p, filter)))
  expect(await found()).toEqual([[id], [id], [], []])
  await p.clock(later)
  await p.ok(201, 'POST', `/v1/members/${id}/notes`, { text: 'Likes the window seat.' })
  await p.ok(200, 'PATCH', `/v1/members/${id}/dossier`, { habits: ['tea'] })
  expect(await found()).toEqual([[id], [id], [id], [id]])
})

test('what receipts come to in all is known by night, less what was brought back', async () => {
  const p = await shop()
  const [both, apart] = [await p.member(), await p.member()]
  const goods = (category: string) => ({ sku: category, category, quantity: 2, unitPrice: 10_00, total: 20_00 })
  await p.buy(both, 40, AT, { lines: [goods('shoes'), goods('bags')] })
  const whole = await p.buy(apart, 40, AT, { lines: [goods('shoes'), goods('bags')] })
  await p.buy(apart, 20, AT, { lines: [goods('bags')] })
  await p.ok(201, 'POST', `/v1/purchases/${whole.id}/returns`, { lines: [{ index: 0, quantity: 2 }] })
  const asked = [
    { kind: 'boughtTogether', categories: ['shoes', 'bags'] },
    { kind: 'returnedShare', atLeast: 0.3333, atMost: 0.3334 },
    { kind: 'units', atLeast: 4, atMost: 4 },
    { kind: 'earned', unit: 'points', atLeast: 40, atMost: 40 },
  ]
  const found = () => Promise.all(asked.map(filter => whom(p, filter)))
  expect(await found()).toEqual([[], [], [], []])
  await p.clock('2026-03-11T12:00:00+08:00')
  const all = [apart.id, both.id]
  expect(await found()).toEqual([[both.id], [apart.id], all, all])
})
