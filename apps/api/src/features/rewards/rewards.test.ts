import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const at = '2026-03-10T10:00:00+08:00'
const shop = () => api.program('wangfujing', '2026-03-10T23:00:00+08:00')
const mug = { code: 'mug', name: { en: 'Mug' }, points: 100, stock: 3 }

describe('the catalogue', () => {
  test('keeps a gift as it was sent, and refuses a second of the same code', async () => {
    const p = await shop()
    const full = {
      ...mug,
      name: { en: 'Mug', 'zh-CN': '马克杯', 'zh-TW': '馬克杯' },
      picture: '/pictures/mug.webp',
      money: { amountMinor: 990 },
      perMember: 2,
      tiers: ['WE', 'SVIP'],
      fromAt: '2026-03-01T00:00:00+08:00',
      untilAt: '2026-04-01T00:00:00+08:00',
      holdDays: 7,
      active: true,
    }
    const made = await p.ok(201, 'POST', '/v1/rewards', full)
    expect(made).toEqual(full)
    expect(await p.ok(200, 'GET', '/v1/rewards/mug')).toEqual(full)
    await p.problem(409, 'reward_exists', 'POST', '/v1/rewards', mug)
  })

  test.each([
    ['points below zero', { points: -1 }],
    ['half a point', { points: 0.5 }],
    ['points beyond the exact integers', { points: 2 ** 53 }],
    ['stock below zero', { stock: -1 }],
    ['no word about stock', { stock: undefined }],
    ['a tier that is not there', { tiers: ['GOLD'] }],
    ['an end before the beginning', { fromAt: '2026-04-01T00:00:00Z', untilAt: '2026-03-01T00:00:00Z' }],
    ['a picture that is a script', { picture: 'javascript:alert(1)' }],
    ['a picture over http', { picture: 'http://shop.example/mug.webp' }],
    ['a picture of another host in disguise', { picture: '//evil.example/mug.webp' }],
    ['a picture with a password', { picture: 'https://a:b@shop.example/mug.webp' }],
    ['a picture that breaks out of its attribute', { picture: 'https://shop.example/"onload="x' }],
    ['a name with markup is only text, one without English is none', { name: { 'zh-CN': '杯' } }],
  ])('refuses %s', async (_, wrong) => {
    const p = await shop()
    await p.problem(422, 'invalid_request', 'POST', '/v1/rewards', { ...mug, ...wrong })
  })

  test('shows a page of a shop what is offered, and the back end everything, page by page', async () => {
    const p = await shop()
    for (const code of ['a', 'b', 'c']) await p.ok(201, 'POST', '/v1/rewards', { ...mug, code, active: code !== 'b' })
    const codes = async (key: string): Promise<string[]> => {
      const all: string[] = []
      let cursor = ''
      do {
        const page = await api.ok(200, 'GET', `/v1/rewards?limit=1${cursor}`, { key })
        all.push(...page.data.map((reward: Wire) => reward.code))
        cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`
      } while (cursor)
      return all
    }
    expect(await codes(p.key)).toEqual(['a', 'b', 'c'])
    expect(await codes(p.publishableKey)).toEqual(['a', 'c'])
    await api.problem(404, 'not_found', 'GET', '/v1/rewards/b', { key: p.publishableKey })
  })

  test('changes what is sent and nothing else; a reservation keeps its terms', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 500, at)
    const made = await p.ok(201, 'POST', '/v1/rewards', { ...mug, perMember: 1 })
    const { id } = await p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
    const changed = await p.ok(200, 'PATCH', '/v1/rewards/mug', { points: 250, perMember: null })
    expect(changed).toEqual({ ...made, points: 250, perMember: null, stock: 2 })
    expect(await p.ok(200, 'GET', `/v1/redemptions/${id}`)).toMatchObject({ points: 100, balances: { points: 400 } })
    expect(await p.ok(200, 'POST', `/v1/redemptions/${id}/cancel`)).toMatchObject({ balances: { points: 500 } })
    await p.problem(404, 'not_found', 'PATCH', '/v1/rewards/cup', { points: 1 })
  })

  test('stock that is added loses no redemption made at the same time, and is added once under a key', async () => {
    const p = await shop()
    const members = await atOnce(4, () => p.member())
    for (const member of members) await p.buy(member, 500, at)
    await p.ok(201, 'POST', '/v1/rewards', { ...mug, stock: 5 })
    const add = (idempotencyKey: string) => p.ok(200, 'PATCH', '/v1/rewards/mug', { addStock: 10 }, { idempotencyKey })
    const [one, two] = [randomUUID(), randomUUID()]
    await Promise.all([
      add(one),
      ...members.map(member => p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })),
      add(two),
    ])
    await add(one)
    expect((await p.ok(200, 'GET', '/v1/rewards/mug')).stock).toBe(5 + 20 - 4)
    await p.problem(422, 'invalid_request', 'PATCH', '/v1/rewards/mug', { addStock: -22 })
    await p.problem(422, 'invalid_request', 'PATCH', '/v1/rewards/mug', { addStock: 1, stock: 3 })
  })

  test('a gift that was withdrawn is not given, whoever had it on the screen', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 500, at)
    await p.ok(201, 'POST', '/v1/rewards', mug)
    await p.ok(200, 'PATCH', '/v1/rewards/mug', { active: false })
    await p.problem(409, 'reward_not_available', 'POST', '/v1/redemptions', { memberId: member.id, reward: 'mug' })
    await p.problem(404, 'not_found', 'POST', '/v1/redemptions', { memberId: member.id, reward: 'cup' })
  })
})

describe('the member side', () => {
  const me = async (p: TestProgram, member: Wire, method: string, path: string, body?: unknown) =>
    api.call(method, path, { key: await p.session(member), body })

  test('tells of every gift whether I can have it, and why not', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 500, at)
    const gifts: [code: string, more: Record<string, unknown>, whyNot: string | null, missing: number][] = [
      ['mug', {}, null, 0],
      ['bag', { points: 2000 }, 'insufficient_points', 1500],
      ['gone', { stock: 0 }, 'out_of_stock', 0],
      ['svip', { tiers: ['SVIP'] }, 'tier_required', 0],
      ['soon', { fromAt: '2026-04-01T00:00:00+08:00' }, 'not_in_window', 0],
      ['once', { perMember: 1 }, 'per_member_limit', 0],
    ]
    for (const [code, more] of gifts) await p.ok(201, 'POST', '/v1/rewards', { ...mug, code, ...more })
    await p.ok(201, 'POST', '/v1/rewards', { ...mug, code: 'hidden', active: false })
    await p.ok(201, 'POST', '/v1/rewards', { ...mug, code: 'free', points: 0 })
    await p.ok(200, 'PATCH', '/v1/rewards/once', { points: 0 })
    await p.ok(201, 'POST', '/v1/redemptions', { memberId: member.id, reward: 'once' })
    const { body } = await me(p, member, 'GET', '/v1/me/rewards')
    expect(
      body.data.map(({ code, whyNot, pointsMissing, available }: Wire) => [code, whyNot, pointsMissing, available]),
    ).toEqual([
      ...gifts.map(([code, , whyNot, missing]) => [code, whyNot, missing, whyNot === null]),
      ['free', null, 0, true],
    ])
  })

  test('a token redeems once, and its request sent again is answered as it was', async () => {
    const p = await shop()
    const member = await p.member()
    await p.buy(member, 500, at)
    await p.ok(201, 'POST', '/v1/rewards', mug)
    const key = await p.session(member)
    const idempotencyKey = randomUUID()
    const post = (more: object = {}) =>
      api.call('POST', '/v1/me/redemptions', { key, body: { reward: 'mug' }, ...more })
    const answers = await atOnce(6, () => post({ idempotencyKey }))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect((await post()).body.code).toBe('token_used')
    const fresh = await p.session(member)
    const rush = await atOnce(5, () => api.call('POST', '/v1/me/redemptions', { key: fresh, body: { reward: 'mug' } }))
    expect(rush.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409])
    expect((await p.summary(member)).balances.points.available).toBe(300)
    // It still reads what is its own.
    expect((await api.ok(200, 'GET', '/v1/me/redemptions', { key })).data).toHaveLength(2)
  })

  test('a member token sees nobody else, and ends nothing', async () => {
    const p = await shop()
    const [li, han] = [await p.member(), await p.member()]
    for (const member of [li, han]) await p.buy(member, 500, at)
    await p.ok(201, 'POST', '/v1/rewards', mug)
    const { id } = await p.ok(201, 'POST', '/v1/redemptions', { memberId: han.id, reward: 'mug' })
    expect((await me(p, li, 'GET', '/v1/me/redemptions')).body.data).toEqual([])
    const mass = await me(p, li, 'POST', '/v1/me/redemptions', { reward: 'mug', memberId: han.id })
    expect(mass.body.code).toBe('invalid_request')
    for (const [method, path] of [
      ['GET', `/v1/redemptions/${id}`],
      ['POST', `/v1/redemptions/${id}/cancel`],
      ['POST', `/v1/redemptions/${id}/collect`],
      ['GET', `/v1/members/${han.id}/redemptions`],
      ['GET', `/v1/members/${han.id}/benefits`],
    ] as const)
      expect((await me(p, li, method, path)).body.code).toBe('wrong_key_kind')
  })

  test('guesses at redeeming are slowed, reads are not', async () => {
    const p = await shop()
    const member = await p.member()
    const answers = await atOnce(25, () => me(p, member, 'POST', '/v1/me/redemptions', { reward: 'mug' }))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5)
    expect((await me(p, member, 'GET', '/v1/me/rewards')).status).toBe(200)
  })
})
