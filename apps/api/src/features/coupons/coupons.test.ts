import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const TEN_OFF = {
  code: 'ten-off',
  name: { en: '¥10 off' },
  off: { amount: 1000 },
  use: 'discount',
  distribution: 'given',
}

const shop = async (coupon: Record<string, unknown> = {}): Promise<TestProgram> => {
  const p = await api.program('wangfujing', '2026-03-10T12:00:00+08:00')
  await p.ok(201, 'POST', '/v1/coupons', { ...TEN_OFF, ...coupon })
  return p
}
const give = (p: TestProgram, member: { id: string }, coupon = 'ten-off'): Promise<Wire> =>
  p.ok(201, 'POST', `/v1/members/${member.id}/coupons`, { coupon })
const couponsOf = async (p: TestProgram, member: { id: string }, query = ''): Promise<Wire[]> =>
  (await p.ok(200, 'GET', `/v1/members/${member.id}/coupons${query}`)).data

describe('the coupons of a program', () => {
  test('keeps a coupon as it was sent, and refuses a second of the same code', async () => {
    const p = await shop()
    const sent = {
      code: 'spring',
      name: { en: 'Spring', 'zh-CN': '春季', 'zh-TW': '春季' },
      off: { rate: 0.125, maxAmount: 5000 },
      use: 'voucher',
      minimumSpend: 10000,
      brands: ['acme'],
      categories: ['coats'],
      stores: ['beijing-1', 'beijing-2'],
      tiers: ['WE'],
      regularPriceOnly: true,
      fromAt: '2026-03-01T00:00:00+08:00',
      untilAt: '2026-04-01T00:00:00+08:00',
      validDays: 7,
      uses: 2,
      perMember: 3,
      stock: 100,
      distribution: 'byCode',
    }
    const view = await p.ok(201, 'POST', '/v1/coupons', sent)
    expect(view).toEqual({ ...sent, issued: 0, active: true })
    expect(await p.ok(200, 'GET', '/v1/coupons/spring')).toEqual(view)
    expect((await p.ok(200, 'GET', '/v1/coupons')).data.map((c: Wire) => c.code)).toEqual(['ten-off', 'spring'])
    await p.problem(409, 'coupon_exists', 'POST', '/v1/coupons', sent)
  })

  test.each<[what: string, fields: Record<string, unknown>, path: string]>([
    ['takes nothing off', { off: { amount: 0 } }, 'off.amount'],
    ['takes more than all off', { off: { rate: 1.0001 } }, 'off.rate'],
    ['takes a share off that cannot be kept exactly', { off: { rate: 0.12345 } }, 'off.rate'],
    ['takes both an amount and a share off', { off: { amount: 5, rate: 0.1 } }, 'off'],
    ['ends before it begins', { fromAt: '2026-04-01T00:00:00Z', untilAt: '2026-04-01T00:00:00Z' }, 'untilAt'],
    ['is for a tier that is none', { tiers: ['GOLD'] }, 'tiers[0]'],
    ['can never be used', { uses: 0 }, 'uses'],
  ])('refuses one that %s', async (_, fields, path) => {
    const p = await shop()
    const refused = await p.problem(422, 'invalid_request', 'POST', '/v1/coupons', { ...TEN_OFF, code: 'x', ...fields })
    expect(refused.errors[0].path).toBe(path)
  })

  test('a change holds for what is given from then on; what is issued keeps its terms', async () => {
    const p = await shop({ untilAt: '2026-04-01T00:00:00+08:00' })
    const [before, after] = [await p.member(), await p.member()]
    await give(p, before)
    const changed = await p.ok(200, 'PATCH', '/v1/coupons/ten-off', {
      name: { en: 'Ten' },
      untilAt: '2026-05-01T00:00:00+08:00',
      stock: 2,
    })
    expect(changed).toMatchObject({ name: { en: 'Ten' }, stock: 2, issued: 1 })
    await give(p, after)
    expect(await couponsOf(p, before)).toMatchObject([{ name: { en: 'Ten' }, validThrough: '2026-03-31' }])
    expect(await couponsOf(p, after)).toMatchObject([{ name: { en: 'Ten' }, validThrough: '2026-04-30' }])
    const refused = await p.problem(422, 'invalid_request', 'PATCH', '/v1/coupons/ten-off', { stock: 1 })
    expect(refused.errors[0].path).toBe('stock')
  })

  test('of two changes at once none is lost', async () => {
    const p = await shop()
    const changes = [{ stock: 5 }, { perMember: 2 }, { active: false }, { untilAt: '2026-05-01T00:00:00+08:00' }]
    await atOnce(4, i => p.ok(200, 'PATCH', '/v1/coupons/ten-off', changes[i]))
    expect(await p.ok(200, 'GET', '/v1/coupons/ten-off')).toMatchObject(Object.assign({}, ...changes))
  })
})

describe('giving', () => {
  test('a given coupon lives so many days, the day of issue included, and shows on the card', async () => {
    const p = await shop({ validDays: 3 })
    const member = await p.member()
    const given = await give(p, member)
    expect(given).toMatchObject({
      id: expect.stringMatching(/^cpn_/),
      memberId: member.id,
      coupon: 'ten-off',
      code: expect.stringMatching(/^[2-9A-HJ-NP-Z]{12}$/),
      status: 'available',
      because: 'given',
      validThrough: '2026-03-12',
      usesLeft: 1,
      withdrawn: null,
    })
    const { memberId: _, purchaseId: __, withdrawn: ___, ...mine } = given
    const token = await p.session(member)
    const own = () => api.ok(200, 'GET', '/v1/me/coupons?status=available', { key: token })
    expect((await own()).data).toEqual([mine])
    await p.clock('2026-03-12T23:59:59+08:00')
    expect(await couponsOf(p, member)).toMatchObject([{ status: 'available' }])
    await p.clock('2026-03-13T00:00:00+08:00')
    expect(await couponsOf(p, member)).toMatchObject([{ status: 'expired', usesLeft: 1 }])
    expect(await couponsOf(p, member, '?status=available')).toEqual([])
  })

  test.each<[what: string, coupon: Record<string, unknown>, code: string]>([
    ['is not active', { active: false }, 'coupon_not_available'],
    ['is over', { untilAt: '2026-03-10T12:00:00+08:00' }, 'coupon_not_available'],
  ])('is refused where it %s', async (_, coupon, code) => {
    const p = await shop(coupon)
    const member = await p.member()
    await p.problem(409, code, 'POST', `/v1/members/${member.id}/coupons`, { coupon: 'ten-off' })
  })

  test('what nobody has made is not found, be it coupon or member', async () => {
    const p = await shop()
    const member = await p.member()
    await p.problem(404, 'coupon_not_found', 'POST', `/v1/members/${member.id}/coupons`, { coupon: 'none' })
    await p.problem(404, 'not_found', 'POST', '/v1/members/mem_00000000001/coupons', { coupon: 'ten-off' })
  })

  test('sent twice under one key, it is given once', async () => {
    const p = await shop({ perMember: 1 })
    const member = await p.member()
    const send = () =>
      p.ok(201, 'POST', `/v1/members/${member.id}/coupons`, { coupon: 'ten-off' }, { idempotencyKey: 'once' })
    const [first, second] = await atOnce(2, send)
    expect(second).toEqual(first)
    expect(await couponsOf(p, member)).toHaveLength(1)
  })

  test('forty at once on the last three: three have one, the rest hear that it has run out', async () => {
    const p = await shop({ stock: 3 })
    const members = await atOnce(40, () => p.member())
    const answers = await atOnce(40, i =>
      p.call('POST', `/v1/members/${members[i]!.id}/coupons`, { coupon: 'ten-off' }),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3)
    expect(answers.filter(({ status, body }) => status === 409 && body.code === 'out_of_stock')).toHaveLength(37)
    expect(await p.ok(200, 'GET', '/v1/coupons/ten-off')).toMatchObject({ stock: 3, issued: 3 })
  })

  test('one member twenty times at once has as many as the limit says', async () => {
    const p = await shop({ perMember: 2 })
    const member = await p.member()
    const answers = await atOnce(20, () => p.call('POST', `/v1/members/${member.id}/coupons`, { coupon: 'ten-off' }))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(answers.filter(({ body }) => body.code === 'per_member_limit')).toHaveLength(18)
  })

  test('a store’s key makes and gives what holds in that store alone', async () => {
    const p = await shop()
    const member = await p.member()
    const { key } = await p.ok(201, 'POST', '/v1/keys', { kind: 'secret', store: 'beijing-1' })
    const own = { ...TEN_OFF, code: 'own', stores: ['beijing-1'] }
    const other = { ...TEN_OFF, code: 'other', stores: ['beijing-1', 'beijing-2'] }
    await api.ok(201, 'POST', '/v1/coupons', { key, body: own })
    await api.problem(403, 'store_not_allowed', 'POST', '/v1/coupons', { key, body: other })
    const path = `/v1/members/${member.id}/coupons`
    await api.ok(201, 'POST', path, { key, body: { coupon: 'own' } })
    await api.problem(403, 'store_not_allowed', 'POST', path, { key, body: { coupon: 'ten-off' } })
  })
})

describe('withdrawing', () => {
  const withdraw = (p: TestProgram, id: string, reason = '发错会员') =>
    p.ok(200, 'POST', `/v1/memberCoupons/${id}/withdraw`, { reason })

  test('a withdrawn coupon says when and why, to the shop only, and stays counted', async () => {
    const p = await shop({ perMember: 1 })
    const member = await p.member()
    const { id } = await give(p, member)
    const withdrawn = await withdraw(p, id)
    expect(withdrawn).toMatchObject({
      status: 'withdrawn',
      usesLeft: 0,
      withdrawn: { at: '2026-03-10T12:00:00+08:00', reason: '发错会员' },
    })
    expect(await withdraw(p, id, 'another')).toEqual(withdrawn)
    expect(await p.ok(200, 'GET', `/v1/memberCoupons/${id}`)).toEqual(withdrawn)
    const mine = await api.ok(200, 'GET', '/v1/me/coupons', { key: await p.session(member) })
    expect(mine.data).toMatchObject([{ status: 'withdrawn' }])
    expect(JSON.stringify(mine)).not.toContain('发错会员')
    await p.problem(409, 'per_member_limit', 'POST', `/v1/members/${member.id}/coupons`, { coupon: 'ten-off' })
  })
})
