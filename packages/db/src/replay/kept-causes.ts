import type { HistoryEvent, TransactionKind } from '@laurel/core'
import type { Bound, RowOf } from '../statement.ts'
import { grouped } from '../verify/grouped.ts'
import { lookingPromotions, type KnownRevisions } from '../verify/verify-promotions.ts'
import { keptReceipts } from './kept-receipts.ts'
import {
  jobsWithin,
  openingUndosWithin,
  promotionsWithin,
  reversalsWithin,
  tierUndosWithin,
  type MemberRange,
} from '../members/member-range.ts'
import {
  adjustmentsWithin,
  erasuresWithin,
  givenBackWithin,
  linesWithin,
  openingsWithin,
  prepaidRefundsWithin,
  redemptionsWithin,
  returnLinesWithin,
  returnsWithin,
  setTiersWithin,
  tendersWithin,
  topUpsWithin,
} from './replay.queries.ts'
import { movedInOf } from '../tiers/tier-acts.repository.ts'
import type { SettingAt } from './setting-at.ts'

type Recorded = 'id' | 'seq' | 'recordedAt' | 'rulesVersion'
/** An event without what the journal says of it. */
export type Cause = {
  readonly [K in Exclude<HistoryEvent['kind'], 'merge'>]: Omit<Extract<HistoryEvent, { kind: K }>, Recorded>
}[Exclude<HistoryEvent['kind'], 'merge'>]

type Rows<B extends readonly Bound<unknown>[]> = { [K in keyof B]: B[K] extends Bound<infer R> ? readonly R[] : never }

/** What members have in common: read once, for all of them. */
export interface KnownFacts {
  /** What brands had set; null where no draft bounds it otherwise than it was. */
  readonly settingAt: SettingAt | null
  readonly revisions: KnownRevisions
}

/** The rows of everything that causes transactions of the members of a range. */
export const causeStatements = (range: MemberRange) =>
  [
    linesWithin(range),
    tendersWithin(range),
    promotionsWithin(range),
    returnsWithin(range),
    returnLinesWithin(range),
    jobsWithin(range),
    topUpsWithin(range),
    reversalsWithin(range),
    prepaidRefundsWithin(range),
    adjustmentsWithin(range),
    openingsWithin(range),
    setTiersWithin(range),
    redemptionsWithin(range),
    givenBackWithin(range),
    erasuresWithin(range),
    openingUndosWithin(range),
    tierUndosWithin(range),
  ] as const

/** The tiers that may have a gift, whatever its terms are by now: at least the one that had it. */
const tiersOf = ({ tiers, tier }: RowOf<typeof redemptionsWithin>): readonly string[] | null =>
  tiers === null || tier === null ? null : [...(JSON.parse(tiers) as string[]), tier]

/** What the journal has of a transaction. */
export interface Entry {
  readonly id: number
  readonly occurredAt: number
  /** Null where it is no receipt. */
  readonly store: string | null
  readonly birthday: boolean | null
  readonly kind: TransactionKind
}

/**
 * The cause of a transaction; undefined for what only came along with another.
 */
export const causesOf = (
  [
    [lines],
    [tenders],
    promotions,
    returns,
    returnLines,
    jobs,
    topUps,
    reversals,
    refunds,
    adjustments,
    openings,
    setTiers,
    redemptions,
    givenBack,
    erasures,
    openingUndos,
    tierUndos,
  ]: Rows<ReturnType<typeof causeStatements>>,
  { settingAt, revisions }: KnownFacts,
): ((entry: Entry) => Cause | undefined) => {
  const receipts = keptReceipts(lines!, tenders!, settingAt)
  const promotionsOf = grouped(promotions, row => row.purchaseId)
  const returnedOf = grouped(returnLines, row => row.returnId)
  const causes = new Map<number, Cause>()
  const returnsById = new Map(returns.map(row => [row.id, row]))
  for (const { transactionId, ...occurrence } of jobs) causes.set(transactionId, { kind: 'job', occurrence })
  for (const { id, ...topUp } of topUps) causes.set(id, { kind: 'topUp', ...topUp })
  for (const { id, topUpId } of reversals) causes.set(id, { kind: 'topUpReversal', topUpId })
  for (const { id, amountMinor } of refunds) causes.set(id, { kind: 'prepaidRefund', amountMinor })
  for (const { id, unit, amount } of adjustments) causes.set(id, { kind: 'adjustment', unit, amount })
  for (const { id, ...opening } of openings) causes.set(id, { kind: 'opening', ...opening })
  for (const { id, tier, through, ...told } of setTiers)
    causes.set(id, { kind: 'tierSet', tier, through, movedIn: movedInOf(told) })
  for (const { id, madeId } of [...openingUndos, ...tierUndos]) causes.set(id, { kind: 'importUndo', madeId })
  for (const { id } of erasures) causes.set(id, { kind: 'erasure' })
  for (const row of redemptions) {
    const { id, reward, pointsEach, quantity } = row
    causes.set(id, { kind: 'redemption', reward, pointsEach, quantity, tiers: tiersOf(row) })
  }
  const endsById = new Map(
    givenBack.flatMap(({ id, redemptionId, end }) =>
      id === null || end === 'collected' ? [] : [[id, { redemptionId, end }] as const],
    ),
  )
  return ({ id, occurredAt, store, birthday, kind }) => {
    if (store !== null)
      return {
        kind: 'purchase',
        occurredAt,
        store,
        birthday: birthday === true,
        promotions: lookingPromotions(promotionsOf(id), revisions.byId).known,
        lines: receipts.lines(id, store, occurredAt),
        tenders: receipts.tenders(id),
        isPast: kind === 'past',
      }
    const returned = returnsById.get(id)
    if (returned) return { kind: 'return', purchaseId: returned.purchaseId, occurredAt, lines: returnedOf(id) }
    const end = endsById.get(id)
    if (end) return { kind: 'redemptionEnd', occurredAt, ...end }
    return causes.get(id)
  }
}
