import {
  countImportMade,
  findImport,
  listImportConsequences,
  putImportUndo,
  readAll,
  removeImportLeft,
  type FoundImport,
} from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { requireStore, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { consequenceView } from '../../platform/imports/consequences.ts'
import { staffOf } from '../../platform/imports/import-plan.ts'
import { statusOf } from '../../platform/imports/import-view.ts'
import { continueLater } from '../../platform/jobs/continue-program.ts'
import { Problem } from '../../platform/problem.ts'
import { again, writeOnce, type Answer } from '../../platform/write.ts'
import { consequencesOf, LOOKED_AT } from './consequences-file.ts'

/** An import that is being undone, or was. */
export interface UndoneImport {
  readonly id: string
  readonly status: ReturnType<typeof statusOf>
}

/** So many rows that stand in the way are told with the refusal; the file of them has all. */
const SHOWN = 100

/** Throws the refusal where something rests on a row, with the first of them. */
const requireNone = async (
  { database }: OpenProgram,
  { id, rows }: FoundImport,
  first: readonly { readonly row: number; readonly code: string }[],
): Promise<void> => {
  const found = [...first]
  for await (const more of consequencesOf(database, { id, rows, fresh: true, after: LOOKED_AT })) {
    found.push(...more)
    if (found.length >= SHOWN) break
  }
  if (found.length === 0) return
  const errors = found
    .slice(0, SHOWN)
    .map(consequenceView)
    .map(({ row, code, message }) => ({ path: `rows[${row}]`, message: `${code}: ${message}` }))
  throw new Problem('import_has_consequences', { errors })
}

/**
 * Has all undone that an import has made, where nothing rests on it: by scheduled work, from its last row to its first.
 * Asked again while that goes on, or once it is done, it changes nothing; what was left standing is looked at anew.
 */
export const undoImport = async (caller: Caller, text: string): Promise<Answer<UndoneImport>> => {
  const { deps } = caller
  const id = decodeId('imp', text) ?? 0
  const record = auditing(deps)
  const undone = (status: UndoneImport['status']) => ({
    resource: String(id),
    result: { id: text, status },
    members: [],
  })
  const answer = await writeOnce(
    caller,
    {},
    {
      load: [
        findImport({ id }),
        listImportConsequences({ importId: id, after: 0, through: LOOKED_AT, fresh: 1 }),
        countImportMade({ importId: id }),
      ],
      decide: async (program, [[found], first, [made]]) => {
        requireStore(program, null)
        if (!found) throw new Problem('not_found')
        if (found.ending === null) throw new Problem('import_not_over')
        const { undo } = found
        if (undo && (undo.doneAt === null || undo.standing === 0)) return { ...undone(statusOf(found)), statements: [] }
        await requireNone(program, found, first)
        const { actor } = program
        const rows = made?.count ?? 0
        const doneAt = rows === 0 ? deps.now() : null
        return {
          ...undone(doneAt === null ? 'undoing' : 'undone'),
          statements: [
            putImportUndo({
              importId: id,
              actorId: actor.id,
              askedAt: deps.now(),
              plan: JSON.stringify({ staff: staffOf(actor) }),
              cursor: found.rows + 1,
              rows,
              undone: undo?.undone ?? 0,
              standing: 0,
              erased: 0,
              erasing: '[]',
              doneAt,
              revision: undo ? undo.revision + 1 : 0,
            }),
            removeImportLeft({ importId: id }),
            record(program, actor, 'importUndone', text),
          ],
        }
      },
      replay: async (_, program) => {
        const [[found]] = await readAll(program.database, [findImport({ id })])
        if (!found?.undo) throw new Problem('not_found')
        return undone(statusOf(found)).result
      },
    },
  )
  await again(deps, () => continueLater(deps, programCredential(caller).programId))
  return answer
}
