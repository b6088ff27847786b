import {
  decideTierHistory,
  lastHolding,
  nextTierDecisionOn,
  type Birthday,
  type Day,
  type DayActivity,
  type Instant,
  type Movement,
  type TierAct,
  type TierHolding,
  type TransactionKind,
  type Wallet,
} from '@laurel/core'
import {
  appendLot,
  appendMoves,
  appendTransaction,
  findBooks,
  listActivity,
  listOpenLots,
  listTierActs,
  putActivity,
  putStanding,
  refindExpiries,
  type Bound,
  type Statement,
} from '@laurel/db'
import { programCredential, type Caller } from './caller.ts'
import { requireOther, type OpenProgram, type PresentProgram } from './enter-program.ts'
import { Problem } from './problem.ts'
import { birthdayOf } from './wire.ts'
import { writeOnce, type Answer } from './write.ts'

/** A member as a command finds one: books, wallet, days, and the place of the last transaction. */
export interface LoadedMember {
  readonly id: number
  readonly seq: number
  readonly registeredOn: Day
  readonly birthday: Birthday | null
  readonly wallet: Wallet
  readonly activity: readonly DayActivity[]
  readonly acts: readonly TierAct[]
  /** The tier held now, before the command. */
  readonly held: TierHolding
}

/** One transaction of a command: its id is known before, since lots are known by it. */
export interface MemberTransaction {
  readonly id: number
  readonly kind: TransactionKind
  readonly occurredAt: Instant
  readonly rulesVersion: number
  readonly movement: Movement
  readonly causeId: number | null
}

/** What a command does to a member: transactions one after another, days and acts that come to something else. */
export interface MemberChange {
  readonly transactions: readonly MemberTransaction[]
  /** The member's days afterwards, where they change. */
  readonly activity?: readonly DayActivity[]
  /** The acts on the member's tier afterwards, where they change; the command appends them itself. */
  readonly acts?: readonly TierAct[]
}

/** The rows of a load that every command on a member needs. */
export const memberStatements = (memberId: number) =>
  [
    findBooks({ memberId }),
    listActivity({ memberId }),
    listTierActs(memberId),
    listOpenLots(memberId, 'points'),
    listOpenLots(memberId, 'memberCash'),
  ] as const

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/** The member of a load; throws not_found where there is none. */
export const loadedMember = (
  program: Pick<PresentProgram, 'timeline' | 'today'>,
  rows: Rows<ReturnType<typeof memberStatements>>,
): LoadedMember => {
  const [[books], activity, acts, points, memberCash] = rows
  if (!books) throw new Problem('not_found')
  return {
    id: books.id,
    seq: books.seq,
    registeredOn: books.registeredOn,
    birthday: birthdayOf(books),
    wallet: {
      balances: { points: books.points, memberCash: books.memberCash, prepaid: books.prepaid },
      lots: { points, memberCash },
    },
    activity,
    acts,
    held: lastHolding(
      decideTierHistory(program.timeline, { registeredOn: books.registeredOn, activity, acts }, program.today),
    ),
  }
}

/** The tier a member holds after a change. */
export const heldAfter = (program: PresentProgram, member: LoadedMember, change: MemberChange): TierHolding =>
  change.activity || change.acts
    ? lastHolding(
        decideTierHistory(
          program.timeline,
          {
            registeredOn: member.registeredOn,
            activity: change.activity ?? member.activity,
            acts: change.acts ?? member.acts,
          },
          program.today,
        ),
      )
    : member.held

const sameDay = (a: DayActivity, b: DayActivity): boolean =>
  a.day === b.day &&
  a.rulesVersion === b.rulesVersion &&
  a.qualifyingPoints === b.qualifyingPoints &&
  a.spendMinor === b.spendMinor

/** Appends one transaction of a member to the journal, with the lots it opens and those it moves. */
export const transactionStatements = (
  { movement, ...transaction }: MemberTransaction,
  place: {
    readonly memberId: number
    readonly seq: number
    readonly recordedAt: Instant
    readonly actorId: number
  },
): readonly Statement[] => [
  ...appendTransaction({ ...transaction, ...place, transfers: movement.transfers }),
  ...movement.opened.map(lot => appendLot(transaction.id, place.memberId, transaction.occurredAt, lot)),
  ...(['points', 'memberCash'] as const).flatMap(unit =>
    appendMoves(
      transaction.id,
      place.memberId,
      unit,
      movement.moves.filter(move => move.unit === unit),
    ),
  ),
]

/** The whole batch of a change: journal, lots, moves, days, standing. The sequence refuses it when it is stale. */
export const changeStatements = (
  program: PresentProgram,
  member: LoadedMember,
  change: MemberChange,
  actorId: number,
): readonly Statement[] => {
  const last = change.transactions.at(-1)
  const held = heldAfter(program, member, change)
  return [
    ...change.transactions.flatMap((transaction, i) =>
      transactionStatements(transaction, {
        memberId: member.id,
        seq: member.seq + 1 + i,
        recordedAt: program.now,
        actorId,
      }),
    ),
    ...(change.activity ?? [])
      .filter(day => !member.activity.some(before => sameDay(before, day)))
      .map(day => putActivity({ memberId: member.id, ...day })),
    putStanding({
      memberId: member.id,
      seq: member.seq + change.transactions.length,
      balances: (last?.movement.wallet ?? member.wallet).balances,
      held,
      tierAsOf: program.today,
      tierNextOn: nextTierDecisionOn(program.timeline, held, program.today, change.activity ?? member.activity),
    }),
    ...(change.transactions.some(({ movement }) => movement.moves.length > 0) ? refindExpiries([member.id]) : []),
  ]
}

/** A command on a member, decided. */
export interface DecidedForMember<Result> {
  /** Null where it was done before and nothing is left to do. */
  readonly change: MemberChange | null
  /** What else stands or falls with it. */
  readonly statements: readonly Statement[]
  readonly resource: string
  readonly result: Result
}

/** The line in which commands for a member wait for each other. */
export const memberLane = (caller: Caller, memberId: number): string =>
  `${programCredential(caller).programId} ${memberId}`

/**
 * A command on one member, in the member's lane: load, decide, commit, with idempotency in the same batch. What needs
 * no journal entry still writes the standing, so its guard must be a constraint of its own.
 */
export const writeForMember = async <const B extends readonly Bound<unknown>[], Result>(
  caller: Caller,
  memberId: number,
  body: unknown,
  use: {
    readonly load: B
    readonly decide: (
      program: OpenProgram,
      member: LoadedMember,
      rows: Rows<B>,
    ) => DecidedForMember<Result> | Promise<DecidedForMember<Result>>
    readonly replay: (resource: string, program: OpenProgram) => Promise<Result>
  },
): Promise<Answer<Result>> => {
  const statements = memberStatements(memberId)
  const write = () =>
    writeOnce(caller, body, {
      load: [...statements, ...use.load] as readonly Bound<unknown>[],
      decide: async (program, rows) => {
        const member = loadedMember(program, rows.slice(0, statements.length) as never)
        requireOther(program, member.id)
        const decided = await use.decide(program, member, rows.slice(statements.length) as never)
        return {
          statements: [
            ...decided.statements,
            ...(decided.change ? changeStatements(program, member, decided.change, program.actor.id) : []),
          ],
          members: [member.id],
          resource: decided.resource,
          result: decided.result,
        }
      },
      replay: use.replay,
    })
  return caller.lanes.exclusive([memberLane(caller, memberId)], write)
}
