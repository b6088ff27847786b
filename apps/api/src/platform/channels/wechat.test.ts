import { afterEach, describe, expect, it, test } from 'vitest'
import { carrierServer, type CarrierAnswer } from '../../../test/carriers/carrier-server.ts'
import { wechatTemplates } from './wechat.ts'

const message = {
  locale: 'zh-CN' as const,
  subject: null,
  body: '您有1200积分',
  carrier: { code: 'tmpl-1', values: { thing1: '积分', number2: '1200' } },
}

let close = async () => {}
afterEach(() => close())

/** Their API as it is documented: a stable token, then messages that carry it. */
const wechatAt = async (parts: {
  readonly send?: () => CarrierAnswer
  readonly token?: () => CarrierAnswer
  readonly now?: () => number
}) => {
  let valid = 'token-1'
  const server = await carrierServer(({ url, body }) => {
    if (url.pathname === '/cgi-bin/stable_token') {
      const { grant_type: grant, appid, secret } = JSON.parse(body) as Record<string, string>
      if (grant !== 'client_credential' || appid !== 'wx1' || secret !== 's1') return { json: { errcode: 40125 } }
      return parts.token?.() ?? { json: { access_token: valid, expires_in: 7200 } }
    }
    if (url.searchParams.get('access_token') !== valid)
      return { json: { errcode: 40001, errmsg: 'invalid credential' } }
    return parts.send?.() ?? { json: { errcode: 0, errmsg: 'ok', msgid: 200228332 } }
  })
  close = server.close
  const wechat = wechatTemplates(
    { appId: 'wx1', appSecret: 's1', url: server.url },
    { fetch, now: parts.now ?? (() => 0) },
  )
  const paths = () => server.asked.map(({ url }) => url.pathname.split('/').at(-1))
  return { wechat, asked: server.asked, paths, revoke: () => (valid = 'token-2') }
}

const outgoing = { id: 'msg_1', to: 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M', message }

describe('a template message by WeChat', () => {
  it('names the account, the template, its places and our id', async () => {
    const { wechat, asked } = await wechatAt({})
    expect(await wechat.send(outgoing)).toEqual({ outcome: 'sent', carrierId: '200228332' })
    expect(JSON.parse(asked[1]!.body)).toEqual({
      touser: 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M',
      template_id: 'tmpl-1',
      client_msg_id: 'msg_1',
      data: { thing1: { value: '积分' }, number2: { value: '1200' } },
    })
  })

  it('asks for one token while it lasts, and for another before it ends', async () => {
    let now = 0
    const { wechat, paths } = await wechatAt({ now: () => now })
    await wechat.send(outgoing)
    now = 6_899_000
    await wechat.send(outgoing)
    expect(paths()).toEqual(['stable_token', 'send', 'send'])
    now = 6_900_000
    await wechat.send(outgoing)
    expect(paths()).toEqual(['stable_token', 'send', 'send', 'stable_token', 'send'])
  })

  it('asks for a new token once where the old one was taken back', async () => {
    const { wechat, paths, revoke } = await wechatAt({})
    await wechat.send(outgoing)
    revoke()
    expect(await wechat.send(outgoing)).toMatchObject({ outcome: 'sent' })
    expect(paths()).toEqual(['stable_token', 'send', 'send', 'stable_token', 'send'])
  })

  it('does not go on asking where every token is refused', async () => {
    const { wechat, paths } = await wechatAt({ send: () => ({ json: { errcode: 42001 } }) })
    expect(await wechat.send(outgoing)).toEqual({ outcome: 'refused', forGood: false, code: 'stale_token' })
    expect(paths()).toEqual(['stable_token', 'send', 'stable_token', 'send'])
  })

  test.each([
    [43004, true],
    [40003, true],
    [40037, true],
    [-1, false],
    [45009, false],
  ])('refused with %i is for good: %s', async (errcode, forGood) => {
    const { wechat } = await wechatAt({ send: () => ({ json: { errcode } }) })
    expect(await wechat.send(outgoing)).toEqual({ outcome: 'refused', forGood, code: `errcode_${errcode}` })
  })

  it('is tried again where no token is to be had for the moment', async () => {
    const { wechat, paths } = await wechatAt({ token: () => ({ status: 500, json: {} }) })
    expect(await wechat.send(outgoing)).toEqual({ outcome: 'refused', forGood: false, code: 'http_500' })
    expect(paths()).toEqual(['stable_token'])
  })
})
