import { findChallenge, findChallenged } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { nobody, phoneHashes } from '../../platform/person.ts'
import { parsePhone } from '../../platform/phone.ts'
import { Problem } from '../../platform/problem.ts'
import { registeredMember } from '../../platform/registered-member.ts'
import { sameBytes } from '../../platform/secrets.ts'
import { writeOnce, type Decided } from '../../platform/write.ts'
import { judgeChallenge } from './challenge.ts'
import type { KioskSessionView, RegisterAtKiosk } from './kiosks.schemas.ts'
import { newSession, sessionStands } from './new-session.ts'

const notThePhone = () =>
  new Problem('invalid_request', { errors: [{ path: 'phone', message: 'is not the phone of this challenge' }] })

/** Registers who has proven a phone at a kiosk, in their own name, and lets them in. */
export const registerAtKiosk = async (caller: Caller, body: RegisterAtKiosk): Promise<KioskSessionView> => {
  const { deps } = caller
  const challenge = decodeId('chl', body.challenge) ?? 0
  const record = auditing(deps)
  const { result } = await writeOnce(caller, null, {
    load: [findChallenge({ id: challenge }), findChallenged({ id: challenge })],
    decide: async (program, [[row], [challenged]]): Promise<Decided<KioskSessionView | null>> => {
      const { isRight, counted } = judgeChallenge(deps, program, row, body.code)
      if (!isRight) return { statements: [counted], members: [], resource: '', result: null }
      const phone = parsePhone(body.phone, program.rules.document.currency)
      const hashes = phone === null ? [] : phoneHashes(deps, program.id, phone).all
      if (phone === null || !hashes.some(hash => sameBytes(hash, row!.phoneHash))) throw notThePhone()
      if (challenged) throw new Problem('member_exists', { errors: [{ path: 'phone', message: 'is registered' }] })
      const memberId = deps.ids.next()
      const themselves = { id: memberId }
      const registered = await registeredMember(
        deps,
        { ...program, actor: themselves },
        {
          memberId,
          referrer: null,
          identity: { ...nobody, name: body.name, phone },
          body,
        },
      )
      const session = await newSession(deps, program, registered.row)
      return {
        statements: [
          counted,
          ...registered.statements,
          record(program, themselves, 'termsAccepted', encodeId('ksk', program.actor.id), { memberId }),
          ...session.statements,
        ],
        members: [memberId],
        resource: session.view.id,
        result: session.view,
      }
    },
    stands: (decided, { database }) => sessionStands(database, decided.result?.id),
  })
  if (!result) throw new Problem('challenge_failed')
  return result
}
