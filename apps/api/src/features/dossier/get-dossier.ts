import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import type { DossierView } from './dossier.schemas.ts'
import { dossierStatements, openDossier, showDossier } from './kept-dossier.ts'

/** What the shop knows of a member (S9). */
export const getDossier = async (caller: Caller, id: string): Promise<DossierView> => {
  const { program, rows } = await enterProgram(caller, dossierStatements(decodeId('mem', id) ?? 0))
  return showDossier(caller.deps, program, await openDossier(caller.deps, rows))
}
