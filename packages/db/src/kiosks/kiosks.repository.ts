import { and, desc, eq, getTableColumns, gt, isNull, lt, or, sql } from 'drizzle-orm'
import { lookups } from '../members/members.tables.ts'
import { $, builder, insertInto, select, write, type RowOf } from '../statement.ts'
import { kioskChallenges, kiosks, kioskSessions } from './kiosks.tables.ts'

const { enrolmentHash: _, keyHash: __, ...fields } = getTableColumns(kiosks)

/** A kiosk by id. */
export const findKiosk = select<{ id: number }>()(fields, f =>
  builder
    .select(f)
    .from(kiosks)
    .where(eq(kiosks.id, $('id'))),
)

export type KioskRow = RowOf<typeof findKiosk>

/** The kiosk of a key, revoked or not. */
export const findKioskByKey = select<{ hash: Uint8Array }>()(fields, f =>
  builder
    .select(f)
    .from(kiosks)
    .where(eq(kiosks.keyHash, $('hash'))),
)

/** The kiosk that waits for an enrolment code. */
export const findKioskByEnrolment = select<{ enrolmentHash: Uint8Array }>()(fields, f =>
  builder
    .select(f)
    .from(kiosks)
    .where(eq(kiosks.enrolmentHash, $('enrolmentHash'))),
)

/** A page of kiosks, newest first. */
export const listKiosks = select<{ beforeId: number; limit: number }>()(fields, f =>
  builder
    .select(f)
    .from(kiosks)
    .where(lt(kiosks.id, $('beforeId')))
    .orderBy(desc(kiosks.id))
    .limit($('limit')),
)

export const addKiosk = insertInto(kiosks)

/** Gives a device its key; a trigger refuses it a second one. */
export const enrolKiosk = write<{ id: number; keyHash: Uint8Array; hint: string; at: number }>(
  builder
    .update(kiosks)
    .set({
      keyHash: $('keyHash'),
      hint: $('hint'),
      enrolledAt: $('at'),
      seenAt: $('at'),
      enrolmentHash: null,
      enrolmentExpiresAt: null,
    } as never)
    .where(eq(kiosks.id, $('id'))),
)

/** Revokes a kiosk at once, enrolled or not; one revoked already keeps its time. */
export const revokeKiosk = write<{ id: number; at: number }>(
  builder
    .update(kiosks)
    .set({ revokedAt: $('at'), enrolmentHash: null, enrolmentExpiresAt: null } as never)
    .where(and(eq(kiosks.id, $('id')), isNull(kiosks.revokedAt))),
)

/** Keeps when a kiosk last asked. */
export const touchKiosk = write<{ id: number; at: number }>(
  builder
    .update(kiosks)
    .set({ seenAt: $('at') } as never)
    .where(and(eq(kiosks.id, $('id')), lt(kiosks.seenAt, $('at')))),
)

/** A challenge by id. */
export const findChallenge = select<{ id: number }>()(getTableColumns(kioskChallenges), f =>
  builder
    .select(f)
    .from(kioskChallenges)
    .where(eq(kioskChallenges.id, $('id'))),
)

export type ChallengeRow = RowOf<typeof findChallenge>

/** How many codes were sent to a phone since, and when the first of them was. */
export const countChallenges = select<{ phoneHash: Uint8Array; orHash: Uint8Array; since: number }>()(
  {
    count: sql<number>`count(*)`.as('count'),
    firstAt: sql<number | null>`min(${kioskChallenges.madeAt})`.as('first_at'),
  },
  f =>
    builder
      .select(f)
      .from(kioskChallenges)
      .where(
        and(
          or(eq(kioskChallenges.phoneHash, $('phoneHash')), eq(kioskChallenges.phoneHash, $('orHash'))),
          gt(kioskChallenges.madeAt, $('since')),
        ),
      ),
)

export const addChallenge = insertInto(kioskChallenges)

/** Counts a try at a challenge, and uses it up where `usedAt` is told; a trigger refuses one made on an older count. */
export const putChallenge = write<{ id: number; tries: number; usedAt: number | null }>(
  builder
    .update(kioskChallenges)
    .set({ tries: $('tries'), usedAt: $('usedAt') } as never)
    .where(eq(kioskChallenges.id, $('id'))),
)

/** Forgets the challenges from before. */
export const removeChallengesBefore = write<{ at: number }>(
  builder.delete(kioskChallenges).where(lt(kioskChallenges.madeAt, $('at'))),
)

/** The member who has the phone of a challenge, under whichever secret. */
export const findChallenged = select<{ id: number }>()({ memberId: lookups.memberId }, f =>
  builder
    .select(f)
    .from(lookups)
    .innerJoin(kioskChallenges, sql`${lookups.hash} IN (${kioskChallenges.phoneHash}, ${kioskChallenges.orPhoneHash})`)
    .where(and(eq(lookups.kind, 'phone'), eq(kioskChallenges.id, $('id'))))
    .limit(1),
)

/** Whether a session at a kiosk is open: nobody has ended it, and the kiosk is not revoked. */
export const findKioskSession = select<{ id: number }>()(
  { memberId: kioskSessions.memberId, expiresAt: kioskSessions.expiresAt },
  f =>
    builder
      .select(f)
      .from(kioskSessions)
      .innerJoin(kiosks, eq(kiosks.id, kioskSessions.kioskId))
      .where(and(eq(kioskSessions.id, $('id')), isNull(kiosks.revokedAt))),
)

export const addKioskSession = insertInto(kioskSessions)

/** Ends a session of a kiosk. */
export const removeKioskSession = write<{ id: number; kioskId: number }>(
  builder.delete(kioskSessions).where(and(eq(kioskSessions.id, $('id')), eq(kioskSessions.kioskId, $('kioskId')))),
)

/** Forgets the sessions that are over by themselves. */
export const removeKioskSessionsBefore = write<{ at: number }>(
  builder.delete(kioskSessions).where(lt(kioskSessions.expiresAt, $('at'))),
)
