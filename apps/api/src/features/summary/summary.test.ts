import { afterAll, describe, expect, test } from 'vitest'
import { testApi, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const at = '2026-03-10T10:00:00+08:00'
const now = '2026-03-10T23:00:00+08:00'

describe('a summary', () => {
  test('says where a member stands and every way up, as the contract shows it', async () => {
    const p = await api.program('wangfujing', now)
    const member = await p.member({ name: '李雷', phone: '13900001111' })
    await p.buy(member, 1200, at)
    const summary = await p.summary(member)
    expect(summary.member).toEqual({ id: member.id, name: '李*', cardNumber: member.cardNumber })
    expect(summary.tier).toEqual({
      code: 'ME',
      name: { en: 'ME card', 'zh-CN': 'ME卡', 'zh-TW': 'ME卡' },
      rank: 1,
      since: '2026-03-10',
      validThrough: '2026-07-31',
    })
    expect(summary.balances).toEqual({
      points: { available: 1200, pending: 0, expiring: [] },
      memberCash: { available: 0, expiring: [] },
      prepaid: { available: 0 },
    })
    const goal = (fields: Record<string, unknown>) =>
      expect.objectContaining({ measure: 'qualifyingPoints', current: 1200, ...fields })
    expect(summary.progress).toHaveLength(7)
    for (const one of [
      {
        goal: 'upgrade',
        tier: 'WE',
        window: 'day',
        required: 6000,
        remaining: 4800,
        endsOn: '2026-03-10',
        effective: 'atOnce',
      },
      {
        goal: 'upgrade',
        tier: 'WE',
        window: 'month',
        required: 12000,
        remaining: 10800,
        endsOn: '2026-03-31',
        effective: 'atOnce',
      },
      {
        goal: 'upgrade',
        tier: 'WE',
        window: 'membershipYear',
        required: 10000,
        remaining: 8800,
        endsOn: '2026-07-31',
        effective: 'atReview',
      },
      {
        goal: 'upgrade',
        tier: 'SVIP',
        window: 'day',
        required: 30000,
        remaining: 28800,
        endsOn: '2026-03-10',
        effective: 'atOnce',
      },
      {
        goal: 'upgrade',
        tier: 'SVIP',
        window: 'month',
        required: 60000,
        remaining: 58800,
        endsOn: '2026-03-31',
        effective: 'atOnce',
      },
      {
        goal: 'upgrade',
        tier: 'SVIP',
        window: 'membershipYear',
        required: 60000,
        remaining: 58800,
        endsOn: '2026-07-31',
        effective: 'atReview',
      },
      { goal: 'renew', tier: 'ME', window: 'membershipYear', required: 1000, remaining: 0, endsOn: '2026-07-31' },
    ])
      expect(summary.progress).toContainEqual(goal(one))
    expect(summary.benefits).toContainEqual({
      code: 'parking',
      name: expect.objectContaining({ en: 'Free parking' }),
      available: true,
      grant: { hours: 2 },
    })
    expect(summary.benefits.map(({ code }: Wire) => code)).toEqual(['parking', 'invitations', 'catalogues'])
  })

  test('never says more of a person than a masked name and the card', async () => {
    const p = await api.program('wanqian', now)
    const person = {
      name: 'Anna Schmidt',
      phone: '13900001111',
      email: 'anna@example.com',
      birthday: '1990-06-18',
      region: 'Tianjin',
      externalId: 'crm-1',
    }
    const member = await p.member(person)
    const text = JSON.stringify([
      await p.summary(member),
      (await api.call('GET', '/v1/me', { key: await p.session(member) })).body,
    ])
    for (const value of ['Anna ', 'Schmidt', '13900001111', 'anna@', '1990', 'Tianjin', 'crm-1'])
      expect(text).not.toContain(value)
    expect(text).toContain('A*** S***')
  })

  test('tells what expires when', async () => {
    const p = await api.program('wanqian', now)
    const member = await p.member()
    await p.buy(member, 100, at)
    await p.buy(member, 50, at)
    const { balances, tier } = await p.summary(member)
    expect(balances.points).toEqual({ available: 150, pending: 0, expiring: [{ amount: 150, on: '2027-01-01' }] })
    expect(balances.memberCash).toEqual({ available: 150, expiring: [{ amount: 150, on: '2027-01-01' }] })
    expect(tier).toMatchObject({ code: 'VIP', validThrough: null })
  })

  test('of a member without a tier shows the ways in and no benefits', async () => {
    const p = await api.program('wangfujing', now)
    const summary = await p.summary(await p.member())
    expect([summary.tier, summary.benefits, summary.member.name]).toEqual([null, [], null])
    expect(summary.progress).toContainEqual(
      expect.objectContaining({
        goal: 'upgrade',
        tier: 'ME',
        window: 'day',
        measure: 'spend',
        current: 0,
        required: 50000,
      }),
    )
  })

  test('is one truth for the till and for the member', async () => {
    const p = await api.program('wanqian', now)
    const member = await p.member({ name: '王芳' })
    await p.buy(member, 100, at)
    expect((await api.call('GET', '/v1/me', { key: await p.session(member) })).body).toEqual(await p.summary(member))
  })
})

describe('what has not changed is not sent again', () => {
  test('an ETag answers 304 until something moves', async () => {
    const p = await api.program('wanqian', now)
    const member = await p.member()
    const path = `/v1/members/${member.id}/summary`
    const ask = (tag: string) => p.call('GET', path, undefined, { headers: { 'if-none-match': tag } })
    const first = await p.call('GET', path)
    const tag = first.headers.get('etag')!
    expect(tag).toMatch(/^"[\w+/=]+"$/)
    expect(first.headers.get('cache-control')).toBe('private, no-cache')
    for (const sent of [tag, `W/${tag}`, `"other", ${tag}`]) {
      const same = await ask(sent)
      expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', tag])
      expect(same.headers.get('x-request-id')).toBeTruthy()
    }
    expect((await ask('"other"')).status).toBe(200)
    await p.buy(member, 1, at)
    const changed = await ask(tag)
    expect(changed.status).toBe(200)
    expect(changed.headers.get('etag')).not.toBe(tag)
  })

  test('a page of a shop may read the tag', async () => {
    const p = await api.program('wanqian', now)
    const token = await p.session(await p.member())
    const answer = await api.call('GET', '/v1/me', { key: token, headers: { origin: 'https://shop.example' } })
    expect(answer.headers.get('access-control-expose-headers')).toContain('ETag')
    const known = { origin: 'https://shop.example', 'if-none-match': answer.headers.get('etag')! }
    const same = await api.call('GET', '/v1/me', { key: token, headers: known })
    expect([same.status, same.headers.get('access-control-allow-origin')]).toEqual([304, 'https://shop.example'])
  })
})
