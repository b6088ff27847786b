import { decideTierHistory, lastHolding, nextTierDecisionOn, type TierHolding } from '@laurel/core'
import {
  addBrandCard,
  addCard,
  addLookup,
  addMember,
  addProfile,
  addStanding,
  type findMember,
  type RowOf,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../deps.ts'
import type { Actor } from './actor.ts'
import { cardNumber } from './card-number.ts'
import { keepConsents, type Consent } from './consents.ts'
import type { PresentProgram } from './enter-program.ts'
import { lookupsOf, sealIdentity, type Identity } from './person.ts'
import { birthdayColumns } from './wire.ts'

type MemberRow = RowOf<typeof findMember>

/** What is told of somebody who registers, beside what identifies them. */
type Told = Parameters<typeof birthdayColumns>[0] & {
  readonly gender?: 'female' | 'male' | 'other' | undefined
  readonly region?: string | undefined
  readonly brandCards?: readonly string[] | undefined
  readonly consents?: readonly Consent[] | undefined
}

/** A new member: the whole batch that keeps one, and the row that it is shown by. */
export const registeredMember = async (
  deps: Deps,
  program: PresentProgram & { readonly actor: Pick<Actor, 'id'> },
  {
    memberId,
    referrer,
    identity,
    body,
  }: {
    readonly memberId: number
    readonly referrer: number | null
    readonly identity: Identity
    readonly body: Told
  },
): Promise<{ readonly row: MemberRow; readonly statements: readonly Statement[] }> => {
  const person = await sealIdentity(deps, identity, null)
  const lookups = lookupsOf(deps, program.id, memberId, identity)
  const consents = keepConsents(deps, program, memberId, body.consents ?? [])
  const brandCards = [...new Set(body.brandCards)].toSorted()
  const facts = { registeredOn: program.today, activity: [] }
  const held: TierHolding = lastHolding(decideTierHistory(program.timeline, facts, program.today))
  const row: MemberRow = {
    id: memberId,
    status: 'active',
    registeredAt: program.now,
    registeredOn: program.today,
    cardNumber: cardNumber(deps.randomDigits(14)),
    tier: held.tier,
    tierSince: held.since,
    tierThrough: held.through,
    tierNextOn: nextTierDecisionOn(program.timeline, held, program.today, facts.activity),
    wrappedKey: person.wrappedKey,
    identity: person.sealed,
    birthYear: null,
    birthMonth: null,
    birthDay: null,
    lunarMonth: null,
    lunarDay: null,
    lunarLeap: null,
    ...birthdayColumns(body),
    gender: body.gender ?? null,
    region: body.region ?? null,
    referredBy: referrer,
    revision: 1,
    consents: consents.held,
    brandCards: JSON.stringify(brandCards),
  }
  const statements = [
    addMember({
      id: memberId,
      status: 'active',
      registeredAt: program.now,
      registeredOn: program.today,
      mergedInto: null,
      placeOffset: 0,
    }),
    addCard({ number: row.cardNumber, memberId, mergedFrom: null }),
    addStanding({
      memberId,
      seq: 0,
      balances: { points: 0, memberCash: 0, prepaid: 0 },
      held,
      tierAsOf: program.today,
      tierNextOn: row.tierNextOn,
    }),
    addProfile({ ...row, memberId, wrappedKey: person.wrappedKey, identity: person.sealed, revision: 1 }),
    ...lookups.map(addLookup),
    ...brandCards.map(brand => addBrandCard({ memberId, brand })),
    ...consents.statements,
  ]
  return { row, statements }
}
