import type { MessageChannel } from '@laurel/core'
import { z } from '@hono/zod-openapi'
import type { ChannelAccountRow } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { aliyunSms } from '../channels/aliyun-sms.ts'
import type { Channel } from '../channels/channel.ts'
import { shopWebhook } from '../channels/shop-webhook.ts'
import { wechatTemplates } from '../channels/wechat.ts'
import type { PresentProgram } from '../enter-program.ts'
import { words } from '../wire.ts'

const secret = words(200).openapi({ description: 'Not shown again; left out, the one that is kept stays' })

/** The accounts at carriers, by the channel they serve. */
export const channelAccounts = {
  sms: z
    .strictObject({
      provider: z.literal('aliyun'),
      accessKeyId: words(100),
      accessKeySecret: secret,
      signName: words(40).openapi({ description: 'The approved name that stands before each message' }),
    })
    .openapi('SmsAccount'),
  wechat: z.strictObject({ appId: words(100), appSecret: secret }).openapi('WechatAccount'),
  email: z
    .strictObject({ from: words(200).openapi({ description: '`Lumière <club@lumiere.example>`' }) })
    .openapi('EmailAccount'),
  webhook: z
    .strictObject({
      url: words(500).openapi({ description: 'https, to the public Internet; in test mode also this machine' }),
      secret: z
        .string()
        .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/, 'must be whsec_ and 24 to 64 bytes in base64')
        .openapi({ description: 'Signs what is sent, by Standard Webhooks. Left out, the one that is kept stays' }),
      by: z.enum(['sms', 'email', 'wechat', 'phone', 'post']).openapi({
        description: 'What the shop’s system reaches people by: consent to that decides',
      }),
    })
    .openapi('ShopWebhookAccount'),
} as const

export type AccountChannel = keyof typeof channelAccounts
type AccountOf<C extends AccountChannel> = z.output<(typeof channelAccounts)[C]>

/** The channels that need an account at a carrier; the others go to people of the shop. */
export const needsAccount = (channel: MessageChannel): channel is AccountChannel =>
  Object.hasOwn(channelAccounts, channel)

/** What is a secret of an account, and never shown. */
export const SECRET_FIELDS = ['accessKeySecret', 'appSecret', 'secret'] as const

export const openAccount = async <C extends AccountChannel>(
  deps: Deps,
  row: ChannelAccountRow,
): Promise<AccountOf<C>> => JSON.parse(await deps.secrets.open(row.wrappedKey, row.sealed)) as AccountOf<C>

/** What a member has to agree to for a channel: a visit is agreed on by phone. */
const CONSENT: Partial<Record<string, string>> = { visit: 'phone' }

/** The channel whose consent decides; the shop's own system says what it reaches people by. */
export const consentChannel = async (
  deps: Deps,
  channel: string,
  accounts: readonly ChannelAccountRow[],
): Promise<string> => {
  const account = channel === 'webhook' ? accounts.find(row => row.channel === channel) : undefined
  return account ? (await openAccount<'webhook'>(deps, account)).by : (CONSENT[channel] ?? channel)
}

/** The way to people by an account; null where this installation cannot go it: e-mail without a mail server. */
export const channelOf = async (
  deps: Deps,
  { mode }: Pick<PresentProgram, 'mode'>,
  row: ChannelAccountRow,
): Promise<Channel | null> => {
  const { fetch, aliyunSmsUrl, wechatUrl, mail } = deps.carriers
  const parts = { fetch, now: deps.now, nonce: () => deps.randomText(32) }
  switch (row.channel as AccountChannel) {
    case 'sms': {
      const { provider: _, ...account } = await openAccount<'sms'>(deps, row)
      return aliyunSms({ ...account, url: aliyunSmsUrl }, parts)
    }
    case 'wechat':
      return wechatTemplates({ ...(await openAccount<'wechat'>(deps, row)), url: wechatUrl }, parts)
    case 'email':
      return mail && mail((await openAccount<'email'>(deps, row)).from)
    case 'webhook':
      return shopWebhook(await openAccount<'webhook'>(deps, row), {
        post: deps.postEvent,
        now: deps.now,
        mayBeLoopback: mode === 'test',
      })
  }
}
