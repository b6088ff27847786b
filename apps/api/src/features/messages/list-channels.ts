import { messageChannels, type MessageChannel } from '@laurel/core'
import { listChannelAccounts } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { needsAccount, openAccount, SECRET_FIELDS } from '../../platform/messages/channel-account.ts'
import type { ChannelView } from './channels.schemas.ts'

const isSecret = (name: string): boolean => (SECRET_FIELDS as readonly string[]).includes(name)

/** A channel as it may be shown. */
export const channelViewOf = (
  { carriers }: Deps,
  channel: MessageChannel,
  account: Readonly<Record<string, unknown>> | null,
): ChannelView => ({
  channel,
  ready: !needsAccount(channel) || (account !== null && (channel !== 'email' || carriers.mail !== null)),
  account:
    account &&
    Object.fromEntries(
      Object.entries(account).flatMap(([name, text]) => (isSecret(name) ? [] : [[name, String(text)]])),
    ),
})

/** Every channel, and whether it can be used. */
export const listChannels = async (caller: Caller): Promise<{ data: ChannelView[] }> => {
  const { rows } = await enterProgram(caller, [listChannelAccounts({})])
  const [accounts] = rows
  const data = await Promise.all(
    messageChannels.map(async channel => {
      const row = accounts.find(one => one.channel === channel)
      return channelViewOf(caller.deps, channel, row ? await openAccount(caller.deps, row) : null)
    }),
  )
  return { data }
}
