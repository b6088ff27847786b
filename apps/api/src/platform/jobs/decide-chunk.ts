import {
  decideJobPosting,
  decideTierHistory,
  heldAtStartOf,
  lastHolding,
  nextTierDecisionOn,
  type Occurrence,
  type TierFacts,
  type Wallet,
} from '@laurel/core'
import {
  appendJobEntry,
  appendLot,
  appendMoves,
  appendTransaction,
  listActivityUpTo,
  listOpenLotsOf,
  listStandingsOf,
  listTierActsOf,
  putBalances,
  readAll,
  refreshTier,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { scheduledWork } from '../actor.ts'
import type { JobProgram } from './job-program.ts'

type KeptStanding = ReturnType<ReturnType<typeof listStandingsOf>['decode']>[number]

/** One member as a job finds one. */
interface JobMember {
  readonly standing: KeptStanding
  readonly wallet: Wallet
  readonly facts: TierFacts
}

/** What an occurrence does to some members. */
export interface DecidedChunk {
  readonly statements: readonly Statement[]
  /** How many of the members it changes. */
  readonly members: number
}

const loadMembers = async (
  { database }: JobProgram,
  occurrence: Occurrence,
  ids: readonly number[],
): Promise<JobMember[]> => {
  const memberIds = JSON.stringify(ids)
  const posts = occurrence.kind !== 'tiers'
  const judgesTiers = occurrence.kind === 'tiers' || occurrence.kind === 'rebate'
  const [standings, lots, days, acts] = await readAll(database, [
    listStandingsOf({ memberIds }),
    listOpenLotsOf({ memberIds: posts ? memberIds : '[]' }),
    listActivityUpTo({ memberIds: judgesTiers ? memberIds : '[]', through: occurrence.day }),
    listTierActsOf(judgesTiers ? memberIds : '[]'),
  ])
  const lotsBy = Map.groupBy(lots, lot => lot.memberId)
  const actsBy = Map.groupBy(acts, act => act.memberId)
  const daysBy = Map.groupBy(days, day => day.memberId)
  return standings.map(standing => {
    const open = lotsBy.get(standing.memberId) ?? []
    const { points, memberCash, prepaid } = standing
    return {
      standing,
      wallet: {
        balances: { points, memberCash, prepaid },
        lots: {
          points: open.filter(lot => lot.unit === 'points'),
          memberCash: open.filter(lot => lot.unit === 'memberCash'),
        },
      },
      facts: {
        registeredOn: standing.registeredOn,
        activity: daysBy.get(standing.memberId) ?? [],
        acts: actsBy.get(standing.memberId) ?? [],
      },
    }
  })
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
  { timeline, mode }: JobProgram,
  occurrence: Occurrence & { readonly id: number },
  { standing, wallet, facts }: JobMember,
): DecidedChunk => {
  const { memberId, seq } = standing
  const id = deps.ids.next()
  const tier = occurrence.kind === 'rebate' ? heldAtStartOf(timeline, facts, occurrence.day).tier : null
  const { kind, rulesVersion, movement } = decideJobPosting(timeline, occurrence, wallet, { tier, transactionId: id })
  if (movement.transfers.length === 0) return { statements: [], members: 0 }
  return {
    statements: [
      ...appendTransaction({
        id,
        memberId,
        seq: seq + 1,
        kind,
        rulesVersion,
        occurredAt: occurrence.at,
        // A test clock stands at each occurrence on its way.
        recordedAt: mode === 'test' ? occurrence.at : deps.now(),
        transfers: movement.transfers,
        causeId: null,
        actorId: scheduledWork.id,
      }),
      ...movement.opened.map(lot => appendLot(id, memberId, occurrence.at, lot)),
      ...(['points', 'memberCash'] as const).flatMap(unit =>
        appendMoves(
          id,
          unit,
          movement.moves.filter(move => move.unit === unit),
        ),
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
  const members = await loadMembers(program, occurrence, ids)
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
