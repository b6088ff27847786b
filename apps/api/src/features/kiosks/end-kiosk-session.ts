import { removeKioskSession } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { decodeId } from '../../platform/ids.ts'
import { writeOnce } from '../../platform/write.ts'

/** Ends a session at the kiosk that asks: its token is worth nothing with the next request. Ended twice is ended. */
export const endKioskSession = async (caller: Caller, id: string): Promise<{ id: string; ended: true }> => {
  const { result } = await writeOnce(caller, id, {
    load: [],
    decide: program => ({
      statements: [removeKioskSession({ id: decodeId('kss', id) ?? 0, kioskId: program.actor.id })],
      members: [],
      resource: id,
      result: { id, ended: true as const },
    }),
  })
  return result
}
