import {
  addImportLeft,
  addImportUndone,
  findOpenImportUndo,
  listRowsToUndo,
  putImportUndo,
  readAll,
  type FoundImportUndo,
  type RowToUndo,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { readProgram, type PresentProgram } from '../enter-program.ts'
import { encodeId } from '../ids.ts'
import type { Budget } from '../jobs/run-due-jobs.ts'
import type { Importers } from './importer.ts'
import { turnOf } from './import-turn.ts'
import { takeTurn } from './take-turn.ts'
import { outcomeUnknown } from '../write.ts'

/** So many rows are undone at once. */
const ROWS = 50

type Left = Pick<RowToUndo, 'row'> & { readonly code: string }

/** Moves an undo on, with what it has left standing. */
const moved = (
  { kind: _, actor: __, ...found }: FoundImportUndo,
  left: readonly Left[],
  { undone = 0, standing = 0, erased = 0, ...more }: Partial<FoundImportUndo>,
) => [
  ...addImportLeft(left.map(({ row, code }) => ({ importId: found.importId, row, code }))),
  putImportUndo({
    ...found,
    ...more,
    undone: found.undone + undone,
    standing: found.standing + standing,
    erased: found.erased + erased,
    revision: found.revision + 1,
  }),
]

const isLeft = (row: RowToUndo): row is RowToUndo & Left => row.code !== null

/** Keeps who was erased where a restore looks for it. Done again it is the same. */
const keepErasures = async (deps: Deps, program: PresentProgram, { erasing }: FoundImportUndo): Promise<void> => {
  try {
    for (const memberId of JSON.parse(erasing) as number[])
      await deps.keepErasure(program.id, encodeId('mem', memberId))
  } catch (error) {
    // They stand; the next turn keeps them again.
    throw outcomeUnknown(error)
  }
}

/**
 * Undoes the next rows, the last first: what came first is undone once nothing that came with it rests on it any more. Rows
 * that must be left are kept as such before any other is looked at, since those before them may rest on them. Gives
 * whether there is an undo.
 */
const step = async (importers: Importers, deps: Deps, programId: string): Promise<boolean> => {
  const { program, rows } = await readProgram(deps, programId, [findOpenImportUndo()])
  const [[found]] = rows
  if (!found) return false
  const { importId, cursor } = found
  const { database } = program
  const [next] = await readAll(database, [listRowsToUndo({ importId, before: cursor, limit: ROWS, fresh: 0 })])
  await keepErasures(deps, program, found)
  const leave = (left: readonly Left[]) =>
    database.commit(moved(found, left, { standing: left.length, erasing: '[]' }), [])
  const standing = next.filter(isLeft)
  if (standing.length > 0) {
    await leave(standing)
    return true
  }
  if (next.length === 0) {
    await database.commit(moved(found, [], { erasing: '[]', doneAt: deps.now() }), [])
    return true
  }
  const there = next.filter(({ isErased }) => !isErased)
  const turn = turnOf(deps, program, { ...found, id: importId, dryRun: false })
  const { outcomes, statements, members, erased } = await importers[found.kind].undo(turn, there)
  const refused = [...outcomes].flatMap(([{ row }, outcome]) =>
    'code' in outcome ? [{ row, code: outcome.code }] : [],
  )
  if (refused.length > 0) {
    await leave(refused)
    return true
  }
  const undone = [...outcomes].flatMap(([row, outcome]) => ('undoneId' in outcome ? [{ ...row, ...outcome }] : []))
  const through = undone.length < there.length ? undone.at(-1)!.row : next.at(-1)!.row
  await database.commit(
    [
      ...addImportUndone(importId, undone),
      ...statements,
      ...moved(found, [], {
        cursor: through,
        undone: undone.length,
        erased: next.filter(({ row, isErased }) => isErased && row >= through).length,
        erasing: JSON.stringify(erased),
      }),
    ],
    members,
  )
  return true
}

/** Ends the undo that cannot go on: what it has not come to stands. */
const giveUp = async (deps: Deps, programId: string): Promise<void> => {
  const { program, rows } = await readProgram(deps, programId, [findOpenImportUndo()])
  const [[found]] = rows
  if (!found) return
  const standing = found.rows - found.undone - found.standing - found.erased
  await program.database.commit(moved(found, [], { standing, doneAt: deps.now() }), [])
}

/**
 * Does a turn of what is to be undone of a program's imports. Rows are committed with how far their undo is: cut off
 * anywhere, the next turn goes on there, and nothing is undone twice. Gives whether there was one.
 */
export const continueUndo = (
  importers: Importers,
  deps: Deps,
  programId: string,
  budget: Pick<Budget, 'chunks' | 'deadline'>,
): Promise<boolean> =>
  takeTurn(deps, budget, {
    step: () => step(importers, deps, programId),
    giveUp: () => giveUp(deps, programId),
  })
