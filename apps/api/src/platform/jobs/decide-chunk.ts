import {
  decideJobPosting,
  decideTierHistory,
  emptiesLapsed,
  heldAtStartOf,
  lastHolding,
  nextTierDecisionOn,
  type Occurrence,
} from '@laurel/core'
import {
  appendJobEntries,
  appendTransactions,
  putWallets,
  refindExpiries,
  refreshTiers,
  type PostedTransaction,
  type RefreshedTier,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { scheduledWork } from '../actor.ts'
import { loadJobMembers, type JobMember } from './job-members.ts'
import { recordedAt, type JobProgram } from './job-program.ts'

/** What a chunk of an occurrence comes to. */
export interface DecidedChunk {
  readonly statements: readonly Statement[]
  /** How many of the members it changes. */
  readonly members: number
}

/** The tier as of the occurrence's day, for lists, segments and rebates; what is read decides it again anyway. */
const decideTier = (
  { timeline }: JobProgram,
  { day }: Occurrence,
  { standing, facts }: JobMember,
): { readonly tier: RefreshedTier; readonly isNew: boolean } => {
  const { memberId, seq } = standing
  const held = lastHolding(decideTierHistory(timeline, facts, day))
  return {
    tier: {
      memberId,
      seq,
      tier: held.tier,
      tierSince: held.since,
      tierThrough: held.through,
      tierAsOf: day,
      tierNextOn: nextTierDecisionOn(timeline, held, day, facts.activity),
    },
    isNew: held.tier !== standing.tier || held.since !== standing.tierSince || held.through !== standing.tierThrough,
  }
}

/** The transaction that an occurrence posts for a member, or nothing where nothing moves. */
const decidePosting = (
  deps: Deps,
  program: JobProgram,
  occurrence: Occurrence,
  { standing, wallet, facts }: JobMember,
) => {
  const { memberId, seq } = standing
  const { timeline } = program
  const id = deps.ids.next()
  const tier = occurrence.kind === 'rebate' ? heldAtStartOf(timeline, facts, occurrence.day).tier : null
  const { kind, rulesVersion, movement } = decideJobPosting(timeline.at(occurrence.at), occurrence, wallet, {
    tier,
    transactionId: id,
  })
  if (movement.transfers.length === 0) return []
  const transaction: PostedTransaction = {
    id,
    memberId,
    seq: seq + 1,
    kind,
    rulesVersion,
    occurredAt: occurrence.at,
    recordedAt: recordedAt(deps, program, occurrence),
    causeId: null,
    actorId: scheduledWork.id,
    transfers: movement.transfers,
    opened: movement.opened,
    moves: movement.moves,
    clearedOn: emptiesLapsed(wallet.lots, movement.moves, occurrence.day) ? occurrence.day : null,
  }
  return [{ transaction, after: { memberId, seq: seq + 1, wallet: movement.wallet }, tier }]
}

/**
 * Decides what an occurrence does to each of some members, on one load: a million members are never held at once. What
 * they come to is a few statements, however many they are.
 */
export const decideChunk = async (
  deps: Deps,
  program: JobProgram,
  occurrence: Occurrence & { readonly id: number },
  ids: readonly number[],
): Promise<DecidedChunk> => {
  if (ids.length === 0) return { statements: [], members: 0 }
  const members = await loadJobMembers(program, occurrence, ids)
  if (occurrence.kind === 'tiers') {
    const decided = members.map(member => decideTier(program, occurrence, member))
    return {
      statements: refreshTiers(decided.map(({ tier }) => tier)),
      members: decided.filter(({ isNew }) => isNew).length,
    }
  }
  const postings = members.flatMap(member => decidePosting(deps, program, occurrence, member))
  const posted = new Set(postings.map(({ after }) => after.memberId))
  return {
    statements: [
      ...appendTransactions(postings.map(({ transaction }) => transaction)),
      ...putWallets(postings.map(({ after }) => after)),
      // Of whom nothing was cleared, nothing is due: they would be found for ever.
      ...(occurrence.kind === 'expiry' ? refindExpiries(ids.filter(id => !posted.has(id))) : []),
      ...appendJobEntries(
        postings.map(({ transaction, tier }) => ({
          occurrenceId: occurrence.id,
          memberId: transaction.memberId,
          transactionId: transaction.id,
          tier,
        })),
      ),
    ],
    members: postings.length,
  }
}
