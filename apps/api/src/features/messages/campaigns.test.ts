import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { carrierServer, type CarrierAnswer, type CarrierRequest } from '../../../test/carriers/carrier-server.ts'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'
import { turnBudget } from '../../platform/jobs/continue-program.ts'
import { continueMessages } from '../../platform/messages/continue-messages.ts'

const api = await testApi()
const OK: CarrierAnswer = { json: { Code: 'OK', BizId: '9006195^0' } }
let answer: (request: CarrierRequest) => CarrierAnswer = () => OK
let carrier: Awaited<ReturnType<typeof carrierServer>>
beforeAll(async () => {
  carrier = await carrierServer(request => answer(request))
  api.carriers.fetch = fetch
  api.carriers.aliyunSmsUrl = carrier.url
})
afterEach(() => {
  answer = () => OK
  carrier.asked.length = 0
})
afterAll(async () => {
  await carrier.close()
  await api.close()
})

const AT = '2026-03-10T10:00:00+08:00'
const AGREED = [{ channel: 'sms', purpose: 'marketing', granted: true }]
const ACCOUNT = { provider: 'aliyun', accessKeyId: 'LTAI', accessKeySecret: 'a secret', signName: '朗拉' }
const TEMPLATE = {
  code: 'jeans',
  name: 'Jeans are in',
  channel: 'sms',
  data: ['item'],
  texts: {
    en: {
      body: '{{ data.item }} are in, {{ member.name | default: "dear guest" }}',
      carrier: { code: 'SMS_1', values: { name: '{{ member.name | default: "guest" }}', item: '{{ data.item }}' } },
    },
    'zh-CN': {
      body: '{{ data.item }}到货了',
      carrier: { code: 'SMS_2', values: { points: '{{ points.available }}', item: '{{ data.item }}' } },
    },
  },
}

let number = 13_900_000_000
const shop = async (at = AT) => {
  const p = await api.program('wangfujing', at)
  await p.ok(200, 'PUT', '/v1/channels/sms', ACCOUNT)
  await p.ok(201, 'POST', '/v1/messageTemplates', TEMPLATE)
  const person = (more: Record<string, unknown> = {}) =>
    p.member({ phone: String(++number), name: '王芳', consents: AGREED, ...more })
  const campaign = (more: Record<string, unknown> = {}): Promise<Wire> =>
    p.ok(201, 'POST', '/v1/campaigns', {
      name: 'Jeans',
      template: 'jeans',
      audience: { everybody: true },
      data: { item: '大码牛仔裤' },
      ...more,
    })
  const statuses = async ({ id }: Wire) =>
    Object.fromEntries(
      (await p.ok(200, 'GET', `/v1/campaigns/${id}/messages?limit=100`)).data.map((m: Wire) => [m.memberId, m.status]),
    )
  return { p, person, campaign, statuses }
}

const asked = (name: string) => carrier.asked.map(({ url }) => url.searchParams.get(name))

const sayAgain = async (p: TestProgram, seconds: number) => {
  api.passSeconds(seconds)
  return p.say()
}

describe('a campaign', () => {
  it('reaches those who agreed and can be reached, each once, in their language, and says why not of the others', async () => {
    const { p, person, campaign, statuses } = await shop()
    const [wang, ann, silent, declined, unreachable] = [
      await person(),
      await person({ name: 'Ann' }),
      await person({ consents: [] }),
      await person({ consents: [{ channel: 'sms', purpose: 'marketing', granted: false }] }),
      await p.member({ consents: AGREED }),
    ]
    await p.ok(200, 'PATCH', `/v1/members/${ann.id}/dossier`, { language: 'en' })
    await p.buy(wang, 1200, AT)
    const made = await campaign()
    await p.say()
    expect(await statuses(made)).toEqual({
      [wang.id]: 'sent',
      [ann.id]: 'sent',
      [silent.id]: 'no_consent',
      [declined.id]: 'no_consent',
      [unreachable.id]: 'unreachable',
    })
    const said = carrier.asked.map(({ url: { searchParams: q } }) => [q.get('TemplateCode'), q.get('TemplateParam')])
    expect(said).toEqual([
      ['SMS_2', '{"points":"1,200","item":"大码牛仔裤"}'],
      ['SMS_1', '{"name":"Ann","item":"大码牛仔裤"}'],
    ])
    await sayAgain(p, 3600)
    expect(carrier.asked).toHaveLength(2)
  })

  it('waits for the end of quiet hours, the program’s and the member’s', async () => {
    const { p, person, campaign, statuses } = await shop('2026-03-10T22:30:00+08:00')
    const [early, late] = [await person(), await person()]
    await p.ok(200, 'PATCH', `/v1/members/${late.id}/dossier`, { quietHours: { from: '08:00', until: '10:30' } })
    const made = await campaign()
    await p.say()
    expect(await statuses(made)).toEqual({ [early.id]: 'waiting', [late.id]: 'waiting' })
    await p.clock('2026-03-11T08:59:59+08:00')
    await p.say()
    expect(carrier.asked).toEqual([])
    await p.clock('2026-03-11T09:00:00+08:00')
    await p.say()
    expect(await statuses(made)).toEqual({ [early.id]: 'sent', [late.id]: 'waiting' })
    await p.clock('2026-03-11T10:30:00+08:00')
    await p.say()
    expect(await statuses(made)).toEqual({ [early.id]: 'sent', [late.id]: 'sent' })
  })

  it('begins at its hour, and not at all where it was cancelled before', async () => {
    const { p, person, campaign } = await shop()
    await person()
    const [kept, cancelled] = [
      await campaign({ startsAt: '2026-03-11T10:00:00+08:00' }),
      await campaign({ startsAt: '2026-03-11T10:00:00+08:00' }),
    ]
    await p.say()
    await p.ok(200, 'POST', `/v1/campaigns/${cancelled.id}/cancel`)
    await p.problem(409, 'campaign_over', 'POST', `/v1/campaigns/${cancelled.id}/cancel`)
    await p.clock('2026-03-11T10:00:00+08:00')
    await p.say()
    expect(carrier.asked).toHaveLength(1)
    expect((await p.ok(200, 'GET', `/v1/campaigns/${kept.id}`)).status).toBe('done')
    await p.problem(409, 'campaign_over', 'POST', `/v1/campaigns/${kept.id}/cancel`)
  })

  it('that is decided is cancelled while its messages wait: for their hour, for the carrier, for an associate', async () => {
    const { p, person, campaign, statuses } = await shop('2026-03-10T22:30:00+08:00')
    const member = await person()
    const asleep = await campaign()
    await p.say()
    expect((await p.ok(200, 'GET', `/v1/campaigns/${asleep.id}`)).status).toBe('done')
    await p.ok(200, 'POST', `/v1/campaigns/${asleep.id}/cancel`)
    await p.clock('2026-03-11T10:00:00+08:00')
    await p.say()
    expect(await statuses(asleep)).toEqual({ [member.id]: 'cancelled' })
    expect(carrier.asked).toEqual([])
    await p.problem(409, 'campaign_over', 'POST', `/v1/campaigns/${asleep.id}/cancel`)

    const under = await campaign()
    await person()
    let isFirst = true
    const plain = api.carriers.fetch
    api.carriers.fetch = async (url, init) => {
      if (isFirst) await p.ok(200, 'POST', `/v1/campaigns/${under.id}/cancel`)
      isFirst = false
      return plain(url, init)
    }
    await p.say()
    api.carriers.fetch = plain
    expect(Object.values(await statuses(under)).toSorted()).toEqual(['cancelled', 'sent'])
    carrier.asked.length = 0

    answer = () => ({ json: { Code: 'isv.BUSINESS_LIMIT_CONTROL' } })
    const refused = await campaign({ audience: { members: [member.id] } })
    await p.say()
    for (let tries = 0; tries < 4; tries++) await sayAgain(p, 600)
    const tried = carrier.asked.length
    await p.ok(200, 'POST', `/v1/campaigns/${refused.id}/cancel`)
    await p.say()
    expect(await statuses(refused)).toEqual({ [member.id]: 'cancelled' })
    answer = () => OK
    await sayAgain(p, 6 * 3600)
    expect(await statuses(refused)).toEqual({ [member.id]: 'cancelled' })
    expect(carrier.asked).toHaveLength(tried)
    expect((await p.ok(200, 'GET', `/v1/campaigns/${refused.id}/results`)).messages).toEqual({ cancelled: 1 })
  })

  it('is the fifth in a month that nobody hears, and a service message is never one too many', async () => {
    const { p, person, campaign, statuses } = await shop()
    const member = await person()
    for (let i = 0; i < 4; i++) await campaign()
    await p.say()
    expect(await statuses(await campaign())).toEqual({})
    await p.say()
    const fifth = await campaign()
    await p.say()
    expect(await statuses(fifth)).toEqual({ [member.id]: 'frequency_cap' })
    const service = await campaign({ purpose: 'service' })
    await p.say()
    expect(await statuses(service)).toEqual({ [member.id]: 'sent' })
    await p.clock('2026-04-09T10:00:00+08:00')
    const later = await campaign()
    await p.say()
    expect(await statuses(later)).toEqual({ [member.id]: 'sent' })
  })

  it('goes to nobody who has taken consent back since it was decided', async () => {
    const { p, person, campaign, statuses } = await shop('2026-03-10T22:30:00+08:00')
    const member = await person()
    const made = await campaign()
    await p.say()
    await p.ok(200, 'PATCH', `/v1/members/${member.id}`, {
      consents: [{ channel: 'sms', purpose: 'marketing', granted: false }],
    })
    await p.clock('2026-03-11T09:00:00+08:00')
    await p.say()
    expect(await statuses(made)).toEqual({ [member.id]: 'no_consent' })
    expect(carrier.asked).toEqual([])
  })

  it('goes on where its audience was cut off, and reaches nobody twice', async () => {
    const { p, person, campaign, statuses } = await shop()
    for (let i = 0; i < 7; i++) await person()
    const made = await campaign()
    const budget = { ...turnBudget(api.deps), chunks: 2, members: 2 }
    for (let turn = 0; turn < 20; turn++) await continueMessages(api.deps, p.id, budget)
    expect(Object.values(await statuses(made))).toEqual(Array.from({ length: 7 }, () => 'sent'))
    expect(new Set(asked('PhoneNumbers')).size).toBe(7)
    expect(carrier.asked).toHaveLength(7)
  })

  it('reaches nobody twice where two processes go on with it at once', async () => {
    const { p, person, campaign, statuses } = await shop()
    for (let i = 0; i < 12; i++) await person()
    const made = await campaign()
    await Promise.allSettled(Array.from({ length: 3 }, () => p.say()))
    await p.say()
    expect(Object.values(await statuses(made))).toEqual(Array.from({ length: 12 }, () => 'sent'))
    expect(carrier.asked).toHaveLength(12)
  })
})

describe('a message', () => {
  it('that the carrier cannot take now is tried again, ever later, with the same id, and is given up at last', async () => {
    const { p, person, campaign, statuses } = await shop()
    const member = await person()
    answer = () => ({ json: { Code: 'isv.BUSINESS_LIMIT_CONTROL' } })
    const made = await campaign()
    await p.say()
    expect(await statuses(made)).toEqual({ [member.id]: 'waiting' })
    await sayAgain(p, 29)
    expect(carrier.asked).toHaveLength(1)
    await sayAgain(p, 1)
    expect(carrier.asked).toHaveLength(2)
    for (let i = 0; i < 10; i++) await sayAgain(p, 6 * 3600)
    expect(carrier.asked).toHaveLength(9)
    expect(new Set(asked('OutId')).size).toBe(1)
    const { data } = await p.ok(200, 'GET', `/v1/campaigns/${made.id}/messages?status=failed`)
    expect(data).toMatchObject([
      { memberId: member.id, attempts: 9, code: 'isv.BUSINESS_LIMIT_CONTROL', nextAttemptAt: null },
    ])
  })

  it('that is late goes in nobody’s night: it waits for the end of quiet hours, and no try is counted', async () => {
    const { p, person, campaign, statuses } = await shop('2026-03-10T20:30:00+08:00')
    const [early, late] = [await person(), await person()]
    await p.ok(200, 'PATCH', `/v1/members/${late.id}/dossier`, { quietHours: { from: '08:00', until: '10:30' } })
    answer = () => ({ json: { Code: 'isp.SYSTEM_ERROR' } })
    const made = await campaign()
    await p.say()
    expect(carrier.asked).toHaveLength(2)
    answer = () => OK
    await p.clock('2026-03-11T00:30:00+08:00')
    await sayAgain(p, 4 * 3600)
    expect(await statuses(made)).toEqual({ [early.id]: 'waiting', [late.id]: 'waiting' })
    expect(carrier.asked).toHaveLength(2)
    const { data } = await p.ok(200, 'GET', `/v1/campaigns/${made.id}/messages`)
    expect(data.map((m: Wire) => [m.attempts, m.sendAt])).toEqual([
      [1, '2026-03-11T09:00:00+08:00'],
      [1, '2026-03-11T10:30:00+08:00'],
    ])
    await p.clock('2026-03-11T09:00:00+08:00')
    await p.say()
    expect(await statuses(made)).toEqual({ [early.id]: 'sent', [late.id]: 'waiting' })
    await p.clock('2026-03-11T10:30:00+08:00')
    await p.say()
    expect(await statuses(made)).toEqual({ [early.id]: 'sent', [late.id]: 'sent' })
  })

  it('that the carrier refuses for good is not tried again', async () => {
    const { p, person, campaign, statuses } = await shop()
    const member = await person()
    answer = () => ({ json: { Code: 'isv.MOBILE_NUMBER_ILLEGAL' } })
    const made = await campaign()
    await p.say()
    await sayAgain(p, 24 * 3600)
    expect(await statuses(made)).toEqual({ [member.id]: 'failed' })
    expect(carrier.asked).toHaveLength(1)
  })

  it('whose sender died before it kept the answer goes once more, with the same id', async () => {
    const { p, person, campaign, statuses } = await shop()
    const member = await person()
    let isDead = true
    api.carriers.fetch = (url, init) => {
      if (!isDead) return fetch(url, init)
      isDead = false
      return fetch(url, init).then(() => {
        throw Object.assign(new Error('killed'), { name: 'Killed' })
      })
    }
    const made = await campaign()
    await p.say()
    await sayAgain(p, 60)
    api.carriers.fetch = fetch
    expect(await statuses(made)).toEqual({ [member.id]: 'sent' })
    expect(carrier.asked).toHaveLength(2)
    expect(new Set(asked('OutId')).size).toBe(1)
  })

  it('is kept without its words, its number or its name', async () => {
    const { p, person, campaign } = await shop()
    await person({ name: '欧阳锋' })
    const made = await campaign()
    await p.say()
    const { data } = await p.ok(200, 'GET', `/v1/campaigns/${made.id}/messages`)
    expect(JSON.stringify(data)).not.toMatch(/欧阳|139|牛仔/)
  })
})

describe('what is told of messages', () => {
  const told = async (p: TestProgram) => {
    api.passSeconds(5)
    const { data } = await p.ok(200, 'GET', '/v1/events?limit=100')
    return data
      .filter(({ type }: Wire) => /^(message|task)/.test(type))
      .map(({ type, timestamp, data: carried }: Wire) => [type, timestamp, carried])
  }

  it('is that one went or was given up, by whom, and when', async () => {
    const { p, person, campaign } = await shop('2026-03-10T22:30:00+08:00')
    const [sent, failed] = [await person(), await person()]
    const made = await campaign()
    await p.say()
    expect(await told(p)).toEqual([])
    let isFirst = true
    answer = () => {
      const first = isFirst
      isFirst = false
      return first ? OK : { json: { Code: 'isv.MOBILE_NUMBER_ILLEGAL' } }
    }
    await p.clock('2026-03-11T09:30:00+08:00')
    await p.say()
    const { data } = await p.ok(200, 'GET', `/v1/campaigns/${made.id}/messages`)
    const [one, other] = data
    expect([one.memberId, one.settledAt, other.memberId]).toEqual([sent.id, '2026-03-11T09:30:00+08:00', failed.id])
    const of = (message: Wire) => ({ memberId: message.memberId, messageId: message.id, campaignId: made.id })
    expect(await told(p)).toEqual([
      ['message.sent', '2026-03-11T09:30:00+08:00', of(one)],
      ['message.failed', '2026-03-11T09:30:00+08:00', of(other)],
    ])
  })

  it('is what came of a task', async () => {
    const { p, person } = await shop()
    const member = await person({ consents: [{ channel: 'phone', purpose: 'marketing', granted: true }] })
    const texts = { en: { body: 'Call.' } }
    await p.ok(201, 'POST', '/v1/messageTemplates', { code: 'call', name: 'Call', channel: 'phone', texts })
    const calls = { name: 'Calls', template: 'call', audience: { members: [member.id] } }
    const { id: campaignId } = await p.ok(201, 'POST', '/v1/campaigns', calls)
    await p.say()
    const [{ id: messageId }] = (await p.ok(200, 'GET', '/v1/tasks')).data
    await p.clock('2026-03-12T10:00:00+08:00')
    await p.ok(200, 'POST', `/v1/tasks/${messageId}/done`, { outcome: 'declined' })
    expect(await told(p)).toEqual([
      ['task.done', '2026-03-12T10:00:00+08:00', { memberId: member.id, messageId, campaignId, outcome: 'declined' }],
    ])
  })
})

describe('a campaign’s results', () => {
  it('are counted by night: what was bought and kept, of those reached, of those missed, and of a control group', async () => {
    const { p, person, campaign } = await shop()
    const members = []
    for (let i = 0; i < 20; i++) members.push(await person())
    answer = ({ url }) =>
      /[0-4]$/.test(url.searchParams.get('PhoneNumbers') ?? '') ? { json: { Code: 'isv.MOBILE_NUMBER_ILLEGAL' } } : OK
    const made = await campaign({ controlShare: 0.5, responseDays: 7 })
    await p.say()
    const { data } = await p.ok(200, 'GET', `/v1/campaigns/${made.id}/messages?limit=100`)
    const idsOf = (status: string) => data.filter((m: Wire) => m.status === status).map((m: Wire) => m.memberId)
    const [reached, failed, control] = [idsOf('sent'), idsOf('failed'), idsOf('held_out')]
    expect(Math.min(reached.length - 1, failed.length, control.length)).toBeGreaterThan(0)
    const results = () => p.ok(200, 'GET', `/v1/campaigns/${made.id}/results`)
    expect(await results()).toMatchObject({ reached: 0, sales: 0, response: null, asOf: null })
    const wallet = [
      { kind: 'prepaid', amount: 10_000 },
      { kind: 'cash', amount: 20_000 },
    ]
    await p.ok(201, 'POST', `/v1/members/${reached[0]}/adjustments`, { unit: 'prepaid', amount: 10_000, reason: 'r' })
    await p.clock('2026-03-29T10:00:00+08:00')
    await p.buy({ id: reached[0] }, 300, '2026-03-12T10:00:00+08:00', { tenders: wallet })
    const back = await p.buy({ id: reached[1] }, 200, '2026-03-12T10:00:00+08:00')
    await p.ok(201, 'POST', `/v1/purchases/${back.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
    await p.buy({ id: reached[0] }, 900, '2026-03-17T10:00:01+08:00')
    await p.buy({ id: failed[0] }, 70, '2026-03-12T10:00:00+08:00')
    await p.buy({ id: control[0] }, 50, '2026-03-11T10:00:00+08:00')
    await p.clock('2026-03-30T10:00:00+08:00')
    const meant = reached.length + failed.length
    expect(await results()).toMatchObject({
      messages: { sent: reached.length, failed: failed.length, held_out: control.length },
      reached: reached.length,
      missed: failed.length,
      control: control.length,
      response: 1 / reached.length,
      controlResponse: 1 / control.length,
      sales: 30_000,
      extraSales: Math.round(37_000 - (5_000 * meant) / control.length),
      asOf: '2026-03-30T00:00:00+08:00',
    })
  })

  it('look at both groups from the hour at which the message goes, after quiet hours', async () => {
    const { p, person, campaign } = await shop('2026-03-10T22:00:00+08:00')
    const members = []
    for (let i = 0; i < 16; i++) members.push(await person())
    const made = await campaign({ controlShare: 0.5, responseDays: 7 })
    await p.say()
    await p.clock('2026-03-11T00:30:00+08:00')
    for (const member of members) await p.buy(member, 100, '2026-03-10T23:00:00+08:00')
    const results = () => p.ok(200, 'GET', `/v1/campaigns/${made.id}/results`)
    await p.clock('2026-03-11T08:00:00+08:00')
    expect(await results()).toMatchObject({ reached: 0, missed: 0, control: 0 })
    await p.clock('2026-03-11T09:00:00+08:00')
    await p.say()
    await p.clock('2026-03-12T09:00:00+08:00')
    const found = await results()
    expect(found).toMatchObject({ response: 0, controlResponse: 0, sales: 0, extraSales: 0 })
    expect(found.reached + found.control).toBe(16)
  })

  it('stay as they were once no late receipt is waited for, and count a purchase once where a campaign speaks again', async () => {
    const { p, person, campaign } = await shop()
    const member = await person()
    const made = await campaign({ responseDays: 7 })
    await p.say()
    await p.clock('2026-03-12T10:00:00+08:00')
    await p.buy(member, 300, '2026-03-12T09:00:00+08:00')
    await p.clock('2026-06-16T10:00:00+08:00')
    const results = async () => (await p.ok(200, 'GET', `/v1/campaigns/${made.id}/results`)).sales
    expect(await results()).toBe(30_000)
    await p.buy(member, 100, '2026-03-12T11:00:00+08:00')
    await p.clock('2026-06-17T10:00:00+08:00')
    expect(await results()).toBe(40_000)
    await p.buy(member, 100, '2026-03-12T12:00:00+08:00')
    await p.clock('2026-09-17T10:00:00+08:00')
    expect(await results()).toBe(40_000)
  })
})

describe('what a shop’s people do', () => {
  const calls = async (people: readonly Record<string, unknown>[]) => {
    const { p, person } = await shop()
    const consents = [{ channel: 'phone', purpose: 'marketing', granted: true }]
    const members = []
    for (const one of people) members.push(await person({ consents, ...one }))
    await p.ok(201, 'POST', '/v1/messageTemplates', {
      code: 'call',
      name: 'Call',
      channel: 'phone',
      texts: {
        en: { body: 'Tell {{ member.name | default: "them" }} of the fitting.' },
        'zh-CN': { body: '请告诉{{ member.name | default: "贵宾" }}试衣的事，可用积分 {{ points.available }}。' },
      },
    })
    const made = await p.ok(201, 'POST', '/v1/campaigns', {
      name: 'Calls',
      template: 'call',
      audience: { members: members.map(({ id }) => id) },
    })
    await p.say()
    const associate = await p.staff('associate')
    const tasks = async (query = '') => (await associate.ok(200, 'GET', `/v1/tasks${query}`)).data
    return { p, members, made, associate, tasks }
  }

  it('is nobody’s task before its hour: their quiet hours end first', async () => {
    const { p, members, made, tasks } = await calls([{}, {}])
    await p.ok(200, 'PATCH', `/v1/members/${members[0]!.id}/dossier`, { quietHours: { from: '09:00', until: '20:00' } })
    await p.ok(201, 'POST', '/v1/campaigns', {
      name: 'Again',
      template: 'call',
      audience: { members: [members[0]!.id] },
    })
    await p.say()
    const whose = async () =>
      (await tasks()).map(({ memberId, campaignId }: Wire) => [memberId, campaignId === made.id])
    expect(await whose()).toEqual(members.map(({ id }) => [id, true]))
    await p.clock('2026-03-10T20:00:00+08:00')
    expect(await whose()).toEqual([...members.map(({ id }) => [id, true]), [members[0]!.id, false]])
  })

  it('is a task until somebody says what came of it', async () => {
    const { members, made, associate, tasks } = await calls([{}])
    const [task, ...others] = await tasks()
    expect(others).toEqual([])
    expect(task).toMatchObject({ memberId: members[0]!.id, channel: 'phone', status: 'task', campaignId: made.id })
    const done = await associate.ok(200, 'POST', `/v1/tasks/${task.id}/done`, { outcome: 'not_reached' })
    expect(done).toMatchObject({ status: 'done', code: 'not_reached' })
    await associate.problem(409, 'task_over', 'POST', `/v1/tasks/${task.id}/done`, { outcome: 'reached' })
    expect(await tasks()).toEqual([])
  })

  it('has the words to say, in the member’s language, and a masked name', async () => {
    const { p, members, associate, tasks } = await calls([{ name: '欧阳锋' }])
    await p.buy(members[0]!, 1200, AT)
    const [task] = await tasks()
    expect(task).toMatchObject({ campaign: 'Calls', purpose: 'marketing', name: '欧**' })
    expect(await associate.ok(200, 'GET', `/v1/tasks/${task.id}`)).toEqual({
      ...task,
      locale: 'zh-CN',
      subject: null,
      body: '请告诉欧阳锋试衣的事，可用积分 1,200。',
    })
    await associate.problem(404, 'not_found', 'GET', '/v1/tasks/msg_none')
    const reached = await associate.ok(200, 'POST', `/v1/tasks/${task.id}/done`, { outcome: 'reached' })
    expect(reached.status).toBe('sent')
    await associate.problem(409, 'task_over', 'POST', `/v1/tasks/${task.id}/done`, { outcome: 'declined' })
  })

  it('is nobody’s task once consent is taken back, or the campaign is cancelled', async () => {
    const { p, members, made, tasks } = await calls([{}, {}])
    const [first, second] = (await tasks()).map((task: Wire) => task.id)
    await p.ok(200, 'PATCH', `/v1/members/${members[0]!.id}`, {
      consents: [{ channel: 'phone', purpose: 'marketing', granted: false }],
    })
    await p.problem(404, 'not_found', 'GET', `/v1/tasks/${first}`)
    await p.ok(200, 'GET', `/v1/tasks/${second}`)
    expect((await tasks()).map((task: Wire) => task.memberId)).toEqual([members[1]!.id])
    await p.ok(200, 'POST', `/v1/campaigns/${made.id}/cancel`)
    expect(await tasks()).toEqual([])
    await p.say()
    expect((await p.ok(200, 'GET', `/v1/campaigns/${made.id}/results`)).messages).toEqual({ cancelled: 2 })
  })

  it('is asked for by campaign, by channel, and by the store where somebody buys most', async () => {
    const { p, members, made, tasks } = await calls([{}, {}])
    for (const store of ['a', 'a', 'b']) await p.buy(members[0]!, 100, AT, { store })
    await p.buy(members[1]!, 100, AT, { store: 'b' })
    await p.clock('2026-03-11T10:00:00+08:00')
    const whose = async (query: string) => (await tasks(query)).map((task: Wire) => task.memberId)
    const [one, other] = members.map(({ id }) => id)
    expect(await whose(`?campaign=${made.id}&channel=phone`)).toEqual([one, other])
    expect(await whose('?store=a')).toEqual([one])
    expect(await whose('?store=b')).toEqual([other])
    expect(await whose('?channel=visit')).toEqual([])
    expect(await whose('?campaign=cmp_none')).toEqual([])
  })
})

describe('what cannot be said is refused when it is saved', () => {
  it('names the variable and where it stands', async () => {
    const { p } = await shop()
    const { errors } = await p.problem(422, 'invalid_request', 'POST', '/v1/messageTemplates', {
      ...TEMPLATE,
      code: 'other',
      texts: { en: { body: 'a {{ member.phone }}', carrier: { code: 'SMS_1' } } },
    })
    expect(errors).toEqual([{ path: 'texts.en.body', message: 'member.phone is no variable' }])
    await p.problem(409, 'template_exists', 'POST', '/v1/messageTemplates', TEMPLATE)
    const changed = { texts: { en: { body: 'a {{' } } }
    await p.problem(422, 'invalid_request', 'PATCH', '/v1/messageTemplates/jeans', changed)
    expect((await p.ok(200, 'GET', '/v1/messageTemplates/jeans')).revision).toBe(1)
  })

  test.each([
    [{ data: {} }, 'data.item'],
    [{ data: { item: 'a', other: 'b' } }, 'data.other'],
    [{ template: 'none' }, 'template'],
    [{ audience: { members: ['mem_none'] } }, 'audience.members[0]'],
  ])('a campaign with %j: %s', async (more, path) => {
    const { p } = await shop()
    const { errors } = await p.problem(422, 'invalid_request', 'POST', '/v1/campaigns', {
      name: 'Jeans',
      template: 'jeans',
      audience: { everybody: true },
      data: { item: 'a' },
      ...more,
    })
    expect(errors[0].path).toBe(path)
  })

  it('a channel without an account takes no campaign, and e-mail none without a mail server', async () => {
    const p = await api.program('wangfujing', AT)
    const template = {
      ...TEMPLATE,
      code: 'mail',
      channel: 'email',
      data: [],
      texts: { en: { subject: 'a', body: 'b' } },
    }
    await p.ok(201, 'POST', '/v1/messageTemplates', template)
    const campaign = { name: 'a', template: 'mail', audience: { everybody: true } }
    await p.problem(422, 'channel_not_ready', 'POST', '/v1/campaigns', campaign)
    await p.ok(200, 'PUT', '/v1/channels/email', { from: 'club@lumiere.example' })
    await p.problem(422, 'channel_not_ready', 'POST', '/v1/campaigns', campaign)
    const ready = async () =>
      (await p.ok(200, 'GET', '/v1/channels')).data.filter((c: Wire) => c.ready).map((c: Wire) => c.channel)
    expect(await ready()).not.toContain('email')
    api.carriers.mail = () => ({ send: async () => ({ outcome: 'sent', carrierId: null }) })
    expect(await ready()).toContain('email')
    await p.ok(201, 'POST', '/v1/campaigns', campaign)
    api.carriers.mail = null
  })

  it('an account shows no secret, and keeps the one it has where none is sent', async () => {
    const { p, person, campaign } = await shop()
    await person()
    const { accessKeySecret: _, ...open } = ACCOUNT
    const shown = await p.ok(200, 'PUT', '/v1/channels/sms', { ...open, signName: '朗拉百货' })
    expect(shown).toEqual({ channel: 'sms', ready: true, account: { ...open, signName: '朗拉百货' } })
    expect(JSON.stringify((await p.ok(200, 'GET', '/v1/channels')).data)).not.toContain('a secret')
    await campaign()
    await p.say()
    expect(asked('SignName')).toEqual(['朗拉百货'])
    await p.problem(422, 'invalid_request', 'PUT', '/v1/channels/wechat', { appId: 'wx1' })
  })

  it('is seen before it is sent: with a member’s figures, or with made-up ones', async () => {
    const { p, person } = await shop()
    const member = await person({ name: 'Ann' })
    const preview = (body: object) => p.ok(200, 'POST', '/v1/messageTemplates/jeans/preview', body)
    const jeans = { memberId: member.id, data: { item: 'Jeans' } }
    expect((await preview(jeans)).body).toBe('Jeans到货了')
    await p.ok(200, 'PATCH', `/v1/members/${member.id}/dossier`, { language: 'en' })
    expect(await preview(jeans)).toEqual({
      locale: 'en',
      subject: null,
      body: 'Jeans are in, Ann',
      carrier: { code: 'SMS_1', values: { name: 'Ann', item: 'Jeans' } },
    })
    expect((await preview({ locale: 'en' })).body).toBe('[item] are in, Ann Lee')
    expect(await preview({ locale: 'zh-TW' })).toMatchObject({ locale: 'zh-CN', body: '[item]到货了' })
    expect(carrier.asked).toEqual([])
  })
})
