import { afterQuietHours, type Instant } from '@laurel/core'
import { findCampaign, listLastConsents, putMessage, readAll, type RowOf, type listDueMessages } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { Channel, Sent } from '../channels/channel.ts'
import type { PresentProgram } from '../enter-program.ts'
import { encodeId } from '../ids.ts'
import { openIdentity } from '../person.ts'
import type { AccountChannel } from './channel-account.ts'
import type { MessageOutcome } from './message-log.ts'
import { quietHoursOf, wordsFor, wordStatements } from './message-words.ts'

export type DueMessage = RowOf<typeof listDueMessages>

/** How long one attempt has before another process may make it, in ms: longer than a carrier may take. */
export const LEASE_MS = 60_000
/** After so many attempts a message is given up: about a day. */
const ATTEMPTS = 9
const FIRST_PAUSE_MS = 30_000
const LONGEST_PAUSE_MS = 6 * 3_600_000

const addressOf = async (deps: Deps, message: DueMessage): Promise<string | null> => {
  const { phone, email, wechatOpenId } = await openIdentity(deps, message)
  const addresses: Readonly<Record<AccountChannel, string | null>> = {
    sms: phone,
    email,
    wechat: wechatOpenId,
    webhook: encodeId('mem', message.memberId),
  }
  return addresses[message.channel as AccountChannel]
}

/** How a message goes: by a channel, null where this installation cannot go it, and with whose consent. */
export interface Way {
  readonly channel: Channel | null
  readonly agreed: string
}

type Outcome =
  | Sent
  | { readonly outcome: 'unreachable' | 'no_consent' | 'always_quiet' | 'cancelled' }
  | { readonly outcome: 'quiet'; readonly until: Instant }

/** The program's time by now: a live one's has gone on since the round was read. */
const nowOf = (deps: Deps, { mode, now }: PresentProgram): Instant => (mode === 'live' ? deps.now() : now)

/** Says it, in the member's words; what has changed since it was decided is looked at once more. */
const say = async (deps: Deps, program: PresentProgram, message: DueMessage, way: Way | null): Promise<Outcome> => {
  const [[campaign], consents, ...rows] = await readAll(program.database, [
    findCampaign({ id: message.campaignId }),
    listLastConsents({ ids: JSON.stringify([message.memberId]), purpose: message.purpose }),
    ...wordStatements(message),
  ])
  if (campaign?.status === 'cancelled') return { outcome: 'cancelled' }
  const consent = consents.find(row => row.channel === (way?.agreed ?? message.channel))?.granted
  if (message.purpose === 'marketing' ? consent !== true : consent === false) return { outcome: 'no_consent' }
  // Late by an outage or a refusal, it may be the middle of the night by now.
  const now = nowOf(deps, program)
  const sendAt = afterQuietHours(now, quietHoursOf(program, rows), program.timeline.timeZone)
  if (sendAt === null) return { outcome: 'always_quiet' }
  if (sendAt > now) return { outcome: 'quiet', until: sendAt }
  const to = await addressOf(deps, message)
  const words = await wordsFor(deps, program, message, rows)
  if (words === null || to === null) return { outcome: 'unreachable' }
  if (!way?.channel) return { outcome: 'refused', forGood: false, code: 'channel_not_ready' }
  return way.channel.send({ id: encodeId('msg', message.id), to, message: words })
}

/**
 * Sends a message whose time has come, and keeps what became of it: at least once, since a process may die between the
 * carrier's answer and ours; with the same id, by which the carrier knows the second one. Rejects with ConstraintFailed
 * where another process has it.
 */
export const deliverMessage = async (
  deps: Deps,
  program: PresentProgram,
  message: DueMessage,
  way: Way | null,
): Promise<void> => {
  const attempts = message.attempts + 1
  const { id, sendAt, code } = message
  type Put = Parameters<typeof putMessage>[0]
  const put = async (row: Pick<Put, 'status' | 'nextAt' | 'revision'> & Partial<Put>): Promise<void> => {
    const settledAt = row.nextAt === null ? nowOf(deps, program) : null
    await program.database.commit(
      [putMessage({ id, attempts, sendAt, carrierId: null, code: null, settledAt, ...row })],
      [],
    )
  }
  const [taken, settled] = [{ revision: message.revision + 1 }, { revision: message.revision + 2, nextAt: null }]
  await put({ ...taken, status: 'waiting', nextAt: deps.now() + LEASE_MS, code })
  const sent = await say(deps, program, message, way)
  const log = (outcome: MessageOutcome, refusal: string | null): void =>
    deps.messageLog({
      programId: program.id,
      messageId: encodeId('msg', id),
      channel: message.channel,
      outcome,
      code: refusal,
    })
  if (sent.outcome === 'sent') {
    await put({ ...settled, status: 'sent', carrierId: sent.carrierId })
    return log('sent', null)
  }
  if (sent.outcome === 'quiet') {
    const waits = { status: 'waiting' as const, nextAt: deps.now(), sendAt: sent.until }
    return put({ ...settled, ...waits, attempts: message.attempts, code })
  }
  if (sent.outcome !== 'refused') return put({ ...settled, status: sent.outcome })
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** message.attempts)
  const isOver = sent.forGood || attempts >= ATTEMPTS
  await put({
    ...settled,
    code: sent.code,
    status: isOver ? 'failed' : 'waiting',
    nextAt: isOver ? null : deps.now() + pause,
  })
  log(isOver ? 'failed' : 'refused', sent.code)
}
