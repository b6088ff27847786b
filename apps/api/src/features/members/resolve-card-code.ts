import { listMembersByCard } from '@laurel/db'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { readCardCode } from '../../platform/card-code.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { Problem } from '../../platform/problem.ts'
import type { ResolvedCard } from './card.schemas.ts'
import { renderMembers } from './member-view.ts'

/** No card has this number: it stands where none is to be found. */
const NO_CARD = ''

/** Whose card a till has read, and whether what it read proves that the card is there now. */
export const resolveCardCode = async (caller: Caller, code: string): Promise<ResolvedCard> => {
  const { deps } = caller
  const shown = await readCardCode(deps.secrets, programCredential(caller).programId, code, deps.now())
  const number = 'number' in shown ? shown.number : NO_CARD
  const { program, rows } = await enterProgram(caller, [
    listMembersByCard({ number, beforeId: Number.MAX_SAFE_INTEGER }),
  ])
  if (shown.proof === 'expired') throw new Problem('card_code_expired')
  if (shown.proof === 'none') throw new Problem('card_code_invalid')
  const [member] = await renderMembers(deps, program, rows[0])
  if (!member) throw new Problem('card_code_invalid')
  return { proof: shown.proof, member }
}
