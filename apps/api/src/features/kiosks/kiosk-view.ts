import { formatInstant } from '@laurel/core'
import type { KioskRow } from '@laurel/db'
import { encodeId } from '../../platform/ids.ts'
import type { KioskView } from './kiosks.schemas.ts'

/** A kiosk on the wire. Its times are real ones, whatever a test clock says. */
export const viewKiosk = (row: KioskRow, timeZone: string): KioskView => {
  const at = (instant: number | null) => (instant === null ? null : formatInstant(instant, timeZone))
  return {
    id: encodeId('ksk', row.id),
    name: row.name,
    store: row.store,
    hint: row.hint,
    createdAt: formatInstant(row.createdAt, timeZone),
    enrolmentExpiresAt: at(row.enrolmentExpiresAt),
    enrolledAt: at(row.enrolledAt),
    seenAt: at(row.seenAt),
    revokedAt: at(row.revokedAt),
  }
}
