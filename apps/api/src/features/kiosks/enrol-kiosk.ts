import { enrolKiosk as enrol, findKioskByEnrolment, findKioskByKey, readAll } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { keyHash } from '../../platform/secrets.ts'
import { writeOnce } from '../../platform/write.ts'
import { enrolmentHash } from './enrolment.ts'
import { viewKiosk } from './kiosk-view.ts'
import type { KioskView } from './kiosks.schemas.ts'

/** Gives a device the key of the kiosk whose code was typed there, once. */
export const enrolKiosk = async (caller: Caller, code: string): Promise<KioskView & { key: string }> => {
  const { deps } = caller
  const record = auditing(deps)
  const { programId } = programCredential(caller)
  const { result } = await writeOnce(caller, null, {
    load: [findKioskByEnrolment({ enrolmentHash: enrolmentHash(deps, programId, code) })],
    decide: async (program, [[row]]) => {
      const at = deps.now()
      if (!row || row.enrolmentExpiresAt === null || at >= row.enrolmentExpiresAt)
        throw new Problem('enrolment_invalid')
      const key = `kk_${program.mode}_${program.id.slice('prog_'.length)}_${deps.randomText(32)}`
      const hint = `kk_${program.mode}_…${key.slice(-4)}`
      const enrolled = { ...row, hint, enrolmentExpiresAt: null, enrolledAt: at, seenAt: at }
      return {
        statements: [
          enrol({ id: row.id, keyHash: await keyHash(key), hint, at }),
          record(program, program.actor, 'kioskEnrolled', encodeId('ksk', row.id)),
        ],
        members: [],
        resource: String(row.id),
        result: { ...viewKiosk(enrolled, program.timeline.timeZone), key },
      }
    },
    stands: async ({ result: { key } }, program) => {
      const [found] = await readAll(program.database, [findKioskByKey({ hash: await keyHash(key) })])
      return found.length > 0
    },
  })
  return result
}
