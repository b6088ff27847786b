import type { TransactionKind } from '@laurel/core'
import { sql, type SQL } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { kindCode } from '../ledger/ledger-codes.ts'
import { $, raw, select, write, type RowOf } from '../statement.ts'

const kind = (word: TransactionKind) => sql.raw(String(kindCode(word)))

/** Whether a row has not been left standing. */
const isToBeUndone = (row: SQL): SQL =>
  sql`(${$('fresh')} OR NOT EXISTS (SELECT 1 FROM import_left l WHERE l.import_id = ${row}.import_id AND l.row = ${row}.row))`

/**
 * Whether an id is of what this import made and has not left standing, of what was undone of any import, or of what
 * undid that.
 */
const isOwn = (id: SQL): SQL => sql`(EXISTS (SELECT 1 FROM import_made own
    WHERE own.made_id = ${id} AND own.import_id = ${$('importId')} AND ${isToBeUndone(sql`own`)})
  OR EXISTS (SELECT 1 FROM import_undone WHERE made_id = ${id})
  OR EXISTS (SELECT 1 FROM import_undone WHERE undone_id = ${id}))`

/**
 * Whether a transaction rests on nothing but what is to be undone, or was: it is that itself, it came along with it (what
 * had expired, a gift), or gave such a gift back.
 */
const isOfUndone = sql`(${isOwn(sql`u.id`)}
  OR (u.kind IN (${kind('expire')}, ${kind('redeem')}) AND u.cause_id IS NOT NULL AND ${isOwn(sql`u.cause_id`)})
  OR (u.kind = ${kind('reverse')} AND EXISTS (SELECT 1 FROM transactions gift
    WHERE gift.id = u.cause_id AND gift.kind = ${kind('redeem')}
      AND EXISTS (SELECT 1 FROM import_undone WHERE made_id = gift.cause_id))))`

/** What a later transaction is called where it stands in the way. */
const since = (column: SQL): SQL => sql`CASE ${column}
  WHEN ${kind('earn')} THEN 'bought_since' WHEN ${kind('past')} THEN 'bought_since'
  WHEN ${kind('return')} THEN 'returned_since'
  WHEN ${kind('spend')} THEN 'spent_since' WHEN ${kind('redeem')} THEN 'spent_since'
  WHEN ${kind('expire')} THEN 'expired_since'
  WHEN ${kind('tier')} THEN 'tier_set_since'
  WHEN ${kind('transfer')} THEN 'member_merged'
  ELSE 'balance_changed_since' END`

/** Whether a member has used a benefit after something else was recorded. */
const benefitUsed = (memberId: SQL, after: SQL): SQL => sql`EXISTS (SELECT 1 FROM benefit_uses b
  WHERE b.member_id = ${memberId} AND b.id > ${after}
    AND NOT EXISTS (SELECT 1 FROM benefit_undos WHERE use_id = b.id))`

/**
 * Whether a person was changed after an entry of the audit trail by anything but rows that are to be undone, or were: of
 * these there is an entry each, and another one of what undid it.
 */
const isChanged = (memberId: SQL, acts: SQL, after: SQL): SQL => sql`
  (SELECT count(*) FROM audit_entries a WHERE a.member_id = ${memberId} AND a.id > ${after} ${acts})
    > (SELECT coalesce(sum(iif(x.row IS NOT NULL, 2, p.import_id = ${$('importId')} AND ${isToBeUndone(sql`p`)})), 0) FROM import_replaced p
      LEFT JOIN import_undone x ON x.import_id = p.import_id AND x.row = p.row
      WHERE p.member_id = ${memberId} AND p.audit_id > ${after})`

const told = [
  'dossiers',
  'member_interests',
  'member_sizes',
  'member_tags',
  'family_members',
  'member_notes',
  'member_fields',
  'consents',
  'approvals',
] as const

/** Whether anything is known of a member beyond what the registration told. */
const isKnown = (memberId: SQL): SQL =>
  sql.join(
    [
      ...told.map(table => sql`EXISTS (SELECT 1 FROM ${sql.raw(table)} WHERE member_id = ${memberId})`),
      sql`EXISTS (SELECT 1 FROM profiles WHERE referred_by = ${memberId})`,
      sql`EXISTS (SELECT 1 FROM staff WHERE member_id = ${memberId})`,
      sql`EXISTS (SELECT 1 FROM member_coupons c WHERE c.member_id = ${memberId}
        AND NOT EXISTS (SELECT 1 FROM coupon_withdrawals WHERE coupon_id = c.id))`,
    ],
    sql` OR `,
  )

/**
 * The rows of an import that made something, each with what stands in the way of undoing it (`code`, null for nothing) and
 * whether the member was erased since. `target` are the rows: `row`, `made_id`, `change`.
 *
 * What a row made rests in its member's journal at a place, and whatever came after that place and is not of the same
 * import may rest on it: what was bought was judged by the tier and the cap, what was spent took from the lots. So
 * anything does, and what was undone itself does no more. A person rests on nothing but what is known and done since.
 */
const judged = (target: SQL): SQL => sql`WITH target AS (${target}),
  posted AS (
    SELECT target.row, target.made_id, target.change, t.member_id, t.seq
    FROM target CROSS JOIN transactions t ON t.id = target.made_id),
  begun AS (SELECT member_id, min(seq) AS seq FROM posted GROUP BY member_id),
  later AS (
    SELECT begun.member_id, u.kind, max(u.seq) AS seq
    FROM begun CROSS JOIN transactions u ON u.member_id = begun.member_id AND u.seq > begun.seq
    WHERE NOT ${isOfUndone} GROUP BY begun.member_id),
  looked AS (
    SELECT posted.row, posted.made_id, posted.change, posted.member_id, CASE
        WHEN later.seq > posted.seq THEN ${since(sql`later.kind`)}
        WHEN EXISTS (SELECT 1 FROM promotion_gifts g INNER JOIN redemption_ends e ON e.redemption_id = g.given_id
          WHERE g.purchase_id = posted.made_id AND e."end" = 'collected') THEN 'gift_collected'
        WHEN ${benefitUsed(sql`posted.member_id`, sql`posted.made_id`)} THEN 'benefit_used'
      END AS code
    FROM posted LEFT JOIN later ON later.member_id = posted.member_id
    UNION ALL
    SELECT target.row, target.made_id, target.change, m.id, CASE
        WHEN m.status = 'merged' THEN 'member_merged'
        WHEN ${isChanged(sql`m.id`, sql``, sql`0`)} OR ${isKnown(sql`m.id`)} THEN 'member_changed'
        WHEN EXISTS (SELECT 1 FROM messages WHERE member_id = m.id) THEN 'member_contacted'
        WHEN ${benefitUsed(sql`m.id`, sql`0`)} THEN 'benefit_used'
        ELSE (SELECT ${since(sql`u.kind`)} FROM transactions u WHERE u.member_id = m.id AND NOT ${isOfUndone} ORDER BY u.seq LIMIT 1)
      END
    FROM target CROSS JOIN members m ON m.id = target.made_id WHERE target.change = 'created'
    UNION ALL
    SELECT target.row, target.made_id, target.change, m.id, CASE
        WHEN m.status = 'merged' THEN 'member_merged'
        WHEN r.row IS NULL THEN 'replaced_unknown'
        WHEN ${isChanged(sql`m.id`, sql`AND a.act IN ('memberChanged', 'memberMerged')`, sql`r.audit_id`)} THEN 'member_changed'
        WHEN r.birthday THEN (SELECT ${since(sql`u.kind`)} FROM transactions u
          WHERE u.member_id = m.id AND u.id > r.audit_id AND NOT ${isOfUndone} ORDER BY u.seq LIMIT 1)
      END
    FROM target CROSS JOIN members m ON m.id = target.made_id
    LEFT JOIN import_replaced r ON r.import_id = ${$('importId')} AND r.row = target.row WHERE target.change = 'updated')
  SELECT looked.row AS row, looked.made_id AS made_id, looked.change AS change, looked.member_id AS member_id,
    owner.status = 'erased' AS is_erased, iif(owner.status = 'erased', NULL, coalesce(
      (SELECT code FROM import_left l WHERE l.import_id = ${$('importId')} AND l.row = looked.row AND NOT ${$('fresh')}),
      looked.code)) AS code
  FROM looked INNER JOIN members card ON card.id = looked.member_id
  INNER JOIN members owner ON owner.id = coalesce(card.merged_into, card.id)`

/** Rows of an import that made something which was not undone yet. */
const madeRows = (where: SQL): SQL => sql`SELECT m.row, m.made_id, m.change FROM import_made m
  WHERE m.import_id = ${$('importId')}
    AND NOT EXISTS (SELECT 1 FROM import_undone x WHERE x.import_id = m.import_id AND x.row = m.row) ${where}`

/**
 * The rows of a range that stand in the way of undoing an import, in their order, each with why: as an undo has left them,
 * or (`fresh`) as if none had been there.
 */
export const listImportConsequences = select<{ importId: number; after: number; through: number; fresh: number }>()(
  { row: sql<number>`row`, code: sql<string>`code` },
  () =>
    raw(sql`SELECT row, code FROM (${judged(madeRows(sql`AND m.row > ${$('after')} AND m.row <= ${$('through')}`))})
      WHERE code IS NOT NULL ORDER BY row`),
)

/** The rows of an import to be undone next, the last first, each with why it may not be. */
export const listRowsToUndo = select<{ importId: number; before: number; limit: number; fresh: 0 }>()(
  {
    row: sql<number>`row`,
    madeId: sql<number>`made_id`,
    change: sql<'created' | 'updated'>`change`,
    memberId: sql<number>`member_id`,
    isErased: sql<number>`is_erased`,
    code: sql<string | null>`code`,
  },
  () =>
    raw(
      sql`SELECT row, made_id, change, member_id, is_erased, code FROM (${judged(
        madeRows(sql`AND m.row < ${$('before')}
        AND NOT EXISTS (SELECT 1 FROM import_left l WHERE l.import_id = m.import_id AND l.row = m.row)
        ORDER BY m.row DESC LIMIT ${$('limit')}`),
      )}) ORDER BY row DESC`,
    ),
)
export type RowToUndo = RowOf<typeof listRowsToUndo>

const insertUndone = write<{ importId: number; rows: string; fresh: 0 }>(
  raw(sql`INSERT INTO import_undone (import_id, row, made_id, undone_id)
    SELECT ${$('importId')}, value ->> 0, value ->> 1, iif(EXISTS (SELECT 1 FROM (${judged(
      sql`SELECT value ->> 0 AS row, value ->> 1 AS made_id, value ->> 2 AS change FROM json_each(${$('rows')})`,
    )}) WHERE is_erased OR code IS NOT NULL), NULL, value ->> 3) FROM json_each(${$('rows')})`),
)

/**
 * Keeps what undid rows of an import. It comes first in its commit: where a row has consequences by then, or its member
 * was erased, the schema refuses all of it.
 */
export const addImportUndone = (
  importId: number,
  rows: readonly (Pick<RowToUndo, 'row' | 'madeId' | 'change'> & { readonly undoneId: number })[],
): readonly Statement[] =>
  rows.length === 0
    ? []
    : [
        insertUndone({
          importId,
          fresh: 0,
          rows: JSON.stringify(rows.map(({ row, madeId, change, undoneId }) => [row, madeId, change, undoneId])),
        }),
      ]
