import { findStaff, putStaff, readAll, type StaffRow, type Statement } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import { again } from '../../platform/write.ts'

const isSame = (a: Uint8Array | null, b: Uint8Array | null): boolean => String(a) === String(b)

/**
 * Puts an account that its own holder changes, together with what else stands or falls with it; where it was cut off, it
 * looks whether it stands. Throws account_changed where somebody else has changed the account meanwhile.
 */
export const putOnce = (
  deps: Deps,
  { database }: PresentProgram,
  row: StaffRow,
  more: readonly Statement[],
): Promise<void> => {
  let tries = 0
  return again(deps, async () => {
    if (tries++ > 0) {
      const [[kept]] = await readAll(database, [findStaff({ id: row.id })])
      if (kept?.revision === row.revision && kept.password === row.password && isSame(kept.sealed, row.sealed)) return
      if (kept?.revision !== row.revision - 1) throw new Problem('account_changed')
    }
    await database.commit([putStaff(row), ...more])
  })
}
