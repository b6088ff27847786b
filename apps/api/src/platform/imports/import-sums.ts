import type { PresentProgram } from '../enter-program.ts'
import type { Importer, ImportUnit, UnitOutcome } from './importer.ts'

/** What some rows come to of one measure: told by the file, moved in with it, and there from the same file before. */
export interface ImportSum {
  readonly measure: string
  readonly inFile: number
  readonly movedIn: number
  readonly alreadyThere: number
}

/** What the rows of decided units come to, by what they count. What cannot be read is in no sum. */
export const sumsOf = (
  { measure }: Importer,
  program: PresentProgram,
  outcomes: ReadonlyMap<ImportUnit, UnitOutcome>,
): readonly ImportSum[] => {
  const sums = new Map<string, ImportSum>()
  for (const [{ rows }, outcome] of outcomes)
    for (const { cells } of rows) {
      const told = cells && measure?.(program, cells)
      if (!told || told.amount === null) continue
      const { amount } = told
      const before = sums.get(told.measure) ?? { measure: told.measure, inFile: 0, movedIn: 0, alreadyThere: 0 }
      const change = 'change' in outcome ? outcome.change : null
      sums.set(told.measure, {
        ...before,
        inFile: before.inFile + amount,
        movedIn: before.movedIn + (change === 'created' || change === 'updated' ? amount : 0),
        alreadyThere: before.alreadyThere + (change === 'none' ? amount : 0),
      })
    }
  return [...sums.values()]
}
