import { eventTypes } from '@laurel/core'
import { afterAll, describe, expect, test } from 'vitest'
import { expectProblem } from '../../../test/expect-problem.ts'
import { importFile, workOff } from '../../../test/import-file.ts'
import { receipt, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { decodeId, firstIdAt, madeAt } from '../../platform/ids.ts'
import { eventData, eventMeanings, eventOf } from './events.schemas.ts'

const api = await testApi()
afterAll(api.close)
const evening = '2026-03-10T23:00:00+08:00'
const at = '2026-03-10T10:00:00+08:00'

/** Everything that happened, as it is shown once it is settled. */
const all = async (p: TestProgram, query = ''): Promise<Wire[]> => {
  api.passSeconds(5)
  const events: Wire[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Wire = await p.ok(200, 'GET', `/v1/events?limit=3${query}${cursor && `&cursor=${cursor}`}`)
    events.push(...page.data)
    cursor = page.nextCursor
  }
  return events
}
const typesOf = (events: readonly Wire[]) => events.map(({ type }) => type as string)
/** What happens while something is done: the data of each type. */
const during = async (p: TestProgram, act: () => Promise<unknown>): Promise<Record<string, Wire>> => {
  const before = await all(p)
  await act()
  const after = (await all(p)).slice(before.length)
  for (const event of after)
    eventOf(event.type)
      .strict()
      .extend({ data: eventData[event.type as never] })
      .parse(event)
  return Object.fromEntries(after.map(({ type, data }) => [type, data]))
}

test('every type has what it carries and what it means, and its number for ever', () => {
  expect(Object.keys(eventMeanings)).toEqual([...eventTypes])
  expect(Object.keys(eventData)).toEqual([...eventTypes])
  expect([eventTypes[0], eventTypes[6], eventTypes[14], eventTypes[22], eventTypes[41]]).toEqual([
    'member.created',
    'purchase.recorded',
    'coupon.given',
    'points.earned',
    'webhook.test',
  ])
})

describe('a fact is told', () => {
  test('of a note, of rules, and of a file that came in and was undone', async () => {
    const p = await api.program('wangfujing', evening)
    const member = await p.member({ externalId: 'a' })
    const note: Wire[] = []
    const noted = await during(p, async () => {
      note.push(await p.ok(201, 'POST', `/v1/members/${member.id}/notes`, { text: '喜欢蓝色' }))
    })
    expect(noted).toEqual({ 'note.added': { memberId: member.id, noteId: note[0].id } })
    const rules = await p.ok(200, 'GET', '/v1/program/rules')
    expect(await during(p, () => p.ok(200, 'PUT', '/v1/program/rules', { rules }))).toEqual({
      'rules.published': { version: 2 },
    })
    const csv = 'memberExternalId,unit,amount\na,points,90\n'
    let importId = ''
    const { 'import.done': done } = await during(p, async () => {
      importId = (await importFile(api, p, 'kind=openingBalances', csv)).id
    })
    expect(done).toEqual({ importId, kind: 'openingBalances', status: 'done' })
    expect(await during(p, () => importFile(api, p, 'kind=openingBalances&dryRun=true', csv))).toEqual({})
    const { 'import.undone': undone } = await during(p, async () => {
      await p.ok(202, 'POST', `/v1/imports/${importId}/undo`)
      await workOff(api, p.id)
    })
    expect(undone).toEqual({ importId, status: 'undone' })
  })

  test('of a member: registered, changed, consents, and every change of tier, whatever brought it', async () => {
    const p = await api.program('wangfujing', evening)
    const member = await p.member()
    const of = { memberId: member.id }
    const consents = [{ channel: 'sms', purpose: 'marketing', granted: true }]
    expect(await during(p, () => p.ok(200, 'PATCH', `/v1/members/${member.id}`, { consents }))).toEqual({
      'consent.changed': { ...of, ...consents[0] },
      'member.updated': of,
    })
    const bought = await during(p, () => p.buy(member, 600, at))
    expect(bought['member.tierChanged']).toEqual({ ...of, before: null, after: 'ME' })
    const set = await during(p, () =>
      p.ok(201, 'POST', `/v1/members/${member.id}/tier`, { code: 'SVIP', reason: 'a friend of the house' }),
    )
    expect(set).toEqual({ 'member.tierChanged': { ...of, before: 'ME', after: 'SVIP' } })
    const fell = await during(p, () => p.clock('2027-03-11T00:00:00+08:00'))
    expect(fell['member.tierChanged']).toMatchObject({ ...of, before: 'SVIP' })
    const erased = await during(p, () => p.ok(200, 'DELETE', `/v1/members/${member.id}`))
    expect(erased).toMatchObject({
      'member.erased': of,
      'points.expired': { because: { cause: 'erasure', id: member.id } },
    })
  })

  test('of a receipt and what comes back of it', async () => {
    const p = await api.program('wanqian', evening)
    const member = await p.member()
    const bought = await during(p, () => p.buy(member, 100, at, { line: { quantity: 2, unitPrice: 5000 } }))
    expect(Object.keys(bought)).toEqual(['purchase.recorded', 'points.earned', 'memberCash.earned'])
    const { purchaseId } = bought['purchase.recorded']
    const back = await during(p, () =>
      p.ok(201, 'POST', `/v1/purchases/${purchaseId}/returns`, { lines: [{ index: 0, quantity: 1 }] }),
    )
    expect(back).toMatchObject({
      'purchase.returned': { memberId: member.id, purchaseId },
      'points.reversed': { amount: 50, because: { cause: 'return' } },
      'memberCash.reversed': { amount: 50 },
    })
    const spent = await during(p, () =>
      p.ok(201, 'POST', '/v1/purchases', {
        ...receipt(member, 0.5, at),
        tenders: [{ kind: 'memberCash', amount: 50 }],
      }),
    )
    expect(spent['memberCash.spent']).toMatchObject({ amount: 50, because: { cause: 'purchase' } })
    const year = await during(p, () => p.clock('2027-01-01T00:00:00+08:00'))
    expect(year['points.expired']).toMatchObject({ amount: 50, because: { cause: 'job', id: 'expiry:2027-01-01' } })
  })

  test('of prepaid money, by plan and by hand', async () => {
    const p = await api.program('boutique', evening)
    const member = await p.member()
    let topUp: Wire
    const made = await during(p, async () => {
      topUp = await p.ok(201, 'POST', '/v1/topups', { memberId: member.id, plan: 'topup-3000', tender: 'wechat' })
    })
    expect(made).toMatchObject({
      'topup.made': { topUpId: topUp!.id, plan: 'topup-3000', paid: 300000 },
      'prepaid.added': { amount: 300000 },
      'points.earned': { amount: 3000 },
      'member.tierChanged': { before: null },
    })
    expect(await during(p, () => p.ok(200, 'POST', `/v1/topups/${topUp.id}/reverse`, {}))).toMatchObject({
      'topup.reversed': { topUpId: topUp!.id },
      'prepaid.paidOut': { amount: 300000 },
      'points.reversed': { amount: 3000 },
    })
    const adjust = { unit: 'points', amount: 30, reason: '补分' }
    const post = (amount: number) => p.ok(201, 'POST', `/v1/members/${member.id}/adjustments`, { ...adjust, amount })
    expect((await during(p, () => post(30)))['points.adjusted']).toMatchObject({ amount: 30 })
    expect((await during(p, () => post(-10)))['points.adjusted']).toMatchObject({ amount: -10 })
  })

  test('of gifts: put aside, cancelled, handed over, lapsed', async () => {
    const p = await api.program('wanqian', evening)
    const member = await p.member()
    await p.buy(member, 1000, at)
    await p.ok(201, 'POST', '/v1/rewards', { code: 'mug', name: { en: 'Mug' }, points: 100, stock: null })
    const reserve = () => p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
    let redemption: Wire
    const reserved = await during(p, async () => (redemption = await reserve()))
    const ids = { memberId: member.id, redemptionId: redemption!.id }
    expect(reserved).toMatchObject({
      'redemption.reserved': { ...ids, reward: 'mug', quantity: 1 },
      'points.spent': { amount: 100 },
    })
    expect(await during(p, () => p.ok(200, 'POST', `/v1/redemptions/${redemption.id}/cancel`))).toMatchObject({
      'redemption.cancelled': ids,
      'points.refunded': { amount: 100 },
    })
    const other = await reserve()
    expect(await during(p, () => p.ok(200, 'POST', `/v1/redemptions/${other.id}/collect`))).toEqual({
      'redemption.collected': { memberId: member.id, redemptionId: other.id },
    })
    await reserve()
    expect(await during(p, () => p.clock('2026-12-01T00:00:00+08:00'))).toHaveProperty(['redemption.lapsed'])
  })

  test('of benefits and coupons', async () => {
    const p = await api.program('wangfujing', evening)
    const member = await p.member()
    const of = { memberId: member.id }
    const purchase = await p.buy(member, 600, at)
    let use: Wire
    const used = await during(p, async () => {
      use = await p.ok(201, 'POST', '/v1/benefitUses', { ...of, benefit: 'parking', purchaseId: purchase.id })
    })
    expect(used).toEqual({ 'benefit.used': { ...of, benefitUseId: use!.id, benefit: 'parking' } })
    expect(await during(p, () => p.ok(200, 'POST', `/v1/benefitUses/${use.id}/undo`, { reason: '误操作' }))).toEqual({
      'benefit.undone': { ...of, benefitUseId: use!.id },
    })
    const coupon = { code: 'ten', name: { en: 'Ten' }, off: { amount: 1000 }, use: 'voucher', distribution: 'given' }
    await p.ok(201, 'POST', '/v1/coupons', coupon)
    let held: Wire
    const given = await during(p, async () => {
      held = await p.ok(201, 'POST', `/v1/members/${member.id}/coupons`, { coupon: 'ten' })
    })
    expect(given).toEqual({ 'coupon.given': { ...of, couponId: held!.id, coupon: 'ten', because: 'given' } })
    const tenders = [
      { kind: 'voucher', amount: 1000 },
      { kind: 'wechat', amount: 9000 },
    ]
    const bought = await during(p, () =>
      p.ok(201, 'POST', '/v1/purchases', { ...receipt(member, 100, evening), tenders, coupons: [held.code] }),
    )
    const { purchaseId } = bought['purchase.recorded']
    expect(bought['coupon.used']).toEqual({ ...of, couponIds: [held!.id], purchaseId })
    const back = await during(p, () =>
      p.ok(201, 'POST', `/v1/purchases/${purchaseId}/returns`, { lines: [{ index: 0, quantity: 1 }] }),
    )
    expect(back['coupon.givenBack']).toMatchObject({ couponIds: [held!.id], purchaseId })
    const withdraw = () => p.ok(200, 'POST', `/v1/memberCoupons/${held.id}/withdraw`, { reason: '发错了' })
    expect(await during(p, withdraw)).toEqual({ 'coupon.withdrawn': { ...of, couponId: held!.id } })
  })
})

describe('the list', () => {
  test('is the same however it is read, each event once, and one by one as well', async () => {
    const p = await api.program('wanqian', evening)
    for (let i = 0; i < 4; i++) await p.buy(await p.member(), 100 + i, at)
    const events = await all(p)
    expect(events).toHaveLength(16)
    expect(new Set(events.map(({ id }) => id)).size).toBe(16)
    expect((await p.ok(200, 'GET', '/v1/events?limit=100')).data).toEqual(events)
    for (const event of events) expect(await p.ok(200, 'GET', `/v1/events/${event.id}`)).toEqual(event)
    const sixth = await p.ok(200, 'GET', `/v1/events?after=${events[5].id}&limit=100`)
    expect(sixth.data).toEqual(events.slice(6))
    expect(typesOf(await all(p, '&type=points.earned'))).toEqual(Array(4).fill('points.earned'))
  })

  test('goes on after a page of many facts of other types', async () => {
    const p = await api.program('wanqian', evening)
    const member = await p.member()
    const receipts = Array.from({ length: 600 }, () => receipt(member, 1, at))
    for (const part of [receipts.slice(0, 300), receipts.slice(300)])
      await p.ok(200, 'POST', '/v1/purchases/batch', { purchases: part })
    await p.ok(201, 'POST', `/v1/members/${member.id}/adjustments`, { unit: 'points', amount: 1, reason: '补' })
    expect(await all(p, '&type=points.adjusted')).toHaveLength(1)
  })

  test('is told two seconds late, and nothing comes in before what it has told: who is late goes beyond', async () => {
    const p = await api.program('wanqian', evening)
    const member = await p.member()
    await p.buy(member, 100, at)
    expect((await p.ok(200, 'GET', '/v1/events')).data).toEqual([])
    const told = await all(p)
    const mark = firstIdAt(api.deps.now() - 2_000) - 1
    // An id that was made long ago, and comes in only now.
    const next = api.deps.ids.next.bind(api.deps.ids)
    let late: number | null = mark - 1
    Object.assign(api.deps.ids, {
      next: () => {
        const id = late ?? next()
        late = null
        return id
      },
    })
    const purchase = await p.buy(member, 200, at)
    expect(decodeId('pur', purchase.id)).toBeGreaterThan(mark)
    const after = await all(p)
    expect(after.slice(0, told.length)).toEqual(told)
    expect(typesOf(after.slice(told.length))).toEqual(['purchase.recorded', 'points.earned', 'memberCash.earned'])
    expect(madeAt(decodeId('pur', purchase.id)!)).toBeLessThanOrEqual(api.deps.now() + 1_000)
  })

  test('knows no event of another program, and none that never was', async () => {
    const [p, other] = [await api.program('wanqian', evening), await api.program('wanqian', evening)]
    await p.member()
    const [event] = await all(p)
    expectProblem(await other.call('GET', `/v1/events/${event.id}`), 'not_found')
    for (const id of ['evt_1', 'evt_00000000000_00', event.id.replace(/_00$/, '_99'), event.id.replace(/_00$/, '_0')])
      expectProblem(await p.call('GET', `/v1/events/${id}`), 'not_found')
    expectProblem(await p.call('GET', '/v1/events?after=nonsense'), 'malformed_request')
  })
})

test('a program that nobody listens to pays nothing for a receipt: no row is written but its own', async () => {
  const p = await api.program('wanqian', evening)
  const member = await p.member()
  const database = await api.databases.open(p.id)
  const rows = async () => {
    const [[[events]], [[deliveries]]] = (await database.read([
      { sql: 'SELECT count(*) FROM events', args: [] },
      { sql: 'SELECT count(*) FROM webhook_deliveries', args: [] },
    ])) as [[[number]], [[number]]]
    return [events, deliveries]
  }
  const before = await rows()
  for (let i = 0; i < 5; i++) await p.buy(member, 100, at)
  expect(await rows()).toEqual(before)
})
