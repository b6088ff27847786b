import { listImportSums, readAll } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { encodeId } from '../../platform/ids.ts'
import { planOf } from '../../platform/imports/import-plan.ts'
import { statusOf } from '../../platform/imports/import-view.ts'
import { loadImport } from './get-import.ts'

/** What an import was to come to, what it has come to, and the rows that make the difference. */
export const reconcileImport = async (caller: Caller, text: string) => {
  const { program, found, rejected } = await loadImport(caller, text)
  const [sums] = await readAll(program.database, [listImportSums({ importId: found.id })])
  const { controlTotals = {} } = planOf(found)
  const summed = new Map(sums.map(sum => [sum.measure, sum]))
  const names = [...new Set([...Object.keys(controlTotals), ...summed.keys()])].toSorted()
  const measures = names.map(measure => {
    const { inFile, movedIn, alreadyThere } = summed.get(measure) ?? { inFile: 0, movedIn: 0, alreadyThere: 0 }
    const told = controlTotals[measure] ?? null
    const here = movedIn + alreadyThere
    return {
      measure,
      told,
      inFile,
      movedIn,
      alreadyThere,
      refused: inFile - here,
      difference: (told ?? inFile) - here,
    }
  })
  return {
    importId: encodeId('imp', found.id),
    kind: found.kind,
    status: statusOf(found),
    dryRun: found.dryRun,
    reconciled:
      statusOf(found) === 'done' && found.rejected === 0 && measures.every(({ difference }) => difference === 0),
    measures,
    rows: rejected.map(row => ({ ...row })),
  }
}
