import { createHash, createHmac } from 'node:crypto'
import { afterEach, describe, expect, it, test } from 'vitest'
import { carrierServer, type CarrierAnswer, type CarrierRequest } from '../../../test/carriers/carrier-server.ts'
import { aliyunSms } from './aliyun-sms.ts'

const KEY = { accessKeyId: 'LTAI5t', accessKeySecret: 'a secret' }
const hex = (text: string) => createHash('sha256').update(text).digest('hex')

/** Checks a signature as their gateway does, from nothing but what came over the wire. */
const isSigned = ({ method, url, headers, body }: CarrierRequest): boolean => {
  const [, credential, names, signature] =
    /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=(\w+)$/.exec(headers.authorization ?? '') ??
    []
  if (credential !== KEY.accessKeyId || headers['x-acs-content-sha256'] !== hex(body)) return false
  const lines = names!.split(';').map(name => `${name}:${String(headers[name])}\n`)
  const canonical = [method, url.pathname, url.search.slice(1), lines.join(''), names, hex(body)].join('\n')
  const expected = createHmac('sha256', KEY.accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${hex(canonical)}`)
    .digest('hex')
  return signature === expected
}

let close = async () => {}
afterEach(() => close())

const smsAt = async (answer: (request: CarrierRequest) => CarrierAnswer) => {
  const server = await carrierServer(request =>
    isSigned(request) ? answer(request) : { status: 400, json: { Code: 'SignatureDoesNotMatch' } },
  )
  close = server.close
  const account = { ...KEY, signName: '朗拉百货', url: server.url }
  const sms = aliyunSms(account, { fetch, now: () => Date.UTC(2026, 2, 10, 6), nonce: () => 'n1' })
  return { sms, asked: server.asked }
}

const message = {
  locale: 'zh-CN' as const,
  subject: null,
  body: '您有1200积分',
  carrier: { code: 'SMS_154950909', values: { points: "1,200 (it's yours*)" } },
}

describe('a text message by Alibaba Cloud', () => {
  it('is signed as their gateway checks it, and names template, places, sender and our id', async () => {
    const { sms, asked } = await smsAt(() => ({ json: { Code: 'OK', BizId: '9006195^0', Message: 'OK' } }))
    expect(await sms.send({ id: 'msg_1', to: '+8613912345678', message })).toEqual({
      outcome: 'sent',
      carrierId: '9006195^0',
    })
    const [{ url, headers }] = asked as [CarrierRequest]
    expect(Object.fromEntries(url.searchParams)).toEqual({
      OutId: 'msg_1',
      PhoneNumbers: '13912345678',
      SignName: '朗拉百货',
      TemplateCode: 'SMS_154950909',
      TemplateParam: '{"points":"1,200 (it\'s yours*)"}',
    })
    expect(headers).toMatchObject({
      'x-acs-action': 'SendSms',
      'x-acs-version': '2017-05-25',
      'x-acs-date': '2026-03-10T06:00:00Z',
    })
  })

  test.each([
    ['+85291234567', '85291234567'],
    ['+12025550123', '12025550123'],
  ])('abroad goes to %s with its country', async (to, number) => {
    const { sms, asked } = await smsAt(() => ({ json: { Code: 'OK', BizId: '1' } }))
    await sms.send({ id: 'msg_1', to, message })
    expect(asked[0]!.url.searchParams.get('PhoneNumbers')).toBe(number)
  })

  test.each([
    ['isv.MOBILE_NUMBER_ILLEGAL', 200, true],
    ['isv.BUSINESS_LIMIT_CONTROL', 200, false],
    ['isp.SYSTEM_ERROR', 200, false],
    ['Throttling.User', 400, false],
    ['InvalidAccessKeyId.NotFound', 404, true],
    ['ServiceUnavailable', 503, false],
  ])('refused with %s (%i) is for good: %s', async (Code, status, forGood) => {
    const { sms } = await smsAt(() => ({ status, json: { Code } }))
    expect(await sms.send({ id: 'msg_1', to: '+8613912345678', message })).toEqual({
      outcome: 'refused',
      forGood,
      code: Code,
    })
  })

  it('is tried again where the answer makes no sense', async () => {
    const { sms } = await smsAt(() => ({ status: 502, text: '<html>Bad Gateway</html>' }))
    expect(await sms.send({ id: 'msg_1', to: '+8613912345678', message })).toMatchObject({ forGood: false })
  })

  it('that no carrier has approved is not sent at all', async () => {
    const { sms, asked } = await smsAt(() => ({ json: { Code: 'OK' } }))
    const sent = await sms.send({ id: 'msg_1', to: '+8613912345678', message: { ...message, carrier: null } })
    expect(sent).toEqual({ outcome: 'refused', forGood: true, code: 'no_carrier_template' })
    expect(asked).toEqual([])
  })
})
