import type { FoundImport } from '@laurel/db'
import type { Deps } from '../../deps.ts'
import type { PresentProgram } from '../enter-program.ts'
import { makeLanes } from '../lanes.ts'
import { actorOfImport } from './import-plan.ts'
import type { ImportTurn } from './importer.ts'

/** An import, or its undo, taken up again in the name of who asked for it. */
export const turnOf = (
  deps: Deps,
  program: PresentProgram,
  found: Pick<FoundImport, 'id' | 'dryRun' | 'actor' | 'plan'>,
): ImportTurn => {
  const actor = actorOfImport(found)
  return {
    importId: found.id,
    dryRun: found.dryRun,
    program: { ...program, actor },
    caller: {
      deps,
      credential: { kind: 'work', programId: program.id, actor },
      operation: 'import',
      admit: () => undefined,
      lanes: deps.runtime === 'workers' ? makeLanes(queueMicrotask) : deps.sharedLanes,
      foreignOrigin: null,
      idempotency: null,
    },
  }
}
