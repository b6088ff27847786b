import type { Day, DayActivity, Instant } from '@laurel/core'
import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm'
import { benefitClaims } from '../benefits/benefits.tables.ts'
import type { Statement } from '../database.ts'
import { cardsOf } from '../members/cards-of-member.ts'
import { members } from '../members/members.tables.ts'
import { putActivity } from '../members/standing.repository.ts'
import { $, builder, insertInto, raw, select, write, type RowOf } from '../statement.ts'
import { heldTables } from './held-tables.ts'
import { merges } from './persons.tables.ts'

/** The tables whose rows follow a merged member to the survivor, each as it is. */
export const followed = [
  'adjustments',
  'approvals',
  'benefit_uses',
  'consents',
  'family_sizes',
  'lots',
  'member_coupons',
  'member_notes',
  'openings',
  'prepaid_refunds',
  'purchases',
  'reasons',
  'redemptions',
  'tier_acts',
  'top_ups',
] as const

type Both = { readonly from: number; readonly into: number }
const statement = (text: string) => {
  const [first = '', ...others] = text.split(/(?=:from|:into)/)
  const parts = others.map(part => sql`${$(part.slice(1, 5))}${sql.raw(part.slice(5))}`)
  return write<Both>(raw(sql.join([sql.raw(first), ...parts])))
}

const FROM = 'member_id = :from'
const TO = 'SET member_id = :into'

// What both have of a kind stays as the survivor has it; what is left under the merged id is removed with the person.
const moves = [
  ...followed.map(table => `UPDATE ${table} ${TO} WHERE ${FROM}`),
  `UPDATE cards SET member_id = :into, merged_from = coalesce(merged_from, :from) WHERE ${FROM}`,
  `UPDATE family_members ${TO}, revision = revision + 1 WHERE ${FROM}`,
  `UPDATE OR IGNORE messages ${TO}, revision = revision + 1 WHERE ${FROM}`,
  ...['brand_cards', 'campaign_occasions', 'member_interests', 'member_sizes', 'member_tags'].map(
    table => `UPDATE OR IGNORE ${table} ${TO} WHERE ${FROM}`,
  ),
  `UPDATE member_fields ${TO} WHERE ${FROM} AND field NOT IN (SELECT field FROM member_fields WHERE member_id = :into)`,
  `UPDATE profiles SET referred_by = :into, revision = revision + 1 WHERE referred_by = :from AND member_id <> :into`,
  `UPDATE staff SET member_id = iif(EXISTS (SELECT 1 FROM staff s WHERE s.member_id = :into), NULL, :into), revision = revision + 1 WHERE ${FROM}`,
  // A limit that both together are beyond stays reached.
  `UPDATE reward_counts SET taken = taken + theirs.more, most = max(most, taken + theirs.more)
    FROM (SELECT reward AS of, taken AS more FROM reward_counts WHERE ${FROM}) AS theirs WHERE member_id = :into AND reward = theirs.of`,
  `UPDATE coupon_counts SET issued = issued + theirs.more, most = max(most, issued + theirs.more)
    FROM (SELECT coupon AS of, issued AS more FROM coupon_counts WHERE ${FROM}) AS theirs WHERE member_id = :into AND coupon = theirs.of`,
  `DELETE FROM reward_counts WHERE ${FROM} AND reward IN (SELECT reward FROM reward_counts WHERE member_id = :into)`,
  `DELETE FROM coupon_counts WHERE ${FROM} AND coupon IN (SELECT coupon FROM coupon_counts WHERE member_id = :into)`,
  `UPDATE reward_counts ${TO} WHERE ${FROM}`,
  `UPDATE coupon_counts ${TO} WHERE ${FROM}`,
  `UPDATE benefit_claims SET holder = :into WHERE holder = :from AND scope <> 'receipt'`,
  `DELETE FROM member_days WHERE ${FROM}`,
].map(statement)

const removals = heldTables
  .filter(({ erased }) => erased === 'removed')
  .map(({ table }) => write<{ memberId: number }>(builder.delete(table).where(sql`member_id = ${$('memberId')}`)))

const markMerged = write<Both & { placeOffset: number }>(
  raw(sql`UPDATE members SET status = 'merged', merged_into = ${$('into')}, place_offset = ${$('placeOffset')}
    WHERE id = ${$('from')}`),
)
// Those that had been merged into who is merged now: none leads by way of another.
const leadOn = write<Both & { placeOffset: number }>(
  raw(sql`UPDATE members SET merged_into = ${$('into')}, place_offset = place_offset + ${$('placeOffset')}
    WHERE merged_into = ${$('from')}`),
)
const putRegistration = write<{ into: number; registeredAt: Instant; registeredOn: Day }>(
  raw(
    sql`UPDATE members SET registered_at = ${$('registeredAt')}, registered_on = ${$('registeredOn')} WHERE id = ${$('into')}`,
  ),
)
/** Keeps which member became whose. Its id is that of a transaction that is there. */
export const appendMerge = insertInto(merges)

export const moveDossier = statement(`UPDATE dossiers ${TO}, revision = revision + 1 WHERE ${FROM}`)
const putPlace = write<{
  into: number
  from: number
  scope: string
  benefit: string
  period: number
  place: number
  useId: number
}>(
  raw(sql`UPDATE benefit_claims SET holder = ${$('into')}, place = ${$('place')} WHERE holder = ${$('from')} AND scope = ${$('scope')}
    AND benefit = ${$('benefit')} AND period = ${$('period')} AND use_id = ${$('useId')}`),
)

/** The quotas that a member's uses hold, whole. */
export const listAllQuotaClaims = select<{ memberId: number }>()(getTableColumns(benefitClaims), f =>
  builder
    .select(f)
    .from(benefitClaims)
    .where(sql`${benefitClaims.holder} = ${$('memberId')} AND ${benefitClaims.scope} <> 'receipt'`)
    .orderBy(asc(benefitClaims.period), asc(benefitClaims.place)),
)
type Claim = RowOf<typeof listAllQuotaClaims>

const quotaOf = ({ scope, benefit, period }: Claim): string => JSON.stringify([scope, benefit, period])

/** Puts what the merged one has used of a quota into the next free places of the survivor's. */
const movedClaims = (both: Both, theirs: readonly Claim[], own: readonly Claim[]): readonly Statement[] => {
  const taken = Map.groupBy(own, quotaOf)
  return theirs.flatMap(claim => {
    const quota = taken.get(quotaOf(claim))
    if (!quota) return []
    let place = 1
    while (quota.some(other => other.place === place)) place++
    quota.push({ ...claim, place })
    const { scope, benefit, period, useId } = claim
    return [putPlace({ ...both, scope, benefit, period, useId, place })]
  })
}

/** The place below all that is a member's so far: where the journal of a card that is merged now ends. */
export const findFirstPlace = select<{ memberId: number }>()(
  { offset: sql<number>`coalesce(min(place_offset), 0)`.as('first_offset') },
  f =>
    builder
      .select(f)
      .from(members)
      .where(sql`${members.id} IN ${cardsOf(sql`${$('memberId')}`)}`),
)

/** The cards that were merged into a member. */
export const listMergedCards = select<{ memberId: number }>()({ id: members.id }, f =>
  builder
    .select(f)
    .from(members)
    .where(eq(members.mergedInto, $('memberId')))
    .orderBy(asc(members.id)),
)

/** Those of some members, by their ids as a JSON list, who were merged, and into whom. */
export const listMergedAmong = select<{ ids: string }>()({ id: members.id, mergedInto: members.mergedInto }, f =>
  builder
    .select(f)
    .from(members)
    .where(
      and(sql`${members.id} IN (SELECT value FROM json_each(${$('ids')}))`, sql`${members.mergedInto} IS NOT NULL`),
    ),
)

/** What becomes of two members that are one from now on. */
interface Following extends Both {
  readonly placeOffset: number
  /** Of the card that came first. */
  readonly registeredAt: Instant
  readonly registeredOn: Day
  /** What both have bought together, on the days on which the merged one has. */
  readonly activity: readonly DayActivity[]
  readonly claims: { readonly from: readonly Claim[]; readonly into: readonly Claim[] }
}

/**
 * Has everything of a member follow to the survivor, and leaves of the merged one the journal and whose card it is. The
 * survivor's standing and person are written beside it.
 */
export const followSurvivor = (two: Following): readonly Statement[] => {
  const { from, into, placeOffset, registeredAt, registeredOn, activity, claims } = two
  const both = { from, into }
  return [
    markMerged({ ...both, placeOffset }),
    leadOn({ ...both, placeOffset }),
    putRegistration({ into, registeredAt, registeredOn }),
    ...movedClaims(both, claims.from, claims.into),
    ...moves.map(move => move(both)),
    ...removals.map(remove => remove({ memberId: from })),
    ...activity.map(day => putActivity({ memberId: into, ...day })),
  ]
}
