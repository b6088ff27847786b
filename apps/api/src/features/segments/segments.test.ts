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
  await p.ok(200, 'DELETE', `/v1/segments/${id}`)
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
    // By the program's clock, as all else.
    expect(await whom(p, { ...asked, withinDays: 7 })).toEqual(ids([yes]))
    await p.clock('2026-03-20T23:00:00+08:00')
    expect(await whom(p, { ...asked, withinDays: 7 })).toEqual([])
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

describe('a filter over what receipts say', () => {
  /** Ten buyers, each of one day and one receipt more than the one before, looked at in the night after the last. */
  const shop = async () => {
    const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00')
    const buyers: Wire[] = []
    for (let i = 1; i <= 10; i++) {
      const buyer = await p.member()
      buyers.push(buyer)
      const line = { size: i % 2 ? 'L' : 'M', promotional: i > 8 }
      for (let day = 0; day < i; day++) await p.buy(buyer, 100 * i, `2026-03-${10 + 2 * day}T10:00:00+08:00`, { line })
    }
    const nobody = await p.member()
    return { p, buyers, nobody }
  }

  test('finds whom the insight of each says it of, every class of every kind', async () => {
    const { p, buyers } = await shop()
    await p.clock('2026-07-05T12:00:00+08:00')
    const insights = await Promise.all(
      buyers.map(async ({ id }) => ({ id, ...(await p.ok(200, 'GET', `/v1/members/${id}/insight`)) })),
    )
    const amountOf = ({ pyramid }: Wire): number => pyramid.because.contribution.amount
    const costOf = ({ pyramid }: Wire): number => pyramid.because.costToServe.amount
    const those = (of: (insight: Wire) => boolean) => insights.filter(of).map(({ id }) => id)
    const asked: [object, (insight: Wire) => boolean][] = [
      ...['active', 'edge', 'sleeping', 'lost'].map((one): [object, (insight: Wire) => boolean] => [
        { kind: 'lifecycle', in: [one] },
        ({ lifecycle }) => lifecycle.class === one,
      ]),
      ...['extremelyImportant', 'regular', 'occasional'].map((one): [object, (insight: Wire) => boolean] => [
        { kind: 'importance', in: [one] },
        ({ importance }) => importance === one,
      ]),
      ...['absolute', 'habitual', 'potential', 'none'].map((one): [object, (insight: Wire) => boolean] => [
        { kind: 'loyalty', in: [one] },
        ({ loyalty }) => loyalty === one,
      ]),
      [{ kind: 'rewarded' }, ({ rewarded }) => rewarded],
      ...['win', 'keep', 'waste'].map((one): [object, (insight: Wire) => boolean] => [
        { kind: 'effort', in: [one] },
        ({ effort }) => effort === one,
      ]),
      ...insights.flatMap((of): [object, (insight: Wire) => boolean][] => {
        const [brought, cost] = [amountOf(of), costOf(of)]
        return [
          [{ kind: 'contribution', atLeast: brought, atMost: brought }, one => amountOf(one) === brought],
          [{ kind: 'contribution', atLeast: brought + 1 }, one => amountOf(one) > brought],
          [{ kind: 'contribution', of: 'costToServe', atMost: cost }, one => costOf(one) <= cost],
        ]
      }),
      ...['A', 'B', 'C', 'D'].map((one): [object, (insight: Wire) => boolean] => [
        { kind: 'pyramid', in: [one] },
        ({ pyramid }) => pyramid.class === one,
      ]),
      ...[1, 2, 3, 4, 5].flatMap((one): [object, (insight: Wire) => boolean][] =>
        ['r', 'f', 'm'].map(score => [
          { kind: 'rfm', [score]: { atLeast: one, atMost: one } },
          ({ rfm }) => rfm.scores[score] === one,
        ]),
      ),
      [{ kind: 'rfm', frequency: { atLeast: 5 } }, ({ rfm }) => rfm.frequency >= 5],
      [{ kind: 'rfm', monetary: { atMost: 250_000 } }, ({ rfm }) => rfm.monetary <= 250_000],
      [
        { kind: 'rfm', recencyDays: { atLeast: 105, atMost: 109 } },
        ({ rfm: { recencyDays: d } }) => d >= 105 && d <= 109,
      ],
      [{ kind: 'prefers', by: 'sizes', in: ['L'], share: 1 }, ({ preferences }) => preferences.sizes[0].value === 'L'],
      [{ kind: 'prefers', by: 'hours', in: [10], share: 1 }, () => true],
      [{ kind: 'prefers', by: 'weekdays', in: [2], share: 1 }, ({ rfm }) => rfm.frequency === 1],
      [{ kind: 'priceBand', atLeast: 60_000 }, ({ preferences }) => preferences.priceBand.median >= 60_000],
      [{ kind: 'promotionShare', atLeast: 0.5 }, ({ preferences }) => preferences.promotionShare >= 0.5],
      [{ kind: 'cycle', atLeast: 1.5, atMost: 2 }, ({ preferences }) => preferences.cycleDays === 2],
      [{ kind: 'spent', atLeast: 360_000 }, ({ rfm }) => rfm.monetary >= 360_000],
      [{ kind: 'receipts', atMost: 3 }, ({ rfm }) => rfm.frequency <= 3],
      [{ kind: 'firstPurchase', from: '2026-03-10', through: '2026-03-10' }, () => true],
      [{ kind: 'lastPurchase', notForDays: 107 }, ({ rfm }) => rfm.recencyDays >= 107],
      [{ kind: 'forecast', probabilityActive: { atMost: 1 } }, () => false],
    ]
    for (const [filter, of] of asked)
      expect(await whom(p, filter), JSON.stringify(filter)).toEqual(those(of).toSorted())
  })

  test('says as of which night it is known, and knows nothing before the first', async () => {
    const { p, buyers } = await shop()
    const filter = { kind: 'receipts', atLeast: 1 }
    expect(await p.ok(200, 'POST', '/v1/segments/preview', { filter })).toMatchObject({ members: 0, insightAsOf: null })
    for (const kind of [
      { kind: 'importance', in: ['regular'] },
      { kind: 'rfm', m: { atLeast: 1 } },
    ])
      expect(await whom(p, kind)).toEqual([])
    const { id } = await p.ok(201, 'POST', '/v1/segments', { name: 'Buyers', filter })
    await p.clock('2026-04-01T09:00:00+08:00')
    const asOf = { asOf: '2026-04-01T09:00:00+08:00', insightAsOf: '2026-04-01' }
    expect(await p.ok(200, 'POST', '/v1/segments/preview', { filter })).toMatchObject({ members: 10, ...asOf })
    expect(await p.ok(200, 'GET', `/v1/segments/${id}/members`)).toMatchObject(asOf)
    expect(await p.ok(200, 'GET', `/v1/members/${buyers[0].id}/segments`)).toMatchObject({
      data: [{ id, name: 'Buyers' }],
      ...asOf,
    })
  })

  test('whose points expire within some days: on the last day they can be spent, and not after', async () => {
    const p = await program('2026-12-20T10:00:00+08:00')
    const [some, few] = await atOnce(2, () => p.member())
    await p.buy(some, 300, '2026-12-20T09:00:00+08:00')
    await p.buy(few, 30, '2026-12-20T09:00:00+08:00')
    const within = (withinDays: number, more: object = {}) => ({
      kind: 'expiring',
      unit: 'points',
      withinDays,
      ...more,
    })
    expect(await whom(p, within(11))).toEqual([])
    expect(await whom(p, within(12))).toEqual(ids([some, few]))
    expect(await whom(p, within(12, { atLeast: 31 }))).toEqual([some.id])
    expect(await whom(p, { ...within(12), unit: 'memberCash' })).toEqual(ids([some, few]))
    await p.clock('2026-12-31T23:00:00+08:00')
    expect(await whom(p, within(1))).toEqual(ids([some, few]))
    await p.clock('2027-01-01T00:00:00+08:00')
    expect(await whom(p, within(400))).toEqual([])
  })

  test('who is near the next tier, and neither there yet nor far from it', async () => {
    const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
    const [near, far, there] = await atOnce(3, () => p.member())
    for (const [member, yuan] of [
      [near, 400],
      [far, 399],
      [there, 500],
    ] as const)
      await p.buy(member, yuan, '2026-03-10T10:00:00+08:00')
    // ME asks for ¥500 on one day.
    expect(await whom(p, { kind: 'tierNear', tiers: ['ME'], share: 0.8 })).toEqual([near.id])
    await p.buy(there, 4300, '2026-03-10T11:00:00+08:00')
    // WE asks for 6,000 points on one day, or 12,000 in a month.
    expect(await whom(p, { kind: 'tierNear', share: 0.8 })).toEqual(ids([near, there]))
    await p.clock('2026-03-11T10:00:00+08:00')
    expect(await whom(p, { kind: 'tierNear', share: 0.8 })).toEqual([])
    expect(await whom(p, { kind: 'tierNear', share: 0.4 })).toEqual([there.id])
  })
})
