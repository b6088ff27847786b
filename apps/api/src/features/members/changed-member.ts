import { addBrandCard, addLookup, putProfile, removeBrandCards, removeLookups, type Statement } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { keepConsents } from '../../platform/consents.ts'
import type { OpenProgram, PresentProgram } from '../../platform/enter-program.ts'
import { lookupsOf, sealIdentity, type Identifiers, type Identity } from '../../platform/person.ts'
import { birthdayColumns } from '../../platform/wire.ts'
import { phoneOrFault } from './create-member.ts'
import type { MemberRow } from './member-view.ts'
import type { PatchMember } from './members.schemas.ts'

/** A field that was sent, or what was there before. */
const or = <T>(sent: T | null | undefined, before: T | null): T | null => (sent === undefined ? before : sent)

/** Of merged cards, all that has not just been replaced: what was taken away leads nowhere any more. */
const mergedLeft = (before: Identity, after: Identifiers): Pick<Identity, 'merged'> => {
  if (!before.merged) return {}
  const left = (name: keyof Identifiers, text: string | null) =>
    text === before[name] && text !== after[name] ? null : text
  return {
    merged: before.merged.map(({ name, phone, email, externalId, wechatOpenId }) => ({
      name: left('name', name),
      phone: left('phone', phone),
      email: left('email', email),
      externalId: left('externalId', externalId),
      wechatOpenId: left('wechatOpenId', wechatOpenId),
    })),
  }
}

/** Who a person is after a change. */
export const changedIdentity = (program: PresentProgram, before: Identity, body: PatchMember): Identity => {
  const after: Identifiers = {
    name: or(body.name, before.name),
    phone: typeof body.phone === 'string' ? phoneOrFault(program, body.phone) : or(body.phone, before.phone),
    email: or(body.email, before.email),
    externalId: or(body.externalId, before.externalId),
    wechatOpenId: or(body.wechatOpenId, before.wechatOpenId),
  }
  return { ...after, ...mergedLeft(before, after) }
}

/** The plain part of a person after a change. */
export const changedRow = (row: MemberRow, body: PatchMember): MemberRow => ({
  ...row,
  ...birthdayColumns(body),
  gender: or(body.gender, row.gender),
  region: or(body.region, row.region),
  revision: (row.revision ?? 0) + 1,
})

/** A member whose person is changed: the whole batch that keeps it, and the row that it is shown by. */
export const changedMember = async (
  deps: Deps,
  program: OpenProgram,
  row: MemberRow,
  identity: Identity,
  body: PatchMember,
): Promise<{ readonly row: MemberRow; readonly statements: readonly Statement[] }> => {
  const memberId = row.id
  const { wrappedKey, sealed } = await sealIdentity(deps, identity, row.wrappedKey)
  const consents = keepConsents(deps, program, memberId, body.consents ?? [], row.consents)
  const brandCards = body.brandCards === undefined ? null : [...new Set(body.brandCards)].toSorted()
  const changed: MemberRow = {
    ...changedRow(row, body),
    wrappedKey,
    identity: sealed,
    consents: consents.held,
    brandCards: brandCards === null ? row.brandCards : JSON.stringify(brandCards),
  }
  const statements = [
    putProfile({ ...changed, memberId, wrappedKey, identity: sealed, revision: changed.revision ?? 1 }),
    removeLookups({ memberId }),
    ...lookupsOf(deps, program.id, memberId, identity).map(addLookup),
    ...(brandCards === null
      ? []
      : [removeBrandCards({ memberId }), ...brandCards.map(brand => addBrandCard({ memberId, brand }))]),
    ...consents.statements,
  ]
  return { row: changed, statements }
}
