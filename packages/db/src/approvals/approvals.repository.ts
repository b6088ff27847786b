import { desc, eq, sql } from 'drizzle-orm'
import { actorOf, whoIs, type KeptActor } from '../actors/kept-actor.ts'
import { $, builder, insertInto, raw, select, write, type Bound, type RowOf } from '../statement.ts'
import { approvalDecisions, approvals, staffGrants, staffLimits } from './approvals.tables.ts'

/** Up to what an associate may adjust alone, by unit. */
export const listStaffLimits = select<Record<string, never>>()(
  { unit: staffLimits.unit, perAct: staffLimits.perAct, perDay: staffLimits.perDay },
  f => builder.select(f).from(staffLimits),
)

/** Sets the limits of a unit. */
export const putStaffLimit = write<{ unit: string; perAct: number; perDay: number }>(
  builder
    .insert(staffLimits)
    .values({ unit: $('unit'), perAct: $('perAct'), perDay: $('perDay') } as never)
    .onConflictDoUpdate({
      target: staffLimits.unit,
      set: { perAct: sql`excluded.per_act`, perDay: sql`excluded.per_day` },
    }),
)

/** What whoever has this session adjusted alone in a unit on the last day on which they did. */
export const findLastGrant = select<{ tokenHash: Uint8Array; unit: string }>()(
  { day: staffGrants.day, total: staffGrants.total },
  f =>
    builder
      .select(f)
      .from(staffGrants)
      .where(
        sql`${staffGrants.staffId} = (SELECT staff_id FROM staff_sessions WHERE token_hash = ${$('tokenHash')}) AND ${eq(staffGrants.unit, $('unit'))}`,
      )
      .orderBy(desc(staffGrants.day))
      .limit(1),
)

/** Counts what somebody adjusts alone; the schema refuses more than `most` in a day. */
export const countGrant = write<{ staffId: number; unit: string; day: number; amount: number; most: number | null }>(
  builder
    .insert(staffGrants)
    .values({ staffId: $('staffId'), unit: $('unit'), day: $('day'), total: $('amount'), most: $('most') } as never)
    .onConflictDoUpdate({
      target: [staffGrants.staffId, staffGrants.unit, staffGrants.day],
      set: { total: sql`${staffGrants.total} + excluded.total`, most: sql`excluded.most` },
    }),
)

export const appendApproval = insertInto(approvals)
/** Decides an approval, once, and never one's own. */
export const appendApprovalDecision = insertInto(approvalDecisions)

const fields = {
  id: sql<number>`id`,
  memberId: sql<number>`member_id`,
  unit: sql<'points' | 'memberCash' | 'prepaid'>`unit`,
  amount: sql<number>`amount`,
  sealedReason: sql<Uint8Array>`sealed`,
  askedBy: sql<number>`asked_by`,
  asker: sql<string | null>`asker`,
  askedAt: sql<number>`asked_at`,
  decision: sql<'approved' | 'declined' | null>`decision`,
  decidedBy: sql<number | null>`decided_by`,
  decider: sql<string | null>`decider`,
  decidedAt: sql<number | null>`decided_at`,
  transactionId: sql<number | null>`transaction_id`,
  sealedDecline: sql<Uint8Array | null>`sealed_decline`,
  wrappedKey: sql<Uint8Array | null>`wrapped_key`,
}

const where = (condition: ReturnType<typeof sql>) =>
  raw(sql`SELECT a.id, a.member_id, a.unit, a.amount, a.sealed, a.asked_by, ${whoIs('a.asked_by')}, a.asked_at,
      d.decision, d.decided_by, ${whoIs('d.decided_by')}, d.decided_at, d.transaction_id, d.sealed,
      (SELECT wrapped_key FROM profiles WHERE profiles.member_id = a.member_id)
    FROM approvals a LEFT JOIN approval_decisions d ON d.approval_id = a.id WHERE ${condition}`)

const one = select<{ id: number }>()(fields, () => where(sql`a.id = ${$('id')}`))
const some = select<{ before: number; askedBy: number; status: string; limit: number }>()(fields, () =>
  where(sql`a.id < ${$('before')} AND (${$('askedBy')} = 0 OR a.asked_by = ${$('askedBy')})
    AND (${$('status')} = '' OR coalesce(d.decision, 'pending') = ${$('status')})
    ORDER BY a.id DESC LIMIT ${$('limit')}`),
)

/** An approval, who asked for it, and how it was decided if it was. */
export type KeptApproval = Omit<RowOf<typeof one>, 'asker' | 'decider'> & {
  readonly asker: KeptActor
  readonly decider: KeptActor | null
}

const decoded = (bound: Bound<RowOf<typeof one>>): Bound<KeptApproval> => ({
  ...bound,
  decode: rows =>
    bound.decode(rows).map(row => ({
      ...row,
      asker: actorOf(row.askedBy, row.asker),
      decider: row.decidedBy === null ? null : actorOf(row.decidedBy, row.decider),
    })),
})

/** An approval by id. */
export const findApproval = (id: number): Bound<KeptApproval> => decoded(one({ id }))

/** A page of approvals, newest first: of one asker where the id is not 0, of one status where it is not empty. */
export const listApprovals = (asked: {
  before: number
  askedBy: number
  status: string
  limit: number
}): Bound<KeptApproval> => decoded(some(asked))
