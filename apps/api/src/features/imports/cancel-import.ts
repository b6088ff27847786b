import { findImport, moveImport, readAll, removeImportKeys, removeImportRows } from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireStore } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'

/** An import that was stopped. */
export interface CancelledImport {
  readonly id: string
  readonly status: 'cancelled'
}

/** Stops an import where it is: what it has made stays, what is left of its file is forgotten. Stopped again it is stopped. */
export const cancelImport = (caller: Caller, text: string): Promise<Answer<CancelledImport>> => {
  const { deps } = caller
  const id = decodeId('imp', text) ?? 0
  const record = auditing(deps)
  const decided = { resource: String(id), result: { id: text, status: 'cancelled' } as const, members: [] }
  return writeOnce(
    caller,
    {},
    {
      load: [findImport({ id })],
      decide: (program, [[found]]) => {
        requireStore(program, null)
        if (!found) throw new Problem('not_found')
        if (found.ending === 'cancelled') return { ...decided, statements: [] }
        if (found.ending !== null) throw new Problem('import_over')
        const revision = found.revision + 1
        return {
          ...decided,
          statements: [
            moveImport({ ...found, wrappedKey: null, doneAt: deps.now(), ending: 'cancelled', revision }),
            removeImportRows({ importId: id, through: found.rows }),
            removeImportKeys({ importId: id }),
            record(program, program.actor, 'importCancelled', text),
          ],
        }
      },
      replay: async (_, program) => {
        const [[found]] = await readAll(program.database, [findImport({ id })])
        if (found?.ending !== 'cancelled') throw new Problem('not_found')
        return decided.result
      },
    },
  )
}
