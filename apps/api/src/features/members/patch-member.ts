import { addBrandCard, addLookup, findMember, putProfile, removeBrandCards, removeLookups } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { keepConsents } from '../../platform/consents.ts'
import { requireOther } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { birthdayColumns } from '../../platform/wire.ts'
import { writeOnce } from '../../platform/write.ts'
import { phoneOrFault, refuseTaken } from './create-member.ts'
import { renderMembers, type MemberRow, type MemberView } from './member-view.ts'
import type { PatchMember } from './members.schemas.ts'
import { lookupsOf, openIdentity, sealIdentity, type Identity } from '../../platform/person.ts'
import { onMember } from '../../platform/present-member.ts'

/** A field that was sent, or what was there before. */
const or = <T>(sent: T | null | undefined, before: T | null): T | null => (sent === undefined ? before : sent)

const changedRow = (row: MemberRow, body: PatchMember): MemberRow => ({
  ...row,
  ...birthdayColumns(body),
  gender: or(body.gender, row.gender),
  region: or(body.region, row.region),
  revision: (row.revision ?? 0) + 1,
})

/** Changes what is known of a person; a changed birthday counts from the next receipt on. */
export const patchMember = (caller: Caller, id: string, body: PatchMember): Promise<MemberView> =>
  onMember(caller, decodeId('mem', id), async memberId => {
    const record = auditing(caller.deps)
    const { result } = await writeOnce(caller, body, {
      load: [findMember({ id: memberId })],
      decide: async (program, [[row]], refusals) => {
        if (!row) throw new Problem('not_found')
        requireOther(program, memberId)
        const { deps } = caller
        const before = await openIdentity(deps, row)
        const identity: Identity = {
          name: or(body.name, before.name),
          phone: typeof body.phone === 'string' ? phoneOrFault(program, body.phone) : or(body.phone, before.phone),
          email: or(body.email, before.email),
          externalId: or(body.externalId, before.externalId),
        }
        if (refusals > 0) await refuseTaken(caller, program, identity, memberId)
        const person = await sealIdentity(deps, identity, row.wrappedKey)
        const lookups = lookupsOf(deps, program.id, memberId, identity)
        const consents = keepConsents(deps, program, memberId, body.consents ?? [], row.consents)
        const brandCards = body.brandCards === undefined ? null : [...new Set(body.brandCards)].toSorted()
        const changed: MemberRow = {
          ...changedRow(row, body),
          wrappedKey: person.wrappedKey,
          identity: person.sealed,
          consents: consents.held,
          brandCards: brandCards === null ? row.brandCards : JSON.stringify(brandCards),
        }
        const statements = [
          putProfile({
            ...changed,
            memberId,
            wrappedKey: person.wrappedKey,
            identity: person.sealed,
            revision: changed.revision ?? 1,
          }),
          removeLookups({ memberId }),
          ...lookups.map(addLookup),
          ...(brandCards === null
            ? []
            : [removeBrandCards({ memberId }), ...brandCards.map(brand => addBrandCard({ memberId, brand }))]),
          ...consents.statements,
          record(program, program.actor, 'memberChanged', id, { memberId }),
        ]
        const [view] = await renderMembers(deps, program, [changed])
        return { statements, members: [memberId], resource: id, result: view! }
      },
    })
    return result
  })
