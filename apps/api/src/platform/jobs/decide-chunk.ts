import {
  decideJobPosting,
  decideTierHistory,
  heldAtStartOf,
  lastHolding,
  nextTierDecisionOn,
  type Occurrence,
} from '@laurel/core'
import { appendJobEntry, putBalances, refreshTier, type Statement } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { scheduledWork } from '../actor.ts'
import { transactionStatements } from '../member-write.ts'
import { loadJobMembers, type JobMember } from './job-members.ts'
import { recordedAt, type JobProgram } from './job-program.ts'

/** What a chunk of an occurrence comes to. */
export interface DecidedChunk {
  readonly statements: readonly Statement[]
  /** How many of the members it changes. */
  readonly members: number
}

/** The tier as of the occurrence's day, for lists, segments and rebates; what is read decides it again anyway. */
const decideTier = ({ timeline }: JobProgram, { day }: Occurrence, { standing, facts }: JobMember): DecidedChunk => {
  const { memberId, seq } = standing
  const held = lastHolding(decideTierHistory(timeline, facts, day))
  const isNew =
    held.tier !== standing.tier || held.since !== standing.tierSince || held.through !== standing.tierThrough
  return {
    statements: [
      refreshTier({
        memberId,
        seq,
        tier: held.tier,
        tierSince: held.since,
        tierThrough: held.through,
        tierAsOf: day,
        tierNextOn: nextTierDecisionOn(timeline, held, day),
      }),
    ],
    members: isNew ? 1 : 0,
  }
}

/** The transaction that an occurrence posts for a member, or nothing where nothing moves. */
const decidePosting = (
  deps: Deps,
  program: JobProgram,
  occurrence: Occurrence & { readonly id: number },
  { standing, wallet, facts }: JobMember,
): DecidedChunk => {
  const { memberId, seq } = standing
  const { timeline } = program
  const id = deps.ids.next()
  const tier = occurrence.kind === 'rebate' ? heldAtStartOf(timeline, facts, occurrence.day).tier : null
  const { kind, rulesVersion, movement } = decideJobPosting(timeline, occurrence, wallet, { tier, transactionId: id })
  if (movement.transfers.length === 0) return { statements: [], members: 0 }
  return {
    statements: [
      ...transactionStatements(
        { id, kind, rulesVersion, occurredAt: occurrence.at, movement, causeId: null },
        { memberId, seq: seq + 1, recordedAt: recordedAt(deps, program, occurrence), actorId: scheduledWork.id },
      ),
      putBalances({ memberId, seq: seq + 1, ...movement.wallet.balances }),
      appendJobEntry({ occurrenceId: occurrence.id, memberId, transactionId: id, tier }),
    ],
    members: 1,
  }
}

/** Decides what an occurrence does to each of some members, on one load: a million members are never held at once. */
export const decideChunk = async (
  deps: Deps,
  program: JobProgram,
  occurrence: Occurrence & { readonly id: number },
  ids: readonly number[],
): Promise<DecidedChunk> => {
  if (ids.length === 0) return { statements: [], members: 0 }
  const members = await loadJobMembers(program, occurrence, ids)
  const decided = members.map(member =>
    occurrence.kind === 'tiers'
      ? decideTier(program, occurrence, member)
      : decidePosting(deps, program, occurrence, member),
  )
  return {
    statements: decided.flatMap(one => one.statements),
    members: decided.reduce((sum, one) => sum + one.members, 0),
  }
}
