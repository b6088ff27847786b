import {
  addImportRejections,
  addImportSum,
  findOpenImport,
  listOpenImportRows,
  moveImport,
  removeImportKeys,
  removeImportRows,
  type RowOf,
} from '@laurel/db'
import type { Deps } from '../../deps.ts'
import { readProgram } from '../enter-program.ts'
import type { Budget } from '../jobs/run-due-jobs.ts'
import { sumsOf } from './import-sums.ts'
import type { Importers, ImportUnit, UnitOutcome } from './importer.ts'
import { turnOf } from './import-turn.ts'
import { unitsOf } from './staging.ts'
import { takeTurn } from './take-turn.ts'

/** Blocks that are read at once: the one to be done, and what tells that nothing more belongs to it. */
const BLOCKS = 8

type WaitingBlock = RowOf<typeof listOpenImportRows>

const begins = ({ unit, row }: WaitingBlock): boolean => unit === row

/** The first block with the late rows of its units; null where more has to be read to know them. */
const firstOf = (blocks: readonly WaitingBlock[], limit: number): readonly WaitingBlock[] | null => {
  const next = blocks.findIndex((block, i) => i > 0 && begins(block))
  if (next > 0) return blocks.slice(0, next)
  return blocks.length < limit ? blocks : null
}

const countOf = (
  outcomes: ReadonlyMap<ImportUnit, UnitOutcome>,
  fits: (outcome: UnitOutcome) => boolean,
): readonly ImportUnit[] => [...outcomes].filter(([, outcome]) => fits(outcome)).map(([unit]) => unit)

const rowsIn = (units: readonly ImportUnit[]): number => units.reduce((sum, { rows }) => sum + rows.length, 0)

const isChange = (change: string) => (outcome: UnitOutcome) => 'change' in outcome && outcome.change === change

/** Does the next block of the import that has waited longest, or as much of it as goes together. Gives whether there was one. */
const step = async (importers: Importers, deps: Deps, programId: string, limit: number): Promise<boolean> => {
  const { program, rows } = await readProgram(deps, programId, [findOpenImport({}), listOpenImportRows({ limit })])
  const [[found], blocks] = rows
  if (!found) return false
  const first = firstOf(blocks, limit)
  if (first === null) return step(importers, deps, programId, limit * BLOCKS)
  const { id, wrappedKey, cursor } = found
  const texts = await Promise.all(first.map(({ sealed }) => deps.secrets.open(wrappedKey!, sealed)))
  const all = unitsOf(texts)
  const units = all.filter(({ row }) => row > cursor)
  const importer = importers[found.kind]
  const { outcomes, statements, members } = await importer.decide(turnOf(deps, program, found), units)
  const refused = [...outcomes].flatMap(([unit, outcome]) =>
    'code' in outcome
      ? unit.rows.map(({ row, cells }) => {
          const { measure = null, amount = null } = (cells && importer.measure?.(program, cells)) ?? {}
          return { importId: id, row, ...outcome, measure, amount }
        })
      : [],
  )
  const through = Math.max(cursor, ...[...outcomes.keys()].map(({ row }) => row))
  const isBlockDone = outcomes.size === units.length
  const isLast = isBlockDone && first.length === blocks.length
  await program.database.commit(
    [
      ...statements,
      ...addImportRejections(refused),
      ...sumsOf(importer, program, outcomes).map(sum => addImportSum({ importId: id, ...sum })),
      ...(isBlockDone
        ? [removeImportRows({ importId: id, through: Math.max(through, ...all.map(({ row }) => row)) })]
        : []),
      ...(isLast ? [removeImportKeys({ importId: id })] : []),
      moveImport({
        id,
        wrappedKey: isLast ? null : wrappedKey,
        cursor: through,
        done: isLast ? found.rows : found.done + rowsIn([...outcomes.keys()]),
        created: found.created + countOf(outcomes, isChange('created')).length,
        updated: found.updated + countOf(outcomes, isChange('updated')).length,
        rejected: found.rejected + refused.length,
        doneAt: isLast ? deps.now() : null,
        ending: isLast ? 'done' : null,
        revision: found.revision + 1,
      }),
    ],
    members,
  )
  return true
}

/** Ends the import that cannot go on, so that it stands in nobody's way: what it has made stays, the rest is forgotten. */
const giveUp = async (deps: Deps, programId: string): Promise<void> => {
  const { program, rows } = await readProgram(deps, programId, [findOpenImport({})])
  const [[found]] = rows
  if (!found) return
  const { id, revision } = found
  await program.database.commit(
    [
      moveImport({ ...found, wrappedKey: null, doneAt: deps.now(), ending: 'failed', revision: revision + 1 }),
      removeImportRows({ importId: id, through: found.rows }),
      removeImportKeys({ importId: id }),
    ],
    [],
  )
}

/**
 * Does a turn of a program's imports, the longest waiting first. Each block is committed with how far its import is: cut
 * off anywhere, the next turn goes on there, and no row is lost or done twice. Gives whether there was one.
 */
export const continueImport = async (
  importers: Importers,
  deps: Deps,
  programId: string,
  budget: Pick<Budget, 'chunks' | 'deadline'>,
): Promise<boolean> =>
  takeTurn(deps, budget, {
    step: () => step(importers, deps, programId, BLOCKS),
    giveUp: () => giveUp(deps, programId),
  })
