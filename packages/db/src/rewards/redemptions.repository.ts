import type { Day, RedeemedLot } from '@laurel/core'
import { and, asc, desc, eq, getTableColumns, isNull, lt, sql, type InferSelectModel } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { unitCode } from '../ledger/ledger-codes.ts'
import { isMovedLot } from '../ledger/ledger.repository.ts'
import { lotMoves, lots, transactions } from '../ledger/ledger.tables.ts'
import { $, builder, insertInto, orNull, select, write, type Bound } from '../statement.ts'
import { redemptionEnds, redemptions, reservations, rewards, usedTokens } from './rewards.tables.ts'

export type RedemptionRow = InferSelectModel<typeof redemptions>
export type RedemptionEndRow = InferSelectModel<typeof redemptionEnds>

const fields = {
  ...getTableColumns(redemptions),
  /** JSON of the gift's name in the program's languages. */
  name: rewards.name,
  occurredAt: transactions.occurredAt,
  end: orNull(redemptionEnds.end),
  endedAt: orNull(redemptionEnds.occurredAt),
  pointsAtEnd: orNull(redemptionEnds.pointsAfter),
  memberCashAtEnd: orNull(redemptionEnds.memberCashAfter),
  prepaidAtEnd: orNull(redemptionEnds.prepaidAfter),
}

const whole = () =>
  builder
    .select(fields)
    .from(redemptions)
    .innerJoin(transactions, eq(transactions.id, redemptions.id))
    .innerJoin(rewards, eq(rewards.code, redemptions.reward))
    .leftJoin(redemptionEnds, eq(redemptionEnds.redemptionId, redemptions.id))

/** A redemption with how it ended; the end's columns are null while it is reserved. */
export const findRedemption = select<{ id: number }>()(fields, () => whole().where(eq(redemptions.id, $('id'))))

/** The redemption that a pick-up code names. */
export const findRedemptionByCode = select<{ code: string }>()(fields, () =>
  whole().where(eq(redemptions.code, $('code'))),
)

/** A page of a member's redemptions, newest first. */
export const listRedemptions = select<{ memberId: number; beforeId: number; limit: number }>()(fields, () =>
  whole()
    .where(and(eq(redemptions.memberId, $('memberId')), lt(redemptions.id, $('beforeId'))))
    .orderBy(desc(redemptions.id))
    .limit($('limit')),
)

const drawn = select<{ redemptionId: number; unit: number }>()(
  {
    id: lots.transactionId,
    earnedAt: lots.earnedAt,
    expiresOn: lots.expiresOn,
    remaining: lots.remaining,
    amount: sql<number>`-${lotMoves.delta}`.as('amount'),
  },
  f =>
    builder
      .select(f)
      .from(lotMoves)
      .innerJoin(transactions, eq(transactions.id, lotMoves.transactionId))
      .innerJoin(lots, isMovedLot)
      .where(and(eq(lotMoves.transactionId, $('redemptionId')), eq(lotMoves.unit, $('unit')))),
)

/** The lots that a redemption took its points from, as they are now. */
export const listRedeemedLots = (redemptionId: number): Bound<RedeemedLot> =>
  drawn({ redemptionId, unit: unitCode('points') })

/** Redemptions by a JSON array of ids, each as it stands now. */
export const listRedemptionsIn = select<{ ids: string }>()(fields, () =>
  whole()
    .where(sql`${redemptions.id} IN (SELECT value FROM json_each(${$('ids')}))`)
    .orderBy(asc(redemptions.id)),
)

/** A member's reservations that nothing has ended yet, oldest first. */
export const listReservations = select<{ memberId: number }>()(fields, () =>
  whole()
    .where(and(eq(redemptions.memberId, $('memberId')), isNull(redemptionEnds.redemptionId)))
    .orderBy(asc(redemptions.id)),
)

const drawnByAny = select<{ ids: string; unit: number }>()(
  {
    redemptionId: lotMoves.transactionId,
    id: lots.transactionId,
    earnedAt: lots.earnedAt,
    expiresOn: lots.expiresOn,
    amount: sql<number>`-${lotMoves.delta}`.as('amount'),
  },
  f =>
    builder
      .select(f)
      .from(lotMoves)
      .innerJoin(transactions, eq(transactions.id, lotMoves.transactionId))
      .innerJoin(lots, isMovedLot)
      .where(
        and(sql`${lotMoves.transactionId} IN (SELECT value FROM json_each(${$('ids')}))`, eq(lotMoves.unit, $('unit'))),
      ),
)

/** The lots that redemptions took their points from; `ids` is a JSON array. */
export const listLotsRedeemedIn = (
  ids: string,
): Bound<Omit<RedeemedLot, 'remaining'> & { readonly redemptionId: number }> =>
  drawnByAny({ ids, unit: unitCode('points') })

/** The next reservations that a day has overtaken, longest overdue first. Once ended they are no longer found. */
export const listOverdue = select<{ day: Day; limit: number }>()(
  { id: reservations.redemptionId, memberId: redemptions.memberId },
  f =>
    builder
      .select(f)
      .from(reservations)
      .innerJoin(redemptions, eq(redemptions.id, reservations.redemptionId))
      .where(lt(reservations.collectBy, $('day')))
      .orderBy(asc(reservations.collectBy), asc(reservations.redemptionId))
      .limit($('limit')),
)

const insertRedemption = insertInto(redemptions)
const insertReservation = insertInto(reservations)
const insertEnd = insertInto(redemptionEnds)
const closeReservation = write<{ collectBy: number; redemptionId: number }>(
  builder
    .delete(reservations)
    .where(and(eq(reservations.collectBy, $('collectBy')), eq(reservations.redemptionId, $('redemptionId')))),
)

/** Keeps a redemption and that it is open. */
export const appendRedemption = (row: RedemptionRow): readonly Statement[] => [
  insertRedemption(row),
  insertReservation({ collectBy: row.collectBy, redemptionId: row.id }),
]

/** Ends a redemption: the second end of one is refused by its key. */
export const appendEnd = (
  redemption: Pick<RedemptionRow, 'id' | 'collectBy'>,
  end: Omit<RedemptionEndRow, 'redemptionId'>,
): readonly Statement[] => [
  insertEnd({ ...end, redemptionId: redemption.id }),
  closeReservation({ collectBy: redemption.collectBy, redemptionId: redemption.id }),
]

/** Whether a member token has redeemed. */
export const findUsedToken = select<{ tokenHash: Uint8Array }>()({ expiresAt: usedTokens.expiresAt }, f =>
  builder
    .select(f)
    .from(usedTokens)
    .where(eq(usedTokens.tokenHash, $('tokenHash'))),
)

const insertUsedToken = insertInto(usedTokens)
const forgetTokens = write<{ at: number }>(builder.delete(usedTokens).where(lt(usedTokens.expiresAt, $('at'))))

/** Spends a member token, and forgets those that are dead by themselves. Real time, as for all tokens. */
export const spendToken = (tokenHash: Uint8Array, expiresAt: number, now: number): readonly Statement[] => [
  forgetTokens({ at: now }),
  insertUsedToken({ tokenHash, expiresAt }),
]
