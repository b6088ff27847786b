import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { carrierServer } from '../../../test/carriers/carrier-server.ts'
import { differencesOf } from '../../../test/crimes.ts'
import { workOff } from '../../../test/import-file.ts'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { dueProgramIds } from '../../platform/jobs/continue-program.ts'

const api = await testApi()
let carrier: Awaited<ReturnType<typeof carrierServer>>
beforeAll(async () => {
  carrier = await carrierServer(() => ({ json: { Code: 'OK', BizId: '9006195^0' } }))
  api.carriers.fetch = fetch
  api.carriers.aliyunSmsUrl = carrier.url
})
afterEach(() => {
  carrier.asked.length = 0
  api.jobTurn.members = 200
})
afterAll(async () => {
  await carrier.close()
  await api.close()
})

const AGREED = [{ channel: 'sms', purpose: 'marketing', granted: true }]
let number = 13_700_000_000

const shop = async (at = '2026-03-10T10:00:00+08:00', preset = 'wangfujing') => {
  const p = await api.program(preset, at)
  const account = { provider: 'aliyun', accessKeyId: 'LTAI', accessKeySecret: 'a secret', signName: '朗拉' }
  await p.ok(200, 'PUT', '/v1/channels/sms', account)
  await p.ok(201, 'POST', '/v1/messageTemplates', {
    code: 'hello',
    name: 'Hello',
    channel: 'sms',
    data: [],
    texts: { en: { body: 'Hello', carrier: { code: 'SMS_1', values: {} } } },
  })
  const person = (more: Record<string, unknown> = {}): Promise<Wire> =>
    p.member({ phone: String(++number), consents: AGREED, ...more })
  const campaign = (more: Record<string, unknown>): Promise<Wire> =>
    p.ok(201, 'POST', '/v1/campaigns', { name: 'x', template: 'hello', ...more })
  return { p, person, campaign }
}

/** What became of each message of a campaign: the member and its status, oldest first. */
const said = async (p: TestProgram, { id }: Wire): Promise<[string, string][]> =>
  (await p.ok(200, 'GET', `/v1/campaigns/${id}/messages?limit=100`)).data.map((m: Wire) => [m.memberId, m.status])

const numbersAsked = () => carrier.asked.map(({ url }) => url.searchParams.get('PhoneNumbers')).toSorted()

describe('a campaign for a segment', () => {
  it('speaks to whom it holds for when it runs, less those who may not be spoken to', async () => {
    const { p, person, campaign } = await shop()
    const [woman, man, silent] = [
      await person({ gender: 'female' }),
      await person({ gender: 'male' }),
      await person({ gender: 'female', consents: [] }),
    ]
    const segment = await p.ok(201, 'POST', '/v1/segments', { name: 'x', filter: { kind: 'gender', in: ['female'] } })
    for (const audience of [{ segment: segment.id }, { filter: segment.filter }]) {
      const made = await campaign({ audience })
      await p.say()
      expect(await said(p, made)).toEqual([
        [woman.id, 'sent'],
        [silent.id, 'no_consent'],
      ])
    }
    const later = await campaign({ audience: { segment: segment.id }, startsAt: '2026-03-11T10:00:00+08:00' })
    await p.ok(200, 'PATCH', `/v1/segments/${segment.id}`, { filter: { kind: 'gender', in: ['male'] } })
    await p.clock('2026-03-11T10:00:00+08:00')
    await p.say()
    expect(await said(p, later)).toEqual([[man.id, 'sent']])
  })

  it('goes through it in turns, and reaches each once; of one that was deleted nobody', async () => {
    const { p, person, campaign } = await shop()
    const members = []
    for (let i = 0; i < 7; i++) members.push(await person({ gender: i % 3 === 0 ? 'male' : 'female' }))
    api.jobTurn.members = 2
    const segment = await p.ok(201, 'POST', '/v1/segments', { name: 'x', filter: { kind: 'gender', in: ['female'] } })
    const made = await campaign({ audience: { segment: segment.id }, controlShare: 0.5 })
    await p.say()
    const women = members.filter((_, i) => i % 3 !== 0).map(({ id }) => id)
    const told = await said(p, made)
    expect(told.map(([id]) => id).toSorted()).toEqual(women.toSorted())
    expect(told.every(([, status]) => status === 'sent' || status === 'held_out')).toBe(true)
    expect((await p.ok(200, 'GET', `/v1/campaigns/${made.id}`)).status).toBe('done')
    const never = await campaign({ audience: { segment: segment.id }, startsAt: '2026-03-11T10:00:00+08:00' })
    await p.ok(200, 'DELETE', `/v1/segments/${segment.id}`)
    await p.clock('2026-03-11T10:00:00+08:00')
    await p.say()
    expect(await said(p, never)).toEqual([])
  })

  it('reaches those who like what has arrived, by what they bought', async () => {
    const { p, person, campaign } = await shop('2026-03-10T23:00:00+08:00')
    const [jeans, shirts] = [await person(), await person()]
    await p.buy(jeans, 100, '2026-03-10T10:00:00+08:00', { line: { category: 'jeans', size: 'XL' } })
    await p.buy(shirts, 100, '2026-03-10T10:00:00+08:00', { line: { category: 'shirts', size: 'XL' } })
    await p.clock('2026-03-11T10:00:00+08:00')
    const filter = {
      and: [
        { kind: 'prefers', by: 'categories', in: ['jeans'], share: 0.3 },
        { kind: 'prefers', by: 'sizes', in: ['XL'] },
      ],
    }
    const arrival = { categories: ['jeans', 'chinos'], sizes: ['XL'] }
    for (const audience of [{ filter }, { arrival }]) {
      const made = await campaign({ audience })
      await p.say()
      expect(await said(p, made)).toEqual([[jeans.id, 'sent']])
    }
    const suitsNobody = await campaign({ audience: { arrival: { ...arrival, colors: ['pink'] } } })
    await p.say()
    expect(await said(p, suitsNobody)).toEqual([])
    for (const audience of [{ arrival: {} }, { arrival: { share: 0.1 } }, { arrival, filter }])
      await p.problem(422, 'invalid_request', 'POST', '/v1/campaigns', { name: 'x', template: 'hello', audience })
  })

  it('is refused where it names nobody, two at once, or what is not there', async () => {
    const { p } = await shop()
    const body = { name: 'x', template: 'hello' }
    for (const [more, path] of [
      [{}, ''],
      [{ audience: { everybody: true }, occasion: { code: 'birthday' } }, ''],
      [{ audience: {} }, 'audience'],
      [{ audience: { everybody: true, segment: 'seg_03hq3j0qbv5' } }, 'audience'],
      [{ audience: { segment: 'seg_03hq3j0qbv5' } }, 'audience.segment'],
      [{ audience: { filter: { and: [{ kind: 'nothing' }] } } }, 'audience.filter.and[0].kind'],
      [{ audience: { filter: { not: { kind: 'benefit', code: 'none' } } } }, 'audience.filter.not'],
      [{ occasion: { entering: 'seg_03hq3j0qbv5' } }, 'occasion.entering'],
      [{ occasion: { code: 'christmas' } }, 'occasion.code'],
      [{ occasion: {} }, 'occasion'],
    ] as const) {
      const refused = await p.problem(422, 'invalid_request', 'POST', '/v1/campaigns', { ...body, ...more })
      expect(refused.errors[0].path, JSON.stringify(more)).toBe(path)
    }
  })
})

describe('a campaign of an occasion', () => {
  it('speaks by itself once a clock that was moved has brought the occasion', async () => {
    const { p, person, campaign } = await shop('2026-03-10T23:00:00+08:00')
    const member = await person()
    await p.buy(member, 100, '2025-11-10T10:00:00+08:00')
    const made = await campaign({ occasion: { code: 'activeAgain' } })
    const waits = async () => (await dueProgramIds(api.deps)).includes(p.id)
    const settle = async () => {
      api.passSeconds(5)
      await workOff(api, p.id)
      expect(await waits()).toBe(false)
    }
    await p.clock('2026-03-11T10:00:00+08:00')
    await settle()
    await p.clock('2026-03-12T10:00:00+08:00')
    await p.buy(member, 100, '2026-03-12T09:00:00+08:00')
    expect(await waits()).toBe(false)
    await p.clock('2026-03-13T10:00:00+08:00')
    expect(await waits()).toBe(true)
    await settle()
    expect(await said(p, made)).toEqual([[member.id, 'sent']])
  })

  it('speaks to each who enters the segment, once for each time, until it is cancelled', async () => {
    const { p, person, campaign } = await shop('2026-03-10T23:00:00+08:00')
    const [before, first, again] = [await person(), await person(), await person()]
    await p.ok(200, 'PUT', `/v1/members/${before.id}/tags/vip`)
    const segment = await p.ok(201, 'POST', '/v1/segments', { name: 'x', filter: { kind: 'tag', in: ['vip'] } })
    const made = await campaign({ occasion: { entering: segment.id } })
    expect(made).toMatchObject({ occasion: { entering: segment.id }, status: 'scheduled' })
    const nightOf = async (day: string) => {
      await p.clock(`2026-03-${day}T10:00:00+08:00`)
      await p.say()
    }
    await nightOf('11')
    expect(await said(p, made)).toEqual([])
    for (const { id } of [first, again]) await p.ok(200, 'PUT', `/v1/members/${id}/tags/vip`)
    await nightOf('12')
    await nightOf('13')
    const once = [
      [first.id, 'sent'],
      [again.id, 'sent'],
    ]
    expect((await said(p, made)).toSorted()).toEqual(once.toSorted())
    await p.ok(200, 'DELETE', `/v1/members/${again.id}/tags/vip`)
    await nightOf('14')
    await p.ok(200, 'PUT', `/v1/members/${again.id}/tags/vip`)
    await nightOf('15')
    expect((await said(p, made)).toSorted()).toEqual([...once, [again.id, 'sent']].toSorted())
    expect(numbersAsked()).toHaveLength(3)
    await p.ok(200, 'POST', `/v1/campaigns/${made.id}/cancel`)
    const late = await person()
    await p.ok(200, 'PUT', `/v1/members/${late.id}/tags/vip`)
    await nightOf('16')
    expect(await said(p, made)).toHaveLength(3)
    expect(await differencesOf(api, p)).toBe('')
  })

  it('decides on nobody else once it is cancelled, also of those who had it the night before', async () => {
    const { p, person, campaign } = await shop('2026-03-10T23:00:00+08:00')
    const segment = await p.ok(201, 'POST', '/v1/segments', { name: 'x', filter: { kind: 'tag', in: ['vip'] } })
    const made = await campaign({ occasion: { entering: segment.id } })
    await p.clock('2026-03-11T10:00:00+08:00')
    const { id } = await person()
    await p.ok(200, 'PUT', `/v1/members/${id}/tags/vip`)
    await p.clock('2026-03-12T10:00:00+08:00')
    await p.ok(200, 'POST', `/v1/campaigns/${made.id}/cancel`)
    await p.say()
    expect(await said(p, made)).toEqual([])
  })

  it('looks at consent, holds a control group out, and tells its results', async () => {
    const { p, person, campaign } = await shop('2026-03-10T23:00:00+08:00')
    const segment = await p.ok(201, 'POST', '/v1/segments', { name: 'x', filter: { kind: 'receipts', atLeast: 1 } })
    const made = await campaign({ occasion: { entering: segment.id }, controlShare: 0.5 })
    await p.clock('2026-03-11T23:00:00+08:00')
    const members = []
    for (let i = 0; i < 12; i++) members.push(await person(i === 0 ? { consents: [] } : {}))
    for (const member of members) await p.buy(member, 100, '2026-03-11T10:00:00+08:00')
    await p.clock('2026-03-12T10:00:00+08:00')
    api.jobTurn.members = 5
    await p.say()
    const told = Object.fromEntries(await said(p, made))
    expect(Object.keys(told)).toHaveLength(12)
    expect(told[members[0]!.id]).toBe('no_consent')
    const reached = members.filter(({ id }) => told[id] === 'sent')
    const heldOut = members.filter(({ id }) => told[id] === 'held_out')
    expect(reached.length + heldOut.length).toBe(11)
    expect(heldOut.length).toBeGreaterThan(0)
    await p.clock('2026-03-13T10:00:00+08:00')
    for (const member of reached) await p.buy(member, 300, '2026-03-13T09:00:00+08:00')
    await p.clock('2026-03-14T10:00:00+08:00')
    expect(await p.ok(200, 'GET', `/v1/campaigns/${made.id}/results`)).toMatchObject({
      reached: reached.length,
      control: heldOut.length,
      response: 1,
      controlResponse: 0,
      extraSales: 30_000 * reached.length,
    })
  })

  it('that is ready-made asks by a segment of its own, made once and named as the program speaks', async () => {
    const { p, campaign } = await shop()
    const [one, two] = [
      await campaign({ occasion: { code: 'birthday' } }),
      await campaign({ occasion: { code: 'birthday' } }),
    ]
    expect(two.occasion).toEqual(one.occasion)
    expect((await p.ok(200, 'GET', '/v1/segments')).data).toMatchObject([
      { id: one.occasion.entering, name: '一周内过生日', filter: { kind: 'birthday', withinDays: 7 } },
    ])
    const { id } = await p.ok(201, 'POST', '/v1/segments', { name: 'x', filter: { kind: 'lifecycle', in: ['edge'] } })
    expect((await campaign({ occasion: { code: 'edge' } })).occasion.entering).toBe(id)
  })

  it('comes with a birthday each year, a first purchase, who was brought and who brought them', async () => {
    const { p, person, campaign } = await shop('2026-03-10T23:00:00+08:00')
    const codes = ['birthday', 'firstPurchase', 'broughtSomebody', 'broughtBySomebody'] as const
    const made = new Map<string, Wire>()
    for (const code of codes) made.set(code, await campaign({ occasion: { code }, purpose: 'service' }))
    const referrer = await person({ birthday: '--03-20' })
    await p.clock('2026-03-11T23:00:00+08:00')
    const friend = await person({ referredBy: referrer.id })
    await p.buy(friend, 100, '2026-03-11T10:00:00+08:00')
    const nights = async (...days: string[]) => {
      for (const day of days) {
        await p.clock(`${day}T10:00:00+08:00`)
        await p.say()
      }
    }
    const toldOf = async (code: string) => (await said(p, made.get(code)!)).map(([id]) => id)
    await nights('2026-03-12')
    expect(await toldOf('birthday')).toEqual([])
    expect(await toldOf('firstPurchase')).toEqual([friend.id])
    expect(await toldOf('broughtSomebody')).toEqual([referrer.id])
    expect(await toldOf('broughtBySomebody')).toEqual([friend.id])
    await nights('2026-03-13', '2026-03-21', '2027-03-12', '2027-03-13', '2027-03-14')
    expect(await toldOf('birthday')).toEqual([referrer.id, referrer.id])
    expect(await toldOf('firstPurchase')).toEqual([friend.id])
  })
})
