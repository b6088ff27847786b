import type { Instant } from '@laurel/core'
import { askCarrier, type Channel, type Fetch, type Sent } from './channel.ts'

/** An official account of WeChat’s. */
export interface WechatAccount {
  readonly appId: string
  readonly appSecret: string
  /** Where the API is: `https://api.weixin.qq.com`. */
  readonly url: string
}

/** So long before a token ends a new one is asked for, in ms. */
const EARLIER_MS = 300_000
/** Their codes for a token that is none, or no longer one. */
const STALE_TOKEN: ReadonlySet<unknown> = new Set([40001, 40014, 42001])
/** Busy, too many calls at once, of this minute or of this day. */
const PASSES: ReadonlySet<unknown> = new Set([-1, 45009, 45011, 45047, 43108])

/** Template messages of an official account. `client_msg_id` keeps a second one with our id from being shown. */
export const wechatTemplates = (
  { appId, appSecret, url }: WechatAccount,
  parts: { readonly fetch: Fetch; readonly now: () => Instant },
): Channel => {
  let token: { readonly text: string; readonly until: Instant } | null = null

  const ask = (path: string, body: object) =>
    askCarrier(parts.fetch, `${new URL(url).origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })

  const refusal = (code: unknown, status: number): Sent => ({
    outcome: 'refused',
    forGood: status < 500 && typeof code === 'number' && !PASSES.has(code) && !STALE_TOKEN.has(code),
    code: typeof code === 'number' ? `errcode_${code}` : `http_${status}`,
  })

  /** Stable tokens may be asked for by several servers at once: each gets the same one. */
  const freshToken = async (): Promise<string | Sent> => {
    if (token && parts.now() < token.until) return token.text
    const answer = await ask('/cgi-bin/stable_token', {
      grant_type: 'client_credential',
      appid: appId,
      secret: appSecret,
    })
    if ('outcome' in answer) return answer
    const { access_token: text, expires_in: seconds, errcode } = answer.body
    if (typeof text !== 'string' || typeof seconds !== 'number') return refusal(errcode, answer.status)
    token = { text, until: parts.now() + seconds * 1_000 - EARLIER_MS }
    return text
  }

  const attempt = async (body: object): Promise<Sent | 'stale token'> => {
    const text = await freshToken()
    if (typeof text !== 'string') return text
    const answer = await ask(`/cgi-bin/message/template/send?access_token=${encodeURIComponent(text)}`, body)
    if ('outcome' in answer) return answer
    const { errcode, msgid } = answer.body
    if (errcode === 0) return { outcome: 'sent', carrierId: msgid === undefined ? null : String(msgid) }
    if (!STALE_TOKEN.has(errcode)) return refusal(errcode, answer.status)
    token = null
    return 'stale token'
  }

  return {
    send: async ({ id, to, message: { carrier } }) => {
      if (!carrier) return { outcome: 'refused', forGood: true, code: 'no_carrier_template' }
      const data = Object.fromEntries(Object.entries(carrier.values).map(([name, value]) => [name, { value }]))
      const body = { touser: to, template_id: carrier.code, client_msg_id: id, data }
      const first = await attempt(body)
      const sent = first === 'stale token' ? await attempt(body) : first
      return sent === 'stale token' ? { outcome: 'refused', forGood: false, code: 'stale_token' } : sent
    },
  }
}
