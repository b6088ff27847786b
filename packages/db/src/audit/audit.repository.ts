import type { TransactionKind } from '@laurel/core'
import { sql, type SQL } from 'drizzle-orm'
import { actorOf, whoIs, type KeptActor } from '../actors/kept-actor.ts'
import { kindCode, kindOf } from '../ledger/ledger-codes.ts'
import { cardsOf, ownerOf } from '../members/cards-of-member.ts'
import { staff } from '../staff/staff.tables.ts'
import { $, insertInto, raw, select, write, type Bound, type RowOf } from '../statement.ts'
import { auditEntries } from './audit.tables.ts'

/** Keeps what was done by hand; the same entry again changes nothing. */
export const appendAuditEntry = insertInto(auditEntries)

/**
 * Keeps that guesses have locked an account; of an address without one nothing is kept. Nobody is known to have done it.
 */
export const appendLock = write<{
  id: number
  emailHash: Uint8Array
  subject: string
  at: number
}>(
  raw(sql`INSERT INTO ${auditEntries} (id, at, act, subject)
    SELECT ${$('id')}, ${$('at')}, 'signInLocked', ${$('subject')} FROM ${staff}
    WHERE email_hash = ${$('emailHash')}`),
)

/** Kinds of transactions that somebody makes by hand. The index transactions_by_hand has them, as numbers. */
const byHand = ['adjust', 'reverse', 'refund', 'tier'] as const satisfies readonly TransactionKind[]

/** What was done by hand: a transaction of the journal, or an entry of its own. */
export interface KeptAct {
  readonly id: number
  /** Of a transaction; null for an entry. */
  readonly kind: TransactionKind | null
  readonly causeId: number | null
  /** Of an entry: what was done, and to what. */
  readonly act: string | null
  readonly subject: string | null
  readonly memberId: number | null
  readonly occurredAt: number
  readonly recordedAt: number
  /** Null where nobody is known to have done it. */
  readonly actor: KeptActor | null
  /** Who asked for what somebody else confirmed. */
  readonly asker: KeptActor | null
  readonly sealedReason: Uint8Array | null
  readonly wrappedKey: Uint8Array | null
}

const fields = {
  id: sql<number>`id`,
  kind: sql<number | null>`kind`,
  causeId: sql<number | null>`cause_id`,
  act: sql<string | null>`act`,
  subject: sql<string | null>`subject`,
  memberId: sql<number | null>`member_id`,
  occurredAt: sql<number>`occurred_at`,
  recordedAt: sql<number>`recorded_at`,
  actorId: sql<number | null>`actor_id`,
  who: sql<string | null>`who`,
  askedBy: sql<number | null>`asked_by`,
  asker: sql<string | null>`asker`,
  sealedReason: sql<Uint8Array | null>`sealed`,
  wrappedKey: sql<Uint8Array | null>`wrapped_key`,
}

const HAND = byHand.map(kindCode).join(', ')

/** Newest first; the two parts are cut before they are laid together, so that a page reads no more than two pages. */
const acts = (from: SQL, ofTransaction: SQL, ofEntry: SQL) =>
  raw(sql`SELECT x.id, x.kind, x.cause_id, x.act, x.subject, x.member_id, x.occurred_at, x.recorded_at, x.actor_id,
      ${whoIs('x.actor_id')}, y.asked_by, ${whoIs('y.asked_by')}, x.sealed,
      (SELECT wrapped_key FROM profiles WHERE profiles.member_id = ${ownerOf(sql`x.member_id`)})
    FROM (
      SELECT * FROM (
        SELECT t.id, t.kind, t.cause_id, NULL AS act, NULL AS subject, t.member_id, t.occurred_at, t.recorded_at,
          t.actor_id, (SELECT sealed FROM reasons WHERE transaction_id = t.id) AS sealed
        FROM transactions t ${from}
        WHERE ${ofTransaction} AND t.kind IN (${sql.raw(HAND)}) AND t.id < ${$('before')}
          AND t.kind IN (SELECT value FROM json_each(${$('kinds')}))
          AND NOT EXISTS (SELECT 1 FROM redemption_ends e WHERE e.transaction_id = t.id)
        ORDER BY t.id DESC LIMIT ${$('limit')})
      UNION ALL SELECT * FROM (
        SELECT a.id, NULL, NULL, a.act, a.subject, a.member_id, a.at, a.at, a.actor_id, a.sealed FROM audit_entries a
        WHERE ${ofEntry} AND a.id < ${$('before')} AND (${$('act')} = '' OR a.act = ${$('act')})
        ORDER BY a.id DESC LIMIT ${$('limit')})
    ) x
    LEFT JOIN approval_decisions d ON d.transaction_id = x.id LEFT JOIN approvals y ON y.id = d.approval_id
    ORDER BY x.id DESC LIMIT ${$('limit')}`)

interface Page {
  readonly [name: string]: unknown
  readonly before: number
  readonly limit: number
  /** JSON array of the numbers of kinds. */
  readonly kinds: string
  /** Of entries; any where empty. */
  readonly act: string
}

const ofProgram = select<Page & { actorId: number }>()(fields, () =>
  acts(
    sql`INDEXED BY transactions_by_hand`,
    sql`(${$('actorId')} = 0 OR t.actor_id = ${$('actorId')})`,
    sql`(${$('actorId')} = 0 OR a.actor_id = ${$('actorId')})`,
  ),
)

const ofMember = select<Page & { memberId: number }>()(fields, () =>
  acts(
    sql`INDEXED BY transactions_in_order`,
    sql`t.member_id IN ${cardsOf(sql`${$('memberId')}`)}`,
    sql`a.member_id IN ${cardsOf(sql`${$('memberId')}`)}`,
  ),
)

const decoded = (bound: Bound<RowOf<typeof ofMember>>): Bound<KeptAct> => ({
  ...bound,
  decode: rows =>
    bound.decode(rows).map(({ kind, actorId, who, askedBy, asker, ...row }) => ({
      ...row,
      kind: kind === null ? null : kindOf(kind),
      actor: actorId === null ? null : actorOf(actorId, who),
      asker: askedBy === null ? null : actorOf(askedBy, asker),
    })),
})

/** Which acts are asked for, and where the page begins. */
export interface ActsAsked {
  readonly before: number
  readonly limit: number
  /** One kind of transaction, or one act of an entry; all where both are left out. */
  readonly kind?: TransactionKind
  readonly act?: string
}

// Of entries only one is asked where an act is, and none where a kind is: no act is called so.
const pageOf = ({ before, limit, kind, act }: ActsAsked): Page => ({
  before,
  limit,
  kinds: JSON.stringify(act === undefined ? (kind === undefined ? byHand : [kind]).map(kindCode) : []),
  act: act ?? (kind === undefined ? '' : '-'),
})

/** A page of what was done by hand in the program, newest first; of one actor where its id is not 0. */
export const listActs = (actorId: number, asked: ActsAsked): Bound<KeptAct> =>
  decoded(ofProgram({ ...pageOf(asked), actorId }))

/** A page of what was done to a member by hand, newest first. */
export const listActsOn = (memberId: number, asked: ActsAsked): Bound<KeptAct> =>
  decoded(ofMember({ ...pageOf(asked), memberId }))
