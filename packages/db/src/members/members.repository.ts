import { and, asc, desc, eq, getTableColumns, gt, lt, sql, type InferSelectModel } from 'drizzle-orm'
import { $, builder, insertInto, select, write } from '../statement.ts'
import { apiKeys } from '../keys/keys.tables.ts'
import { staffSessions } from '../staff/staff.tables.ts'
import { brandCards, cards, consents, lookups, members, profiles, standings } from './members.tables.ts'

export type ProfileRow = InferSelectModel<typeof profiles>
export type LookupKind = InferSelectModel<typeof lookups>['kind']

const memberFields = {
  id: members.id,
  status: members.status,
  registeredAt: members.registeredAt,
  registeredOn: members.registeredOn,
  cardNumber:
    sql<string>`(SELECT number FROM cards WHERE member_id = ${members.id} ORDER BY merged_from IS NOT NULL, number LIMIT 1)`.as(
      'card_number',
    ),
  tier: standings.tier,
  tierSince: standings.tierSince,
  tierThrough: standings.tierThrough,
  tierNextOn: standings.tierNextOn,
  wrappedKey: profiles.wrappedKey,
  identity: profiles.identity,
  birthYear: profiles.birthYear,
  birthMonth: profiles.birthMonth,
  birthDay: profiles.birthDay,
  lunarMonth: profiles.lunarMonth,
  lunarDay: profiles.lunarDay,
  lunarLeap: profiles.lunarLeap,
  gender: profiles.gender,
  region: profiles.region,
  referredBy: profiles.referredBy,
  revision: profiles.revision,
  /** JSON: what holds of each channel and purpose, the newest of its history. */
  consents:
    sql<string>`(SELECT json_group_array(json_object('channel', channel, 'purpose', purpose, 'granted', json(iif(granted, 'true', 'false')), 'at', at))
    FROM (SELECT channel, purpose, granted, at, max(id) FROM consents WHERE member_id = ${members.id}
      GROUP BY channel, purpose ORDER BY channel, purpose))`.as('consents'),
  /** JSON of the brands whose own card the member has. */
  brandCards: sql<string>`(SELECT json_group_array(brand) FROM brand_cards WHERE member_id = ${members.id})`.as(
    'brand_cards',
  ),
}

const person = () =>
  builder
    .select(memberFields)
    .from(members)
    .innerJoin(standings, eq(standings.memberId, members.id))
    .leftJoin(profiles, eq(profiles.memberId, members.id))

/** A member with the sealed person. */
export const findMember = select<{ id: number }>()(memberFields, () => person().where(eq(members.id, $('id'))))

/** Some members, by their ids as a JSON list. */
export const listMembersIn = select<{ ids: string }>()(memberFields, () =>
  person().where(sql`${members.id} IN (SELECT value FROM json_each(${$('ids')}))`),
)

/** A page of members, newest first. */
export const listMembers = select<{ beforeId: number; limit: number }>()(memberFields, () =>
  person()
    .where(lt(members.id, $('beforeId')))
    .orderBy(desc(members.id))
    .limit($('limit')),
)

/** A page of all members with what they hold, oldest first, from after one of them: an export's. */
export const listExportedMembers = select<{ after: number; limit: number }>()(
  { ...memberFields, points: standings.points, memberCash: standings.memberCash, prepaid: standings.prepaid },
  f =>
    builder
      .select(f)
      .from(members)
      .innerJoin(standings, eq(standings.memberId, members.id))
      .leftJoin(profiles, eq(profiles.memberId, members.id))
      .where(gt(members.id, $('after')))
      .orderBy(asc(members.id))
      .limit($('limit')),
)

/** The hash only where `by` is that of a key or a session: for anyone else nothing is found, known or unknown. */
const hashFor = (hash: string) =>
  sql`CASE WHEN EXISTS (SELECT 1 FROM ${apiKeys} WHERE ${apiKeys.hash} = ${$('by')} AND ${apiKeys.revokedAt} IS NULL)
    OR EXISTS (SELECT 1 FROM ${staffSessions} WHERE ${staffSessions.tokenHash} = ${$('by')}) THEN ${$(hash)} END`

const pageOfLookup = (hash: string) =>
  builder
    .select({ memberId: lookups.memberId })
    .from(lookups)
    .where(and(eq(lookups.kind, $('kind')), eq(lookups.hash, hashFor(hash)), lt(lookups.memberId, $('beforeId'))))
    .orderBy(desc(lookups.memberId))
    .limit($('limit'))

/**
 * The members that either of two keyed hashes leads to, each once; the same hash twice but while secrets rotate. `by` is
 * the hash of who asks: it is read together with who that is, and a stranger's question must cost the same for every
 * number.
 */
export const listMembersByLookup = select<{
  by: Uint8Array
  kind: LookupKind
  hash: Uint8Array
  orHash: Uint8Array
  beforeId: number
  limit: number
}>()(memberFields, () =>
  person()
    .where(sql`${members.id} IN (SELECT * FROM ${pageOfLookup('hash')} UNION SELECT * FROM ${pageOfLookup('orHash')})`)
    .orderBy(desc(members.id))
    .limit($('limit')),
)

/** The member that a card number leads to. */
export const listMembersByCard = select<{ number: string; beforeId: number }>()(memberFields, () =>
  person()
    .innerJoin(cards, eq(cards.memberId, members.id))
    .where(and(eq(cards.number, $('number')), lt(members.id, $('beforeId')))),
)

export const addMember = insertInto(members)
export const addCard = insertInto(cards)
export const addProfile = insertInto(profiles)
export const addLookup = insertInto(lookups)
export const addBrandCard = insertInto(brandCards)
export const addConsent = insertInto(consents)

const profileColumns = getTableColumns(profiles) as Readonly<Record<string, { readonly name: string }>>
const profileNames = Object.keys(profileColumns)

/**
 * Replaces the person of a member; triggers refuse a change made on an older revision, and one of who is gone: as an
 * update it would find nobody and pass.
 */
export const putProfile = write<ProfileRow>(
  builder
    .insert(profiles)
    .values(Object.fromEntries(profileNames.map(name => [name, $(name)])) as never)
    .onConflictDoUpdate({
      target: profiles.memberId,
      set: Object.fromEntries(
        profileNames
          .filter(name => name !== 'memberId')
          .map(name => [name, sql.raw(`excluded.${profileColumns[name]!.name}`)]),
      ),
    }),
)

/** All lookups that lead to a member. */
export const listLookups = select<{ memberId: number }>()(getTableColumns(lookups), f =>
  builder
    .select(f)
    .from(lookups)
    .where(eq(lookups.memberId, $('memberId'))),
)

export const removeLookups = write<{ memberId: number }>(
  builder.delete(lookups).where(eq(lookups.memberId, $('memberId'))),
)
export const removeBrandCards = write<{ memberId: number }>(
  builder.delete(brandCards).where(eq(brandCards.memberId, $('memberId'))),
)

/** The brands whose own card a member has. */
export const listBrandCards = select<{ memberId: number }>()({ brand: brandCards.brand }, f =>
  builder
    .select(f)
    .from(brandCards)
    .where(eq(brandCards.memberId, $('memberId')))
    .orderBy(asc(brandCards.brand)),
)

/** What a member agreed to, oldest first. */
export const listConsents = select<{ memberId: number }>()(
  { channel: consents.channel, purpose: consents.purpose, granted: consents.granted, at: consents.at },
  f =>
    builder
      .select(f)
      .from(consents)
      .where(eq(consents.memberId, $('memberId')))
      .orderBy(asc(consents.id)),
)
