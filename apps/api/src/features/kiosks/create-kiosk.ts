import { addKiosk, findKiosk, readAll } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { readableCode } from '../../platform/readable-code.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { ENROLMENT_MS, enrolmentHash } from './enrolment.ts'
import { viewKiosk } from './kiosk-view.ts'
import type { KioskView } from './kiosks.schemas.ts'

/** Four and four: 32 to the power of eight, for a quarter of an hour. */
const HALF = 4

/** Makes a place for a kiosk, and the code that is typed at the device to take it. */
export const createKiosk = (
  caller: Caller,
  body: { readonly name: string; readonly store?: string | undefined },
): Promise<Answer<KioskView & { enrolment?: string }>> => {
  const { deps } = caller
  const record = auditing(deps)
  return writeOnce(caller, body, {
    load: [],
    decide: program => {
      requireStore(program, body.store ?? null)
      const enrolment = `${readableCode(deps.randomText, HALF)}-${readableCode(deps.randomText, HALF)}`
      const row = {
        id: deps.ids.next(),
        name: body.name,
        store: body.store ?? null,
        createdAt: deps.now(),
        enrolmentHash: enrolmentHash(deps, program.id, enrolment),
        enrolmentExpiresAt: deps.now() + ENROLMENT_MS,
        keyHash: null,
        hint: null,
        enrolledAt: null,
        seenAt: null,
        revokedAt: null,
      }
      return {
        statements: [addKiosk(row), record(program, program.actor, 'kioskCreated', encodeId('ksk', row.id))],
        members: [],
        resource: String(row.id),
        result: { ...viewKiosk(row, program.timeline.timeZone), enrolment },
      }
    },
    replay: async (resource, program) => {
      const [[row]] = await readAll(program.database, [findKiosk({ id: Number(resource) })])
      if (!row) throw new Problem('not_found')
      return viewKiosk(row, program.timeline.timeZone)
    },
  })
}
