import { z } from '@hono/zod-openapi'
import { messageChannels } from '@laurel/core'
import { channelAccounts } from '../../platform/messages/channel-account.ts'

export const channelParam = z.object({ channel: z.enum(['sms', 'wechat', 'email', 'webhook']) })

/** One account a channel; the path says which of these it is. */
export const channelAccountBody = z
  .union([
    channelAccounts.sms.partial({ accessKeySecret: true }),
    channelAccounts.wechat.partial({ appSecret: true }),
    channelAccounts.email,
    channelAccounts.webhook.partial({ secret: true }),
  ])
  .openapi('ChannelAccount')

export const channelView = z
  .object({
    channel: z.enum(messageChannels),
    ready: z.boolean().openapi({ description: 'Whether a campaign may use it' }),
    account: z
      .record(z.string(), z.string())
      .nullable()
      .openapi({ description: 'Without its secrets; null where there is none, or none is needed' }),
  })
  .openapi('Channel')

export type ChannelView = z.infer<typeof channelView>
