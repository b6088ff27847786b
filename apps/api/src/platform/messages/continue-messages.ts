import { messageRulesOf, type CampaignTerms } from '@laurel/core'
import {
  cancelWaiting,
  ConstraintFailed,
  findCampaignWithOccasions,
  findNextCampaign,
  findNextMessage,
  findWaitingCancelled,
  listChannelAccounts,
  listDueMessages,
  readAll,
  type CampaignRow,
  type RowOf,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { readProgram, type PresentProgram } from '../enter-program.ts'
import type { Budget } from '../jobs/run-due-jobs.ts'
import { channelOf, consentChannel } from './channel-account.ts'
import { deliverMessage, LEASE_MS, type DueMessage, type Way } from './deliver-message.ts'
import { expandCampaign, expandOccasions } from './expand-campaign.ts'

/** How many messages are looked at together, and sent one after the other. */
const ROUND = 20
const SCALE = 10_000

const termsOf = ({ rules, timeline }: PresentProgram, campaign: CampaignRow): CampaignTerms => {
  const { quietHours, frequencyCap } = messageRulesOf(rules.document)
  return {
    id: campaign.id,
    purpose: campaign.purpose,
    controlShare: campaign.controlShare / SCALE,
    cap: frequencyCap,
    quietHours,
    timeZone: timeline.timeZone,
  }
}

/** What another process has done meanwhile, or an erasure or a cancellation has overtaken, is looked at again. */
const unlessOvertaken = async (work: Promise<unknown>): Promise<void> => {
  try {
    await work
  } catch (error) {
    if (!(error instanceof ConstraintFailed)) throw error
  }
}

/** Sends what is due, each channel opened once. */
const deliverAll = async (deps: Deps, program: PresentProgram, due: readonly DueMessage[]): Promise<void> => {
  const [accounts] = await readAll(program.database, [listChannelAccounts({})])
  const ways = new Map<string, Way>()
  for (const account of accounts)
    ways.set(account.channel, {
      channel: await channelOf(deps, program, account),
      agreed: await consentChannel(deps, account.channel, accounts),
    })
  for (const message of due)
    await unlessOvertaken(deliverMessage(deps, program, message, ways.get(message.channel) ?? null))
}

type NextMessage = RowOf<typeof findNextMessage>

/** The time of a test program says nothing of how long somebody has waited. */
const behindSince = ({ mode }: PresentProgram, next: NextMessage | undefined): number | null =>
  mode === 'live' ? (next?.behindSince ?? null) : null

/** How far the messages of a program are. */
export interface MessagesTurn {
  /** When to look again, in real time; null where nothing waits but for a test's clock. */
  readonly nextAt: number | null
  /** Since when the oldest message of a live program whose hour has come waits; null where none does. */
  readonly behindSince: number | null
}

/**
 * Goes on with a program's campaigns and messages: takes back what waits of one that was cancelled, decides for the next
 * of an audience, then sends what is due.
 */
export const continueMessages = async (deps: Deps, programId: string, budget: Budget): Promise<MessagesTurn> => {
  for (let chunks = 0; ; chunks++) {
    const { program, rows } = await readProgram(deps, programId, [
      findNextCampaign({}),
      findCampaignWithOccasions({}),
      findWaitingCancelled({ realNow: deps.now(), leaseMs: LEASE_MS }),
    ])
    const [[campaign], [occasional], [cancelled]] = rows
    if (chunks >= budget.chunks || deps.now() > budget.deadline) {
      const [[next]] = await readAll(program.database, [findNextMessage({ programNow: program.now })])
      return { nextAt: deps.now(), behindSince: behindSince(program, next) }
    }
    if (cancelled) {
      const taken = cancelWaiting({
        ...cancelled,
        now: program.now,
        realNow: deps.now(),
        leaseMs: LEASE_MS,
        limit: budget.members,
      })
      await unlessOvertaken(program.database.commit([taken], []))
      continue
    }
    if (campaign && campaign.startsAt <= program.now) {
      await unlessOvertaken(expandCampaign(deps, program, campaign, termsOf(program, campaign), budget.members))
      continue
    }
    if (occasional) {
      await unlessOvertaken(expandOccasions(deps, program, occasional, termsOf(program, occasional), budget.members))
      continue
    }
    const [due, [next]] = await readAll(program.database, [
      listDueMessages({ programNow: program.now, realNow: deps.now(), limit: ROUND }),
      findNextMessage({ programNow: program.now }),
    ])
    if (due.length > 0) {
      await deliverAll(deps, program, due)
      continue
    }
    const soonest = [
      next?.nextAt ?? null,
      ...(program.mode === 'live' ? [campaign?.startsAt ?? null, next?.sendAt ?? null] : []),
    ]
    const times = soonest.filter(at => at !== null)
    return { nextAt: times.length === 0 ? null : Math.min(...times), behindSince: behindSince(program, next) }
  }
}
