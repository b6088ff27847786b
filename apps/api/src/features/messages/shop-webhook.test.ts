import { Webhook } from 'standardwebhooks'
import { afterAll, beforeEach, expect, it, test } from 'vitest'
import { testApi, type Wire } from '../../../test/test-api.ts'
import type { PostedEvent, PostOutcome } from '../../platform/webhooks/post-event.ts'

const api = await testApi()
afterAll(api.close)

const posted: PostedEvent[] = []
let outcome: PostOutcome
beforeEach(() => {
  posted.length = 0
  outcome = { status: 204, retryAfterMs: null }
})
Object.assign(api.deps, {
  postEvent: async (event: PostedEvent) => {
    posted.push(event)
    return outcome
  },
})

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const ACCOUNT = { url: 'https://shop.example.com/messages', secret: SECRET, by: 'sms' }

const shop = async () => {
  const p = await api.program('wangfujing', '2026-03-10T10:00:00+08:00')
  await p.ok(200, 'PUT', '/v1/channels/webhook', ACCOUNT)
  await p.ok(201, 'POST', '/v1/messageTemplates', {
    code: 'hello',
    name: 'Hello',
    channel: 'webhook',
    data: [],
    texts: { en: { body: 'Hello {{ member.name | default: "guest" }}' }, 'zh-CN': { body: '您好' } },
  })
  const agreed = (channel: string) => ({ consents: [{ channel, purpose: 'marketing', granted: true }] })
  const campaign = async () => {
    const made = await p.ok(201, 'POST', '/v1/campaigns', {
      name: 'x',
      template: 'hello',
      audience: { everybody: true },
    })
    await p.say()
    return made as Wire
  }
  const said = async ({ id }: Wire) =>
    Object.fromEntries(
      (await p.ok(200, 'GET', `/v1/campaigns/${id}/messages`)).data.map((m: Wire) => [m.memberId, [m.status, m.code]]),
    )
  return { p, agreed, campaign, said }
}

it('hands messages to the shop’s own system, signed; the consent of what that goes by decides', async () => {
  const { p, agreed, campaign, said } = await shop()
  const [yes, other] = [await p.member(agreed('sms')), await p.member(agreed('email'))]
  const made = await campaign()
  expect(await said(made)).toEqual({ [yes.id]: ['sent', null], [other.id]: ['no_consent', null] })
  expect(posted).toHaveLength(1)
  const [{ url, headers, body }] = posted as [PostedEvent]
  expect(url).toBe(ACCOUNT.url)
  // The receiver's library refuses what is not of now; the test's clock stands elsewhere.
  const at = new Date(Number(headers['webhook-timestamp']) * 1000)
  expect(headers['webhook-signature']).toBe(new Webhook(SECRET).sign(headers['webhook-id']!, at, body))
  expect(JSON.parse(body)).toEqual({
    id: headers['webhook-id'],
    type: 'message',
    data: { memberId: yes.id, locale: 'zh-CN', subject: null, body: '您好' },
  })
})

test.each<[PostOutcome, [string, string]]>([
  [{ status: null, error: 'timeout' }, ['waiting', 'timeout']],
  [{ status: 503, retryAfterMs: null }, ['waiting', 'http_503']],
  [{ status: 429, retryAfterMs: null }, ['waiting', 'http_429']],
  [{ status: 302, retryAfterMs: null }, ['waiting', 'http_302']],
  [{ status: 410, retryAfterMs: null }, ['failed', 'http_410']],
])('what it does not take is tried again with the same id, or given up where it never will: %j', async (way, came) => {
  const { p, agreed, campaign, said } = await shop()
  const { id } = await p.member(agreed('sms'))
  outcome = way
  const made = await campaign()
  expect(await said(made)).toEqual({ [id]: came })
  outcome = { status: 200, retryAfterMs: null }
  api.passSeconds(60)
  await p.say()
  expect(new Set(posted.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect((await said(made))[id]![0]).toBe(came[0] === 'waiting' ? 'sent' : 'failed')
})

it('keeps its secret, and leads to the public Internet only', async () => {
  const { p } = await shop()
  const shown = await p.ok(200, 'PUT', '/v1/channels/webhook', { url: ACCOUNT.url, by: 'wechat' })
  expect(shown).toEqual({ channel: 'webhook', ready: true, account: { url: ACCOUNT.url, by: 'wechat' } })
  for (const [more, path] of [
    [{ url: 'https://10.0.0.1/x' }, 'url'],
    [{ url: 'http://shop.example.com/x' }, 'url'],
    [{ secret: 'short' }, 'secret'],
    [{ by: 'visit' }, ''],
  ] as const) {
    const refused = await p.problem(422, 'invalid_request', 'PUT', '/v1/channels/webhook', { ...ACCOUNT, ...more })
    expect(refused.errors[0].path).toBe(path)
  }
})
