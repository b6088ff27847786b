import { formatInstant } from '@laurel/core'
import {
  addKioskSession,
  findKioskSession,
  readAll,
  removeKioskSessionsBefore,
  type Database,
  type Statement,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { issueMemberToken } from '../../platform/credential.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { maskName, maskPhone } from '../../platform/mask.ts'
import { openIdentity } from '../../platform/person.ts'
import type { KioskSessionView } from './kiosks.schemas.ts'

/** A session of a member who stands at the kiosk that asks, with what opens it. */
export const newSession = async (
  deps: Deps,
  program: OpenProgram,
  member: { readonly id: number; readonly wrappedKey: Uint8Array | null; readonly identity: Uint8Array | null },
): Promise<{ readonly statements: readonly Statement[]; readonly view: KioskSessionView }> => {
  const id = deps.ids.next()
  const { token, expiresAt } = await issueMemberToken(deps, program.id, member.id, { purpose: 'kiosk', session: id })
  const { name, phone } = await openIdentity(deps, member)
  const openedAt = deps.now()
  return {
    statements: [
      removeKioskSessionsBefore({ at: openedAt }),
      addKioskSession({ id, kioskId: program.actor.id, memberId: member.id, openedAt, expiresAt }),
    ],
    view: {
      id: encodeId('kss', id),
      token,
      expiresAt: formatInstant(expiresAt, 'UTC'),
      member: { name: maskName(name), phone: maskPhone(phone) },
    },
  }
}

/** Whether a session was opened, where the commit that did it was cut off. */
export const sessionStands = async (database: Database, id: string | undefined): Promise<boolean> => {
  const [found] = await readAll(database, [findKioskSession({ id: decodeId('kss', id ?? '') ?? 0 })])
  return found.length > 0
}
