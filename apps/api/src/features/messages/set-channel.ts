import { listChannelAccounts, putChannelAccount } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import {
  channelAccounts,
  openAccount,
  SECRET_FIELDS,
  type AccountChannel,
} from '../../platform/messages/channel-account.ts'
import { Problem, type FieldFault } from '../../platform/problem.ts'
import { urlFault } from '../../platform/webhooks/endpoint-url.ts'
import { writeOnce } from '../../platform/write.ts'
import type { ChannelView } from './channels.schemas.ts'
import { channelViewOf } from './list-channels.ts'

type Account = Readonly<Record<string, unknown>>

const invalid = (errors: readonly FieldFault[]): Problem => new Problem('invalid_request', { errors })

/** What is sent over what is kept, where a secret was left out. */
const wholeAccount = (channel: AccountChannel, sent: Account, kept: Account | null): Account => {
  const secrets = SECRET_FIELDS.flatMap(name => (kept?.[name] === undefined ? [] : [[name, kept[name]] as const]))
  const parsed = channelAccounts[channel].safeParse({ ...Object.fromEntries(secrets), ...sent })
  if (parsed.success) return parsed.data
  throw invalid(parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })))
}

/** Keeps the program's account at a carrier, sealed: an idempotent PUT. */
export const setChannel = async (caller: Caller, channel: AccountChannel, body: Account): Promise<ChannelView> => {
  const { deps } = caller
  const record = auditing(deps)
  const { result } = await writeOnce(caller, body, {
    load: [listChannelAccounts({})],
    decide: async (program, [rows]) => {
      requireStore(program, null)
      const row = rows.find(one => one.channel === channel)
      const account = wholeAccount(channel, body, row ? await openAccount(deps, row) : null)
      const fault = typeof account.url === 'string' ? urlFault(account.url, program.mode) : null
      if (fault !== null) throw invalid([{ path: 'url', message: fault }])
      const { wrappedKey, sealed } = await deps.secrets.seal(JSON.stringify(account), row?.wrappedKey ?? null)
      return {
        statements: [
          putChannelAccount({ channel, wrappedKey, sealed, revision: (row?.revision ?? 0) + 1 }),
          record(program, program.actor, 'channelSet', channel),
        ],
        members: [],
        resource: channel,
        result: channelViewOf(deps, channel, account),
      }
    },
  })
  return result
}
