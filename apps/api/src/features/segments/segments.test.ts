import { afterAll, describe, expect, test } from 'vitest'
import { atOnce, testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const program = (at = '2026-03-10T23:00:00+08:00') => api.program('wanqian', at)
const ids = (members: readonly Wire[]) => members.map(({ id }) => id as string).toSorted()

/** Whom a filter holds for; the whole program and each member by themselves are asked, and say the same. */
const whom = async (p: TestProgram, filter: unknown): Promise<string[]> => {
  const { members, sample } = await p.ok(200, 'POST', '/v1/segments/preview', { filter })
  expect(sample).toHaveLength(members)
  const { id } = await p.ok(201, 'POST', '/v1/segments', { name: 'x', filter })
  const { data } = await p.ok(200, 'GET', '/v1/members?limit=100')
  const alone: string[] = []
  for (const member of data) {
    const { data: held } = await p.ok(200, 'GET', `/v1/members/${member.id}/segments`)
    if (held.some((segment: Wire) => segment.id === id)) alone.push(member.id)
  }
  expect(alone.toSorted()).toEqual(ids(sample))
  return ids(sample)
}

describe('a segment', () => {
  test('is kept, listed, changed and deleted', async () => {
    const p = await program()
    const filter = { and: [{ kind: 'tier', in: ['VIP'] }, { not: { kind: 'tag', in: ['staff'] } }] }
    const made = await p.ok(201, 'POST', '/v1/segments', { name: '会员', filter })
    expect(made).toEqual({
      id: expect.stringMatching(/^seg_/),
      name: '会员',
      filter,
      createdAt: '2026-03-10T23:00:00+08:00',
    })
    expect(await p.ok(200, 'GET', `/v1/segments/${made.id}`)).toEqual(made)
    const changed = await p.ok(200, 'PATCH', `/v1/segments/${made.id}`, { name: 'VIP' })
    expect(changed).toEqual({ ...made, name: 'VIP' })
    expect((await p.ok(200, 'GET', '/v1/segments')).data).toEqual([changed])
    expect(await p.ok(200, 'DELETE', `/v1/segments/${made.id}`)).toEqual({ id: made.id, deleted: true })
    await p.problem(404, 'not_found', 'DELETE', `/v1/segments/${made.id}`)
    await p.problem(404, 'not_found', 'GET', `/v1/segments/${made.id}/members`)
  })

  test('tells its members page by page, with their names as others may see them', async () => {
    const p = await program()
    const members = await atOnce(5, i => p.member({ name: `李雷${i}` }))
    const { id } = await p.ok(201, 'POST', '/v1/segments', { name: 'x', filter: { kind: 'tier', in: ['VIP'] } })
    const seen: Wire[] = []
    for (let cursor = ''; ;) {
      const page = await p.ok(200, 'GET', `/v1/segments/${id}/members?limit=2${cursor}`)
      seen.push(...page.data)
      if (page.nextCursor === null) break
      cursor = `&cursor=${page.nextCursor}`
    }
    expect(ids(seen)).toEqual(ids(members))
    expect(seen[0]).toEqual({ id: seen[0].id, cardNumber: expect.stringMatching(/^8/), name: '李**', tier: 'VIP' })
  })

  test('previews with a count, the ten newest, and as of when', async () => {
    const p = await program()
    await atOnce(12, () => p.member())
    const { members, sample, asOf } = await p.ok(200, 'POST', '/v1/segments/preview', {
      filter: { kind: 'tier', in: ['VIP'] },
    })
    expect([members, sample.length, asOf]).toEqual([12, 10, '2026-03-10T23:00:00+08:00'])
    expect(sample.map(({ id }: Wire) => id)).toEqual(ids(sample).toReversed())
  })

  const deep = (levels: number): unknown => {
    let filter: unknown = { kind: 'referred' }
    for (let i = 0; i < levels; i++) filter = { not: filter }
    return filter
  }

  test.each<[unknown, string]>([
    [undefined, 'filter'],
    [[], 'filter'],
    [{}, 'filter'],
    [{ and: [] }, 'filter.and'],
    [{ and: [{ kind: 'referred' }], or: [] }, 'filter'],
    [{ not: { kind: 'nothing' } }, 'filter.not.kind'],
    [{ or: [{ kind: 'referred' }, { kind: 'tier' }] }, 'filter.or[1]'],
    [{ kind: 'balance', unit: 'points' }, 'filter'],
    [{ kind: 'balance', unit: 'points', atLeast: 2, atMost: 1 }, 'filter'],
    [{ kind: 'balance', unit: 'gold', atLeast: 1 }, 'filter.unit'],
    [{ kind: 'tag', in: ['x'], sql: '1=1' }, 'filter.sql'],
    [{ kind: 'registered', withinDays: 3, notForDays: 4 }, 'filter'],
    [{ kind: 'field', field: 'unknown' }, 'filter'],
    [{ kind: 'benefit', code: 'unknown' }, 'filter'],
    [{ and: Array.from({ length: 101 }, () => ({ kind: 'referred' })) }, 'filter.and'],
    [deep(8), 'filter.not.not.not.not.not.not.not.not'],
    [{ and: Array.from({ length: 10 }, () => ({ or: Array.from({ length: 10 }, () => deep(0)) })) }, 'filter.and[9]'],
  ])('refuses %j by its path', async (filter, path) => {
    const p = await program()
    for (const [name, body] of [
      ['/v1/segments/preview', { filter }],
      ['/v1/segments', { name: 'x', filter }],
    ] as const) {
      const refused = await p.problem(422, 'invalid_request', 'POST', name, body)
      expect(refused.errors[0].path).toBe(path)
    }
    expect((await p.ok(200, 'GET', '/v1/segments')).data).toEqual([])
  })

  test('however deep it is nested is refused and does no harm', async () => {
    const p = await program()
    const answer = await api.request('/v1/segments', {
      method: 'POST',
      headers: { authorization: `Bearer ${p.key}`, 'content-type': 'application/json', 'idempotency-key': 'deep' },
      body: `{"name":"x","filter":${'{"not":'.repeat(100_000)}1${'}'.repeat(100_001)}`,
    })
    expect([answer.status, answer.body.code]).toEqual([422, 'invalid_request'])
  })

  test('is the managers’ to keep, and nobody’s in another program', async () => {
    const p = await program()
    const body = { name: 'x', filter: { kind: 'referred' } }
    const [associate, manager] = [await p.staff('associate'), await p.staff('manager')]
    await associate.problem(403, 'role_not_allowed', 'POST', '/v1/segments', body)
    const { id } = await manager.ok(201, 'POST', '/v1/segments', body)
    const q = await program()
    await q.problem(404, 'not_found', 'GET', `/v1/segments/${id}`)
    await q.problem(404, 'not_found', 'GET', `/v1/segments/${id}/members`)
  })
})

describe('a filter finds', () => {
  test('who has a birthday within a week: over the year’s end, on 29 February, by the moon, in the family', async () => {
    const p = await program('2026-12-28T10:00:00+08:00')
    const soon = [await p.member({ birthday: '--12-28' }), await p.member({ birthday: '1990-01-04' })]
    await p.member({ birthday: '--12-27' })
    await p.member({ birthday: '--01-05' })
    // The lunar one replaces the solar one: 22 days into the eleventh month of that year is 30 December.
    const lunar = await p.member({ birthday: '--06-18', lunarBirthday: { month: 11, day: 22 } })
    const parent = await p.member({ birthday: '--06-18' })
    await p.ok(201, 'POST', `/v1/members/${parent.id}/family`, { relation: 'child', birthday: '2019-12-31' })
    const within = { kind: 'birthday', withinDays: 7 }
    expect(await whom(p, within)).toEqual(ids([...soon, lunar]))
    expect(await whom(p, { ...within, of: 'child' })).toEqual(ids([parent]))
    expect(await whom(p, { ...within, of: 'family' })).toEqual(ids([parent]))
    const leapling = await p.member({ birthday: '2000-02-29' })
    await p.clock('2027-02-21T00:00:00+08:00')
    expect(await whom(p, within)).toEqual(ids([leapling]))
    await p.clock('2027-02-28T00:00:00+08:00')
    expect(await whom(p, { ...within, withinDays: 0 })).toEqual(ids([leapling]))
    await p.clock('2028-02-28T00:00:00+08:00')
    expect(await whom(p, { ...within, withinDays: 0 })).toEqual([])
  })

  test('who bought nothing for 90 days, and who buys jeans in size L', async () => {
    const p = await program('2026-07-01T10:00:00+08:00')
    const [long, lately, never, returned] = await atOnce(4, () => p.member())
    const jeans = { line: { category: 'jeans', size: 'L', brand: 'loom', color: 'navy' } }
    await p.buy(long, 100, '2026-04-02T10:00:00+08:00', jeans)
    await p.buy(lately, 100, '2026-04-03T10:00:00+08:00', { line: { category: 'jeans', size: 'M' } })
    await p.buy(lately, 100, '2026-06-30T10:00:00+08:00', { line: { category: 'shirts', size: 'L' } })
    const gone = await p.buy(returned, 100, '2026-06-30T10:00:00+08:00', jeans)
    await p.ok(201, 'POST', `/v1/purchases/${gone.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    const notFor90Days = { not: { kind: 'bought', withinDays: 90 } }
    expect(await whom(p, notFor90Days)).toEqual(ids([long, never, returned]))
    expect(await whom(p, { and: [notFor90Days, { kind: 'bought' }] })).toEqual(ids([long]))
    expect(await whom(p, { kind: 'bought', categories: ['jeans'], sizes: ['L'] })).toEqual(ids([long]))
    expect(await whom(p, { kind: 'bought', receipts: 2 })).toEqual(ids([lately]))
    expect(await whom(p, { kind: 'bought', categories: ['jeans'], receipts: 2 })).toEqual([])
  })

  test('who is of an age, which turns on the day itself', async () => {
    const p = await program('2026-02-28T10:00:00+08:00')
    const made = await Promise.all(
      ['1996-02-28', '1996-02-29', '1996-03-01', '--02-28'].map(birthday => p.member({ birthday })),
    )
    expect(await whom(p, { kind: 'age', atLeast: 30 })).toEqual(ids(made.slice(0, 2)))
    expect(await whom(p, { kind: 'age', atLeast: 29, atMost: 29 })).toEqual(ids([made[2]]))
    expect(await whom(p, { not: { kind: 'age', atLeast: 0 } })).toEqual(ids([made[3]]))
  })

  test('who has agreed, by the newest of what was said; who was never asked has not', async () => {
    const p = await program()
    const sms = (granted: boolean) => ({ channel: 'sms', purpose: 'marketing', granted })
    const yes = await p.member({ consents: [sms(false), sms(true)] })
    const no = await p.member({ consents: [sms(true), sms(false)] })
    const never = await p.member({ consents: [{ ...sms(true), channel: 'email' }] })
    const asked = { kind: 'consent', channel: 'sms', purpose: 'marketing' }
    expect(await whom(p, asked)).toEqual(ids([yes]))
    expect(await whom(p, { ...asked, granted: false })).toEqual(ids([no, never]))
  })

  test('by what a dossier and custom fields hold, each asked as its type can tell', async () => {
    const p = await program()
    const options = ['slim', 'loose'].map(code => ({ code, name: { en: code } }))
    for (const type of ['text', 'number', 'date', 'boolean'])
      await p.ok(201, 'POST', '/v1/customFields', { code: type, name: { en: type }, type })
    for (const type of ['choice', 'choices'])
      await p.ok(201, 'POST', '/v1/customFields', { code: type, name: { en: type }, type, options })
    const [a, b] = [await p.member({ gender: 'female', region: '上海' }), await p.member({ gender: 'male' })]
    const fields = { text: 'x', number: -1.5, date: '2026-03-01', boolean: false, choice: 'slim', choices: ['loose'] }
    await p.ok(200, 'PATCH', `/v1/members/${a.id}/dossier`, {
      occupation: '教师',
      interests: ['tennis'],
      sizes: { jeans: 'L' },
      fields,
    })
    await p.ok(200, 'PATCH', `/v1/members/${b.id}/dossier`, { sizes: { tops: 'L' }, fields: { boolean: true } })
    await p.ok(200, 'PUT', `/v1/members/${b.id}/tags/vip`)
    const field = (field: string, more: Record<string, unknown> = {}) => ({ kind: 'field', field, ...more })
    for (const filter of [
      { kind: 'described', by: 'occupation', in: ['教师'] },
      { kind: 'described', by: 'region', in: ['上海', '北京'] },
      { kind: 'gender', in: ['female'] },
      { kind: 'interest', in: ['tennis', 'golf'] },
      { kind: 'size', in: ['L'], garments: ['jeans'] },
      { not: { kind: 'tag', in: ['vip'] } },
      field('text'),
      field('number', { atLeast: -1.5, atMost: 0 }),
      field('date', { withinDays: 10 }),
      field('date', { from: '2026-03-01', through: '2026-03-01' }),
      field('boolean', { is: false }),
      field('choice', { in: ['slim'] }),
      field('choices', { in: ['slim', 'loose'] }),
    ])
      expect(await whom(p, filter), JSON.stringify(filter)).toEqual([a.id])
    expect(await whom(p, { kind: 'size', in: ['L'] })).toEqual(ids([a, b]))
    for (const wrong of [
      field('text', { in: ['x'] }),
      field('number', { is: true }),
      field('date', { atLeast: 1 }),
      field('date', { withinDays: 1, from: '2026-03-01' }),
      field('choice', { atLeast: 1 }),
    ])
      await p.problem(422, 'invalid_request', 'POST', '/v1/segments/preview', { filter: wrong })
  })

  test('by balance, tier, benefit, day of registration and referral', async () => {
    const p = await program()
    const rich = await p.member()
    await p.buy(rich, 25_000, '2026-03-10T10:00:00+08:00')
    const friend = await p.member({ referredBy: rich.id })
    expect(await whom(p, { kind: 'balance', unit: 'points', atLeast: 25_000 })).toEqual([rich.id])
    expect(await whom(p, { kind: 'balance', unit: 'points', atMost: 0 })).toEqual([friend.id])
    expect(await whom(p, { kind: 'tier', in: ['SUPREME'] })).toEqual([rich.id])
    expect(await whom(p, { kind: 'tier', none: true })).toEqual([])
    expect(await whom(p, { kind: 'referred' })).toEqual([friend.id])
    expect(await whom(p, { kind: 'registered', withinDays: 1 })).toEqual(ids([rich, friend]))
    const { benefits } = await p.ok(200, 'GET', '/v1/program/rules')
    const own = benefits.find(({ grants }: Wire) => 'SUPREME' in grants && !('VIP' in grants))
    expect(await whom(p, { kind: 'benefit', code: own.code })).toEqual([rich.id])
    await p.clock('2026-03-12T10:00:00+08:00')
    expect(await whom(p, { kind: 'registered', notForDays: 2 })).toEqual(ids([rich, friend]))
    expect(await whom(p, { kind: 'registered', notForDays: 3 })).toEqual([])
  })
})
