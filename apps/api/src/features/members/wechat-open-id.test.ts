import { afterAll, expect, test } from 'vitest'
import { carrierServer } from '../../../test/carriers/carrier-server.ts'
import { importFile } from '../../../test/import-file.ts'
import { atOnce, testApi } from '../../../test/test-api.ts'

const api = await testApi()
const carrier = await carrierServer(({ url }) =>
  url.pathname.endsWith('/stable_token')
    ? { json: { access_token: 'token', expires_in: 7200 } }
    : { json: { errcode: 0, errmsg: 'ok', msgid: 1 } },
)
afterAll(async () => {
  await carrier.close()
  await api.close()
})

const OPEN_ID = 'oABC-d_6bmjrPTlm6_2VgVt7hMEM'
const program = () => api.program('wangfujing', '2026-03-10T10:00:00+08:00')

test('a member is found by the WeChat account that was told of them, changed and taken away like any identifier', async () => {
  const p = await program()
  const a = await p.member({ name: '王芳', wechatOpenId: OPEN_ID })
  const path = `/v1/members/${a.id}`
  const found = async (id: string) =>
    (await p.ok(200, 'GET', `/v1/members?wechatOpenId=${id}`)).data.map((m: { id: string }) => m.id)
  expect(a.wechatOpenId).toBe(OPEN_ID)
  expect(await found(OPEN_ID)).toEqual([a.id])
  expect((await p.ok(200, 'POST', '/v1/members/search', { wechatOpenId: OPEN_ID })).data).toEqual([a])
  // As WeChat has it, to the letter.
  expect(await found(OPEN_ID.toLowerCase())).toEqual([])
  expect((await p.ok(200, 'PATCH', path, { wechatOpenId: 'o-2' })).wechatOpenId).toBe('o-2')
  expect([await found(OPEN_ID), await found('o-2')]).toEqual([[], [a.id]])
  expect((await p.ok(200, 'PATCH', path, { wechatOpenId: null })).wechatOpenId).toBeNull()
  expect(await found('o-2')).toEqual([])
  await p.problem(422, 'invalid_request', 'PATCH', path, { wechatOpenId: 'o 2' })
})

test('a WeChat account is one member’s in a program, however many ask for it at once, and anybody’s in another', async () => {
  const p = await program()
  const answers = await atOnce(4, () => p.call('POST', '/v1/members', { wechatOpenId: OPEN_ID }))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
  const other = await p.member({ phone: '13812340001' })
  const refused = await p.problem(409, 'member_exists', 'PATCH', `/v1/members/${other.id}`, { wechatOpenId: OPEN_ID })
  expect(refused.errors).toEqual([{ path: 'wechatOpenId', message: 'belongs to another member' }])
  await (await program()).member({ wechatOpenId: OPEN_ID })
})

test('a file of members tells WeChat accounts, and knows who is there by them', async () => {
  const p = await program()
  const bring = (csv: string) => importFile(api, p, 'kind=members', csv)
  expect(await bring(`姓名,openid\n王芳,${OPEN_ID}\n`)).toMatchObject({
    created: 1,
    columns: { wechatOpenId: 'openid' },
  })
  expect(await bring(`name,wechatOpenId,phone\n王小芳,${OPEN_ID},13812340001\n李雷,no such,\n`)).toMatchObject({
    updated: 1,
    created: 0,
    rejected: [{ row: 2, code: 'invalid_request' }],
  })
  const [member] = (await p.ok(200, 'GET', '/v1/members')).data
  expect(member).toMatchObject({ name: '王小芳', phone: '+8613812340001', wechatOpenId: OPEN_ID })
})

test('a template message of a campaign reaches who has a WeChat account, there, and says of the others that they cannot be', async () => {
  api.carriers.fetch = fetch
  api.carriers.wechatUrl = carrier.url
  const p = await program()
  await p.ok(200, 'PUT', '/v1/channels/wechat', { appId: 'wx1', appSecret: 's1' })
  await p.ok(201, 'POST', '/v1/messageTemplates', {
    code: 'jeans',
    name: 'Jeans are in',
    channel: 'wechat',
    texts: {
      en: {
        body: 'Jeans are in',
        carrier: { code: 'tmpl-1', values: { thing1: '{{ member.name | default: "guest" }}' } },
      },
    },
  })
  const consents = [{ channel: 'wechat', purpose: 'marketing', granted: true }]
  const [a, b] = [
    await p.member({ name: 'Ann', wechatOpenId: OPEN_ID, consents }),
    await p.member({ name: 'Bo', consents }),
  ]
  const { id } = await p.ok(201, 'POST', '/v1/campaigns', {
    name: 'Jeans',
    template: 'jeans',
    audience: { everybody: true },
  })
  await p.say()
  const messages = (await p.ok(200, 'GET', `/v1/campaigns/${id}/messages`)).data
  const statuses = Object.fromEntries(messages.map((m: { memberId: string; status: string }) => [m.memberId, m.status]))
  expect(statuses).toEqual({ [a.id]: 'sent', [b.id]: 'unreachable' })
  const sent = carrier.asked.filter(({ url }) => url.pathname.endsWith('/send')).map(({ body }) => JSON.parse(body))
  expect(sent).toMatchObject([{ touser: OPEN_ID, template_id: 'tmpl-1', data: { thing1: { value: 'Ann' } } }])
})
