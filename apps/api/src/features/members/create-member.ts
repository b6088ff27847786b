import { findMember, findStatus, listMembersByLookup, readAll, type Bound, type LookupKind } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type OpenProgram, type PresentProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { lookupBy, type Identity } from '../../platform/person.ts'
import { parsePhone } from '../../platform/phone.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem, type FieldFault } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { renderMembers, type MemberRow, type MemberView } from './member-view.ts'
import type { CreateMember } from './members.schemas.ts'
import { registeredMember } from '../../platform/registered-member.ts'

/** A phone number in E.164, or the fault that it is none. */
export const phoneOrFault = (program: PresentProgram, phone: string): string => {
  const number = parsePhone(phone, program.rules.document.currency)
  if (number === null)
    throw new Problem('invalid_request', { errors: [{ path: 'phone', message: 'is not a valid phone number' }] })
  return number
}

const UNIQUE: readonly Extract<LookupKind, keyof Identity>[] = ['phone', 'email', 'externalId', 'wechatOpenId']

/**
 * Refuses what another member has already: a phone, an e-mail address, an externalId or a wechatOpenId leads to one person. The
 * database sees to that; this tells, once it has refused, which of them it was.
 */
export const refuseTaken = async (
  caller: Caller,
  program: OpenProgram,
  identity: Identity,
  self: number | null,
): Promise<void> => {
  const asked = UNIQUE.flatMap(kind => (identity[kind] === null ? [] : [{ kind, text: identity[kind] }]))
  const statements = asked.map(({ kind, text }) =>
    listMembersByLookup({
      ...lookupBy(caller, kind, text),
      beforeId: Number.MAX_SAFE_INTEGER,
      limit: 1,
    }),
  )
  if (statements.length === 0) return
  const found = await readAll(program.database, statements)
  const faults: FieldFault[] = asked.flatMap(({ kind }, i) =>
    found[i]!.some(member => member.id !== self) ? [{ path: kind, message: 'belongs to another member' }] : [],
  )
  if (faults.length > 0) throw new Problem('member_exists', { errors: faults })
}

/** Registers a member: card, standing with the tier of registration, the sealed person, consents. */
export const createMember = (caller: Caller, body: CreateMember): Promise<Answer<MemberView>> => {
  const referrer = body.referredBy === undefined ? null : decodeId('mem', body.referredBy)
  let memberId = caller.deps.ids.next()
  return writeOnce(caller, body, {
    load: [findMember({ id: referrer ?? 0 }), findStatus({ memberId: referrer ?? 0 })],
    decide: async (program, [[found], [status]], refusals) => {
      // A card that was merged is its survivor's.
      const referredBy = found?.id ?? status?.mergedInto ?? null
      if (body.referredBy !== undefined && referredBy === null)
        throw new Problem('invalid_request', {
          errors: [{ path: 'referredBy', message: 'is no member of this program' }],
        })
      const { deps } = caller
      const identity: Identity = {
        name: body.name ?? null,
        phone: body.phone === undefined ? null : phoneOrFault(program, body.phone),
        email: body.email ?? null,
        externalId: body.externalId ?? null,
        wechatOpenId: body.wechatOpenId ?? null,
      }
      if (refusals > 0) {
        await refuseTaken(caller, program, identity, null)
        // Then it was the id or the card number that another process drew, too.
        memberId = deps.ids.next()
      }
      const { row, statements } = await registeredMember(deps, program, {
        memberId,
        referrer: referredBy,
        identity,
        body,
      })
      const [view] = await renderMembers(deps, program, [row])
      return { statements, members: [memberId], resource: String(memberId), result: view! }
    },
    replay: (resource, program) => onMember(caller, Number(resource), id => memberOf(caller, program, id)),
  })
}

const memberOf = async (caller: Caller, program: OpenProgram, id: number): Promise<MemberView> => {
  const [rows] = await readAll(program.database, [findMember({ id })])
  const [view] = await renderMembers(caller.deps, program, rows)
  if (!view) throw new Problem('not_found')
  return view
}

/** A member by id. */
export const getMember = (caller: Caller, id: string): Promise<MemberView> =>
  onMember(caller, decodeId('mem', id), async memberId => {
    const { program, rows } = await enterProgram(caller, [findMember({ id: memberId })] as readonly Bound<MemberRow>[])
    const [view] = await renderMembers(caller.deps, program, rows[0] ?? [])
    if (!view) throw new Problem('not_found')
    return view
  })
