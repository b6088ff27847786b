import { sql, type Column, type SQL } from 'drizzle-orm'
import { transactions } from '../ledger/ledger.tables.ts'

/** The ids under which a member's journal lies: the own one, and those of the cards that were merged into it. */
export const cardsOf = (memberId: SQL): SQL =>
  sql`(SELECT ${memberId} UNION ALL SELECT merged.id FROM members merged WHERE merged.merged_into = ${memberId})`

/** Whose a card is by now. */
export const ownerOf = (card: Column | SQL): SQL =>
  sql`(SELECT coalesce(merged_into, id) FROM members WHERE members.id = ${card})`

/** A transaction's place among all that are one member's: its `seq`, below 1 where it is a merged card's. */
export const placeInJournal = sql<number>`${transactions.seq} + (SELECT place_offset FROM members WHERE members.id = ${transactions.memberId})`
