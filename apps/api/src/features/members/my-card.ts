import { formatInstant } from '@laurel/core'
import { findMember } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { CODE_MS, cardCodes } from '../../platform/card-code.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { maskName } from '../../platform/mask.ts'
import { openIdentity } from '../../platform/person.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import type { CardView } from './card.schemas.ts'

/** Ten minutes of codes: a page that goes offline for a moment still shows one that is true. */
const CODES = 20

/** A member's own card, with the codes that prove in the minutes to come that it is shown now. */
export const myCard = (caller: Caller, asked: number): Promise<CardView> =>
  onMember(caller, asked, async id => {
    const { program, rows } = await enterProgram(caller, [findMember({ id })])
    const [[member]] = rows
    if (!member) throw new Problem('not_found')
    const { deps } = caller
    const now = deps.now()
    const { credential } = caller
    // What is shown at a kiosk ends with who stands there.
    const end = credential.kind === 'member' && credential.kioskSession !== null ? credential.token.expiresAt : Infinity
    const count = Math.min(CODES, Math.ceil((end - now) / CODE_MS))
    const { name } = await openIdentity(deps, member)
    const at = (instant: number) => formatInstant(instant, 'UTC')
    return {
      cardNumber: member.cardNumber,
      name: maskName(name),
      now: at(now),
      codeSeconds: CODE_MS / 1000,
      codes: cardCodes(deps.secrets, program.id, member.cardNumber, { from: now, count }).map(
        ({ code, validFrom, validThrough }) => ({
          code,
          validFrom: at(validFrom),
          validThrough: at(validThrough),
        }),
      ),
    }
  })
