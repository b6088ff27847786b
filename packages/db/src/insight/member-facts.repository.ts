import { activeSince, type HalfLifeDays, type MemberFacts, type Share, type TransactionKind } from '@laurel/core'
import { and, asc, eq, getTableColumns, gt, lte, sql, type InferSelectModel } from 'drizzle-orm'
import type { Statement } from '../database.ts'
import { dossiers } from '../dossier/dossier.tables.ts'
import { kindCode } from '../ledger/ledger-codes.ts'
import { members, profiles, standings } from '../members/members.tables.ts'
import { selectMany } from '../select-many.ts'
import { $, builder, insertAllInto, orNull, raw, select, write, type RowOf } from '../statement.ts'
import { memberBaskets, memberFacts, memberPreferences } from './insight.tables.ts'

type FactsRow = InferSelectModel<typeof memberFacts>
/** What the receipts alone say; the rest of a row is what figures and forecasts add. */
export type ReceiptFactsRow = Omit<
  FactsRow,
  'pyramid' | 'probabilityActive' | 'expectedPurchases' | 'expectedValueMinor'
>
export type PreferenceRow = InferSelectModel<typeof memberPreferences>
export type BasketRow = InferSelectModel<typeof memberBaskets>

/** A buyer's facts as they are kept. */
export interface KeptFacts {
  readonly facts: ReceiptFactsRow
  readonly preferences: readonly PreferenceRow[]
  readonly baskets: readonly BasketRow[]
}

/** How many values of a kind are kept. */
const BEST = 5
const kinds = ['sizes', 'colors', 'brands', 'categories', 'styles', 'stores', 'weekdays', 'hours'] as const

/** A member's facts as rows, as of a transaction; null for who has kept nothing. */
export const keptFacts = (
  memberId: number,
  seq: number,
  halfLifeDays: HalfLifeDays,
  { purchaseDays, preferences, baskets, ...facts }: MemberFacts,
): KeptFacts | null => {
  const [firstOn, lastOn] = [purchaseDays[0], purchaseDays.at(-1)]
  const { priceBand, promotionShare, cycleDaysX2 } = preferences
  if (firstOn === undefined || lastOn === undefined || priceBand === null || promotionShare === null) return null
  return {
    facts: {
      memberId,
      seq,
      halfLifeDays,
      ...facts,
      purchaseDays: purchaseDays.length,
      firstOn,
      lastOn,
      activeSince: activeSince(purchaseDays)!,
      priceLowMinor: priceBand.lowMinor,
      priceMedianMinor: priceBand.medianMinor,
      priceHighMinor: priceBand.highMinor,
      promotionShare,
      cycleDaysX2,
    },
    preferences: kinds.flatMap(kind =>
      (preferences[kind] as readonly Share<string | number>[])
        .slice(0, BEST)
        .map(({ value, share }) => ({ memberId, kind, value: String(value), share })),
    ),
    baskets: baskets.map(basket => ({ memberId, ...basket })),
  }
}

/** What moves value and leaves the receipts as they were. When a million members' points expire, no facts are due. */
const besideReceipts: readonly TransactionKind[] = ['redeem', 'topup', 'rebate', 'expire', 'adjust', 'tier', 'opening']
const beside = sql.raw(besideReceipts.map(kindCode).join(', '))

/** Whether the receipts of `s.member_id` may have changed since `f.seq`: told by the kinds of what was posted. */
const receiptsMoved = sql`EXISTS (SELECT 1 FROM transactions t
  WHERE t.member_id = s.member_id AND t.seq > f.seq AND t.kind NOT IN (${beside}))`
/** The same as text. */
export const RECEIPTS_MOVED = raw(receiptsMoved).toSQL().sql

/**
 * The next members whose facts are not as of their last transaction, or were weighed otherwise. `isDue` where their
 * receipts may have changed since; the rest only have moved value. Who never bought has none, and is passed over.
 */
export const listFactsBehind = select<{ after: number; halfLifeDays: HalfLifeDays; limit: number }>()(
  { memberId: standings.memberId, seq: standings.seq, isDue: sql`is_due`.mapWith(Boolean) },
  () =>
    raw(sql`SELECT s.member_id, s.seq, f.member_id IS NULL OR f.active_since IS NULL OR g.member_id IS NULL
        OR f.half_life_days IS NOT ${$('halfLifeDays')} OR (f.seq <> s.seq AND ${receiptsMoved}) AS is_due
      FROM standings s LEFT JOIN member_facts f ON f.member_id = s.member_id
        LEFT JOIN member_goods g ON g.member_id = s.member_id
      WHERE s.member_id > ${$('after')} AND CASE WHEN f.member_id IS NULL
        THEN EXISTS (SELECT 1 FROM purchases p WHERE p.member_id = s.member_id)
        ELSE f.half_life_days IS NOT ${$('halfLifeDays')} OR f.seq <> s.seq OR f.active_since IS NULL OR g.member_id IS NULL END
      ORDER BY s.member_id LIMIT ${$('limit')}`),
)

const raiseEveryFact = write<{ rows: string }>(
  raw(sql`UPDATE member_facts SET seq = put.seq
    FROM (SELECT value ->> 0 AS member_id, value ->> 1 AS seq FROM json_each(${$('rows')})) AS put
    WHERE member_facts.member_id = put.member_id AND member_facts.seq < put.seq`),
)

/** Notes that facts are still right as of later transactions, which left the receipts as they were. */
export const raiseFacts = (
  all: readonly { readonly memberId: number; readonly seq: number }[],
): readonly Statement[] =>
  all.length === 0 ? [] : [raiseEveryFact({ rows: JSON.stringify(all.map(({ memberId, seq }) => [memberId, seq])) })]

const names = Object.entries(getTableColumns(memberFacts)) as [keyof FactsRow, { readonly name: string }][]
const written = names.filter(
  ([key]) => !['pyramid', 'probabilityActive', 'expectedPurchases', 'expectedValueMinor'].includes(key),
) as [keyof ReceiptFactsRow, { readonly name: string }][]
const columns = written.map(([, { name }]) => name)

const putEveryFact = write<{ rows: string }>(
  raw(
    sql`INSERT INTO member_facts (${sql.raw(columns.join(', '))})
      SELECT ${sql.raw(columns.map((_, i) => `value ->> ${i}`).join(', '))} FROM json_each(${$('rows')}) WHERE true
      ON CONFLICT (member_id) DO UPDATE SET ${sql.raw(
        columns
          .filter(name => name !== 'member_id')
          .map(name => `${name} = excluded.${name}`)
          .join(', '),
      )}`,
  ),
)
const insertPreferences = insertAllInto(memberPreferences)
const insertBaskets = insertAllInto(memberBaskets)
const among = sql`member_id IN (SELECT value FROM json_each(${$('memberIds')}))`
const forgetFacts = write<{ memberIds: string }>(builder.delete(memberFacts).where(among))
const forgetPreferences = write<{ memberIds: string }>(builder.delete(memberPreferences).where(among))
const forgetBaskets = write<{ memberIds: string }>(builder.delete(memberBaskets).where(among))

/** Puts what is known of some members in the place of what was; of whom nothing is known, nothing stays. */
export const putFacts = (memberIds: readonly number[], kept: readonly KeptFacts[]): readonly Statement[] => {
  const known = new Set(kept.map(({ facts }) => facts.memberId))
  const ids = JSON.stringify(memberIds)
  return [
    forgetFacts({ memberIds: JSON.stringify(memberIds.filter(id => !known.has(id))) }),
    forgetPreferences({ memberIds: ids }),
    forgetBaskets({ memberIds: ids }),
    ...(kept.length === 0
      ? []
      : [putEveryFact({ rows: JSON.stringify(kept.map(({ facts }) => written.map(([key]) => facts[key]))) })]),
    ...insertPreferences(kept.flatMap(({ preferences }) => preferences)),
    ...insertBaskets(kept.flatMap(({ baskets }) => baskets)),
  ]
}

/** What is expected of a member; nulls where there is not enough data. */
export const findForecast = select<{ memberId: number }>()(
  {
    probabilityActive: memberFacts.probabilityActive,
    expectedPurchases: memberFacts.expectedPurchases,
    expectedValueMinor: memberFacts.expectedValueMinor,
  },
  f =>
    builder
      .select(f)
      .from(memberFacts)
      .where(eq(memberFacts.memberId, $('memberId'))),
)

/** The buyers of a range of ids, as far as a program's cuts go by them. */
export const listBuyers = selectMany<{ after: number; limit: number }>()(
  {
    memberId: memberFacts.memberId,
    receipts: memberFacts.receipts,
    lastOn: memberFacts.lastOn,
    purchaseDays: memberFacts.purchaseDays,
    salesMinor: memberFacts.salesMinor,
    promotionalMinor: memberFacts.promotionalMinor,
    returnedMinor: memberFacts.returnedMinor,
    points: memberFacts.points,
    memberCashMinor: memberFacts.memberCashMinor,
  },
  f =>
    builder
      .select(f)
      .from(memberFacts)
      .where(gt(memberFacts.memberId, $('after')))
      .orderBy(memberFacts.memberId)
      .limit($('limit')),
)

/** The members after one, with what the figures count of them. */
export const listCounted = selectMany<{ after: number; limit: number }>()(
  {
    memberId: members.id,
    tier: standings.tier,
    points: standings.points,
    memberCash: standings.memberCash,
    prepaid: standings.prepaid,
    gender: orNull(profiles.gender),
    bornOn: sql<number | null>`profiles.birth_year * 10000 + profiles.birth_month * 100 + profiles.birth_day`.as(
      'born_on',
    ),
    region: orNull(profiles.region),
    education: orNull(dossiers.education),
    receipts: orNull(memberFacts.receipts),
    purchaseDays: orNull(memberFacts.purchaseDays),
    lastOn: orNull(memberFacts.lastOn),
    salesMinor: orNull(memberFacts.salesMinor),
    promotionalMinor: orNull(memberFacts.promotionalMinor),
    returnedMinor: orNull(memberFacts.returnedMinor),
    earned: orNull(memberFacts.points),
    memberCashMinor: orNull(memberFacts.memberCashMinor),
    promotionShare: orNull(memberFacts.promotionShare),
    pyramid: orNull(memberFacts.pyramid),
  },
  f =>
    builder
      .select(f)
      .from(members)
      .innerJoin(standings, eq(standings.memberId, members.id))
      .leftJoin(profiles, eq(profiles.memberId, members.id))
      .leftJoin(dossiers, eq(dossiers.memberId, members.id))
      .leftJoin(memberFacts, eq(memberFacts.memberId, members.id))
      .where(gt(members.id, $('after')))
      .orderBy(members.id)
      .limit($('limit')),
)
export type CountedRow = RowOf<typeof listCounted>

const putEveryClass = write<{ rows: string }>(
  raw(sql`UPDATE member_facts SET pyramid = put.pyramid
    FROM (SELECT value ->> 0 AS member_id, value ->> 1 AS pyramid FROM json_each(${$('rows')})) AS put
    WHERE member_facts.member_id = put.member_id`),
)

/** The classes of the pyramid that some buyers have come into. */
export const putPyramid = (
  all: readonly { readonly memberId: number; readonly pyramid: string }[],
): readonly Statement[] =>
  all.length === 0 ? [] : [putEveryClass({ rows: JSON.stringify(all.map(row => [row.memberId, row.pyramid])) })]

/** On how many receipts of a range of buyers each two categories came together. */
export const countBaskets = select<{ after: number; through: number }>()(
  { a: memberBaskets.a, b: memberBaskets.b, receipts: sql<number>`sum(${memberBaskets.receipts})`.as('receipts') },
  f =>
    builder
      .select(f)
      .from(memberBaskets)
      .where(and(gt(memberBaskets.memberId, $('after')), lte(memberBaskets.memberId, $('through'))))
      .groupBy(memberBaskets.a, memberBaskets.b),
)

const favourites = sql<string>`(SELECT json_group_array(json_array(kind, value, share)) FROM (
    SELECT kind, value, share FROM ${memberPreferences} WHERE member_id = member_facts.member_id
    ORDER BY kind, share DESC, value))`.as('favourites')

/** A page of all buyers with what is known of them, oldest first, from after one of them: an export's. */
export const listExportedFacts = select<{ after: number; limit: number }>()(
  { ...getTableColumns(memberFacts), favourites },
  f =>
    builder
      .select(f)
      .from(memberFacts)
      .where(gt(memberFacts.memberId, $('after')))
      .orderBy(asc(memberFacts.memberId))
      .limit($('limit')),
)
