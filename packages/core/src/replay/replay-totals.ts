import type { Unit } from '../ledger/accounts.ts'
import type { LotUnit } from '../ledger/lots.ts'
import { addSafe } from '../money/safe.ts'
import type { Balances } from '../purchases/member-books.ts'
import type { RefusedAct, Shortfall } from './replayed-books.ts'
import type { ReplayedMember } from './replay-member.ts'

/** What there is in fact, and what there would be. */
export interface BeforeAfter<T> {
  readonly before: T
  readonly after: T
}

/** A member as the books have one, to hold the replay against. */
export interface KeptMemberState {
  readonly id: number
  readonly purchases: number
  /** What the program has given out by itself, less what it took back. */
  readonly issued: Readonly<Record<LotUnit, number>>
  readonly balances: Balances
  readonly tier: string | null
  /** Whether the member is there: of one that is gone only the books count. */
  readonly isThere: boolean
}

/** A member to whom a draft makes a difference. */
export interface AffectedMember {
  readonly memberId: number
  readonly balances: BeforeAfter<Balances>
  readonly tier: BeforeAfter<string | null>
}

/** What a replay comes to so far: plain data, so that it can be put by and gone on with. */
export interface ReplayTotals {
  readonly members: number
  readonly purchases: number
  readonly issued: BeforeAfter<Readonly<Record<LotUnit, number>>>
  readonly balances: BeforeAfter<Balances>
  /** How many members hold each tier, null for none. */
  readonly tiers: readonly { readonly code: string | null; readonly before: number; readonly after: number }[]
  readonly moves: readonly { readonly from: string | null; readonly to: string | null; readonly members: number }[]
  readonly membersAffected: number
  readonly mostAffected: readonly AffectedMember[]
  readonly short: Readonly<Record<'memberCash' | 'prepaid', Readonly<Shortfall>>>
  readonly refusals: readonly { readonly kind: RefusedAct['kind']; readonly acts: number }[]
  /** The first of them. */
  readonly refused: readonly (RefusedAct & { readonly memberId: number })[]
}

/** As many members and refusals as are told one by one. */
const MOST_AFFECTED = 20
const REFUSALS_TOLD = 100

const NO_POINTS = { points: 0, memberCash: 0 }
const NOTHING: Balances = { ...NO_POINTS, prepaid: 0 }
const NO_SHORTFALL: Shortfall = { receipts: 0, amountMinor: 0 }

/** Before the first member. */
export const emptyReplay: ReplayTotals = {
  members: 0,
  purchases: 0,
  issued: { before: NO_POINTS, after: NO_POINTS },
  balances: { before: NOTHING, after: NOTHING },
  tiers: [],
  moves: [],
  membersAffected: 0,
  mostAffected: [],
  short: { memberCash: NO_SHORTFALL, prepaid: NO_SHORTFALL },
  refusals: [],
  refused: [],
}

const plus = <U extends Unit>(a: Readonly<Record<U, number>>, b: Readonly<Record<U, number>>): Record<U, number> => {
  const sum: Record<U, number> = { ...a }
  for (const unit in b) sum[unit] = addSafe(a[unit], b[unit])
  return sum
}

const areEqual = <U extends Unit>(a: Readonly<Record<U, number>>, b: Readonly<Record<U, number>>): boolean => {
  for (const unit in b) if (a[unit] !== b[unit]) return false
  return true
}

const counted = <Row>(
  rows: readonly Row[],
  isIt: (row: Row) => boolean,
  next: (row: Row | undefined) => Row,
): Row[] => {
  const place = rows.findIndex(isIt)
  return place < 0 ? [...rows, next(undefined)] : rows.with(place, next(rows[place]))
}

/** How much a draft moves a member's money (member cash and prepaid), and how much the points. */
const weightOf = ({ balances: { before, after } }: AffectedMember): readonly [number, number] => [
  Math.abs(after.memberCash + after.prepaid - before.memberCash - before.prepaid),
  Math.abs(after.points - before.points),
]

const heaviestFirst = (a: AffectedMember, b: AffectedMember): number => {
  const [[moneyA, pointsA], [moneyB, pointsB]] = [weightOf(a), weightOf(b)]
  return moneyB - moneyA || pointsB - pointsA || a.memberId - b.memberId
}

const withTier = (
  tiers: ReplayTotals['tiers'],
  code: string | null,
  more: BeforeAfter<number>,
): ReplayTotals['tiers'] =>
  counted(
    tiers,
    tier => tier.code === code,
    tier => ({ code, before: (tier?.before ?? 0) + more.before, after: (tier?.after ?? 0) + more.after }),
  )

const shortBy = (a: Readonly<Shortfall>, b: Readonly<Shortfall>): Shortfall => ({
  receipts: a.receipts + b.receipts,
  amountMinor: addSafe(a.amountMinor, b.amountMinor),
})

/** Adds a member. Throws RangeError where a sum leaves the exact integers. */
export const addReplayed = (totals: ReplayTotals, kept: KeptMemberState, replayed: ReplayedMember): ReplayTotals => {
  const { books, held } = replayed
  const [from, to] = kept.isThere ? [kept.tier, held.tier] : [null, null]
  const there = kept.isThere ? 1 : 0
  const { balances } = books.wallet
  const isAffected = from !== to || !areEqual(kept.balances, balances) || !areEqual(kept.issued, books.issued)
  const affected = {
    memberId: kept.id,
    balances: { before: kept.balances, after: balances },
    tier: { before: from, after: to },
  }
  return {
    members: totals.members + there,
    purchases: totals.purchases + kept.purchases,
    issued: { before: plus(totals.issued.before, kept.issued), after: plus(totals.issued.after, books.issued) },
    balances: { before: plus(totals.balances.before, kept.balances), after: plus(totals.balances.after, balances) },
    tiers: kept.isThere
      ? withTier(withTier(totals.tiers, from, { before: 1, after: 0 }), to, { before: 0, after: 1 })
      : totals.tiers,
    moves:
      from === to
        ? totals.moves
        : counted(
            totals.moves,
            move => move.from === from && move.to === to,
            move => ({ from, to, members: (move?.members ?? 0) + 1 }),
          ),
    membersAffected: totals.membersAffected + (isAffected ? 1 : 0),
    mostAffected: isAffected
      ? [...totals.mostAffected, affected].toSorted(heaviestFirst).slice(0, MOST_AFFECTED)
      : totals.mostAffected,
    short: {
      memberCash: shortBy(totals.short.memberCash, books.short.memberCash),
      prepaid: shortBy(totals.short.prepaid, books.short.prepaid),
    },
    refusals: books.refused.reduce<ReplayTotals['refusals']>(
      (all, { kind }) =>
        counted(
          all,
          one => one.kind === kind,
          one => ({ kind, acts: (one?.acts ?? 0) + 1 }),
        ),
      totals.refusals,
    ),
    refused: [...totals.refused, ...books.refused.map(act => ({ ...act, memberId: kept.id }))].slice(0, REFUSALS_TOLD),
  }
}
