import type { Instant } from '@laurel/core'
import { aliyunHeaders, aliyunQuery, type AliyunKey } from './aliyun-signature.ts'
import { askCarrier, type Channel, type Fetch } from './channel.ts'

/** An account for text messages at Alibaba Cloud. */
export interface AliyunSmsAccount extends AliyunKey {
  /** The approved name that stands before each message. */
  readonly signName: string
  /** Where the API is: `https://dysmsapi.aliyuncs.com`. */
  readonly url: string
}

/** Their codes for what may pass: a limit of this minute or hour, trouble of theirs. */
const PASSES = /^(?:isp\.|isv\.BUSINESS_LIMIT_CONTROL$|Throttling|ServiceUnavailable|InternalError)/

/** Text messages by `SendSms` 2017-05-25. Sends approved templates only; `OutId` carries our id to their reports. */
export const aliyunSms = (
  { signName, url, ...key }: AliyunSmsAccount,
  parts: { readonly fetch: Fetch; readonly now: () => Instant; readonly nonce: () => string },
): Channel => ({
  send: async ({ id, to, message: { carrier } }) => {
    if (!carrier) return { outcome: 'refused', forGood: true, code: 'no_carrier_template' }
    const query = {
      OutId: id,
      // Without its plus sign: country code and number, or eleven digits of the mainland.
      PhoneNumbers: to.replace(/^\+86(?=1\d{10}$)|^\+/, ''),
      SignName: signName,
      TemplateCode: carrier.code,
      TemplateParam: JSON.stringify(carrier.values),
    }
    const call = {
      host: new URL(url).host,
      action: 'SendSms',
      version: '2017-05-25',
      query,
      date: new Date(parts.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      nonce: parts.nonce(),
    }
    const { host: _, ...headers } = aliyunHeaders(call, key)
    const answer = await askCarrier(parts.fetch, `${new URL(url).origin}/?${aliyunQuery(query)}`, {
      method: 'POST',
      headers,
    })
    if ('outcome' in answer) return answer
    const { Code: code, BizId: bizId } = answer.body
    if (code === 'OK') return { outcome: 'sent', carrierId: typeof bizId === 'string' ? bizId : null }
    const name = typeof code === 'string' ? code : `http_${answer.status}`
    return { outcome: 'refused', forGood: answer.status < 500 && !PASSES.test(name), code: name }
  },
})
