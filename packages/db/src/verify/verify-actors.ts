import { dayOf, type RulesTimeline } from '@laurel/core'
import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { select, readAll } from '../statement.ts'

/** Whether nobody has the id in a column: no key, nobody of the staff. Of a member's own acts the member has it. */
const nobody = (column: string): string =>
  `${column} NOT IN (SELECT id FROM api_keys) AND ${column} NOT IN (SELECT id FROM staff)`

// Scheduled work is 0: it has an entry of its occurrence, it let a reservation lapse, or it erased somebody again when a
// backup was restored.
const STRAYS = `SELECT 'transactions of no actor' AS kind, count(*) AS count FROM transactions
    WHERE actor_id <> 0 AND actor_id <> member_id AND ${nobody('actor_id')}
      AND NOT EXISTS (SELECT 1 FROM members its JOIN members actor ON actor.id = actor_id
        WHERE its.id = member_id AND actor.merged_into = coalesce(its.merged_into, its.id))
  UNION ALL SELECT 'transactions of nobody that no scheduled work has made', count(*) FROM transactions t WHERE actor_id = 0
    AND NOT EXISTS (SELECT 1 FROM job_entries WHERE transaction_id = t.id)
    AND NOT EXISTS (SELECT 1 FROM redemption_ends WHERE redemption_id = t.cause_id AND "end" = 'lapsed')
    AND NOT EXISTS (SELECT 1 FROM erasures WHERE id = t.id OR (member_id = t.member_id AND t.cause_id IN (SELECT redemption_id FROM redemption_ends WHERE actor_id = 0)))
  UNION ALL SELECT 'ends of redemptions of no actor', count(*) FROM redemption_ends e WHERE actor_id <> 0 AND ${nobody('actor_id')}
  UNION ALL SELECT 'uses of benefits of no actor', count(*) FROM benefit_uses WHERE ${nobody('actor_id')}
  UNION ALL SELECT 'undos of no actor', count(*) FROM benefit_undos WHERE ${nobody('actor_id')}
  UNION ALL SELECT 'revisions of promotions of no actor', count(*) FROM promotion_revisions WHERE ${nobody('actor_id')}
  UNION ALL SELECT 'coupons issued by no actor', count(*) FROM member_coupons WHERE ${nobody('actor_id')}
  UNION ALL SELECT 'withdrawals of coupons of no actor', count(*) FROM coupon_withdrawals WHERE ${nobody('actor_id')}
    AND NOT (actor_id = 0 AND coupon_id IN (SELECT c.id FROM member_coupons c JOIN erasures x ON x.member_id = c.member_id))
  UNION ALL SELECT 'entries of the audit trail of no actor', count(*) FROM audit_entries WHERE actor_id IS NOT NULL AND ${nobody('actor_id')}
  UNION ALL SELECT 'sessions of no staff', count(*) FROM staff_sessions WHERE staff_id NOT IN (SELECT id FROM staff)
  UNION ALL SELECT 'staff with the id of another actor', count(*) FROM staff WHERE id IN (SELECT id FROM api_keys) OR id IN (SELECT id FROM members)
  UNION ALL SELECT 'approvals of no member', count(*) FROM approvals WHERE member_id NOT IN (SELECT id FROM members)
  UNION ALL SELECT 'approvals that no staff asked for', count(*) FROM approvals WHERE asked_by NOT IN (SELECT id FROM staff)
  UNION ALL SELECT 'decisions without an approval', count(*) FROM approval_decisions WHERE approval_id NOT IN (SELECT id FROM approvals)
  UNION ALL SELECT 'decisions by no other staff', count(*) FROM approval_decisions d WHERE decided_by NOT IN (SELECT id FROM staff)
    OR EXISTS (SELECT 1 FROM approvals WHERE id = d.approval_id AND asked_by = d.decided_by)
  UNION ALL SELECT 'approvals whose adjustment is not what was asked for', count(*) FROM approval_decisions d JOIN approvals a ON a.id = d.approval_id
    WHERE d.decision = 'approved' AND NOT EXISTS (SELECT 1 FROM adjustments x JOIN transactions t ON t.id = x.id
      WHERE x.id = d.transaction_id AND x.member_id = a.member_id AND x.unit = a.unit AND x.amount = a.amount AND t.actor_id = d.decided_by)`

const strays = select<Record<string, never>>()({ kind: sql<string>`kind`, count: sql<number>`count` }, () => ({
  toSQL: () => ({ sql: STRAYS, params: [] }),
}))

const adjustedAlone = select<Record<string, never>>()(
  { staffId: sql<number>`staff_id`, unit: sql<string>`unit`, at: sql<number>`at`, amount: sql<number>`amount` },
  () => ({
    toSQL: () => ({
      sql: `SELECT t.actor_id AS staff_id, x.unit, t.occurred_at AS at, abs(x.amount) AS amount FROM adjustments x JOIN transactions t ON t.id = x.id
        WHERE t.actor_id IN (SELECT id FROM staff) AND NOT EXISTS (SELECT 1 FROM approval_decisions WHERE transaction_id = x.id)`,
      params: [],
    }),
  }),
)

const counted = select<Record<string, never>>()(
  { staffId: sql<number>`staff_id`, unit: sql<string>`unit`, day: sql<number>`day`, total: sql<number>`total` },
  () => ({ toSQL: () => ({ sql: 'SELECT staff_id, unit, day, total FROM staff_grants', params: [] }) }),
)

/**
 * Holds what names its doer to those that there are, approvals to what they were posted as, and what staff are counted
 * to have adjusted alone to their adjustments, day by day.
 */
export const verifyActors = async (database: Database, { timeZone }: RulesTimeline): Promise<string[]> => {
  const [found, adjusted, kept] = await readAll(database, [strays({}), adjustedAlone({}), counted({})])
  const totals = new Map<string, number>()
  const add = (key: string, amount: number) => totals.set(key, (totals.get(key) ?? 0) + amount)
  for (const { staffId, unit, at, amount } of adjusted) add(`${staffId} ${unit} on day ${dayOf(at, timeZone)}`, amount)
  for (const { staffId, unit, day, total } of kept) add(`${staffId} ${unit} on day ${day}`, -total)
  return [
    ...found.filter(({ count }) => count > 0).map(({ kind, count }) => `${count} ${kind}`),
    ...[...totals]
      .filter(([, left]) => left !== 0)
      .map(([key, left]) => `what staff adjusted alone, ${key}: ${left} more than was counted`),
  ]
}
