import type { Instant } from '@laurel/core'
import type { PostEvent } from '../webhooks/post-event.ts'
import { signedHeaders } from '../webhooks/signed-headers.ts'
import type { Channel } from './channel.ts'

/** A system of the shop's own that takes messages. */
export interface ShopWebhook {
  readonly url: string
  /** `whsec_…`, by which it knows that a message is ours. */
  readonly secret: string
}

/** Answers after which the same message would be refused again; a limit that was reached passes. */
const isForGood = (status: number): boolean => status >= 400 && status < 500 && status !== 408 && status !== 429

/** Hands messages to a system of the shop's own, signed by Standard Webhooks: `to` is the member's id. */
export const shopWebhook = (
  { url, secret }: ShopWebhook,
  parts: { readonly post: PostEvent; readonly now: () => Instant; readonly mayBeLoopback: boolean },
): Channel => ({
  send: async ({ id, to, message: { locale, subject, body: text } }) => {
    const at = parts.now()
    const body = JSON.stringify({ id, type: 'message', data: { memberId: to, locale, subject, body: text } })
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Laurel',
      ...(await signedHeaders([secret], { id, at, body })),
    }
    const outcome = await parts.post({ url, headers, body, mayBeLoopback: parts.mayBeLoopback })
    if (outcome.status === null) return { outcome: 'refused', forGood: false, code: outcome.error }
    if (outcome.status >= 200 && outcome.status < 300) return { outcome: 'sent', carrierId: null }
    return { outcome: 'refused', forGood: isForGood(outcome.status), code: `http_${outcome.status}` }
  },
})
