import { findKiosk, revokeKiosk as revoke } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce } from '../../platform/write.ts'
import { viewKiosk } from './kiosk-view.ts'
import type { KioskView } from './kiosks.schemas.ts'

/** Revokes a kiosk: its next request is refused, and so is that of whoever stands there. */
export const revokeKiosk = async (caller: Caller, id: string): Promise<KioskView> => {
  const kioskId = decodeId('ksk', id) ?? 0
  const { deps } = caller
  const record = auditing(deps)
  const { result } = await writeOnce(caller, id, {
    load: [findKiosk({ id: kioskId })],
    decide: (program, [[row]]) => {
      if (!row) throw new Problem('not_found')
      requireStore(program, row.store)
      const { timeZone } = program.timeline
      if (row.revokedAt !== null) return { statements: [], members: [], resource: id, result: viewKiosk(row, timeZone) }
      const at = deps.now()
      const revoked = { ...row, enrolmentExpiresAt: null, revokedAt: at }
      return {
        statements: [revoke({ id: kioskId, at }), record(program, program.actor, 'kioskRevoked', id)],
        members: [],
        resource: id,
        result: viewKiosk(revoked, timeZone),
      }
    },
  })
  return result
}
