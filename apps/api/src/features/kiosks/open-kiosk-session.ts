import {
  findChallenge,
  findChallenged,
  findMember,
  findUsedToken,
  listMembersByCard,
  readAll,
  spendToken,
  type Statement,
} from '@laurel/db'
import { programCredential, type Caller } from '../../platform/caller.ts'
import { CODE_MS, readCardCode, type ShownCard } from '../../platform/card-code.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import { keyHash } from '../../platform/secrets.ts'
import { writeOnce, type Decided } from '../../platform/write.ts'
import { judgeChallenge } from './challenge.ts'
import type { KioskSessionView, OpenKioskSession } from './kiosks.schemas.ts'
import { newSession, sessionStands } from './new-session.ts'

type Person = Parameters<typeof newSession>[2]

/** Who stands at the kiosk, or nobody; and what is written to let them in, or to count that they are not. */
interface Identified {
  readonly member: Person | null
  readonly statements: readonly Statement[]
}

/** No card has this number, and no code is this one: they stand where none is to be found. */
const NO_CARD: ShownCard = { proof: 'none' }

/** Refuses a card that does not prove here that it is there. */
const requireProof = (program: OpenProgram, { proof }: ShownCard): void => {
  if (proof === 'expired') throw new Problem('card_code_expired')
  if (proof === 'none') throw new Problem('card_code_invalid')
  if (proof === 'number' && program.rules.document.kiosk?.cardNumber !== true)
    throw new Problem('card_number_not_enough')
}

/** Who has the phone of a challenge, once its code is right: until then nobody looks. */
const provenMember = async (program: OpenProgram, memberId: number | undefined): Promise<Person> => {
  if (memberId === undefined) throw new Problem('not_registered')
  const [[member]] = await readAll(program.database, [findMember({ id: memberId })])
  if (!member) throw new Problem('not_registered')
  return member
}

/**
 * Lets a member in at a kiosk, by the code on their card or the one sent to their phone. A card's code lets in once: who
 * has seen it over a shoulder comes too late. Wrong codes are counted in the commit that refuses them.
 */
export const openKioskSession = async (caller: Caller, body: OpenKioskSession): Promise<KioskSessionView> => {
  const { deps } = caller
  const { programId } = programCredential(caller)
  const asked = 'challenge' in body ? body : null
  const challenge = decodeId('chl', asked?.challenge ?? '') ?? 0
  const cardCode = 'cardCode' in body ? body.cardCode.replace(/[\s-]/g, '') : ''
  const shown = asked ? NO_CARD : await readCardCode(deps.secrets, programId, cardCode, deps.now())
  const spent = await keyHash(`card code ${cardCode}`)

  const { result } = await writeOnce(caller, null, {
    load: [
      findChallenge({ id: challenge }),
      findChallenged({ id: challenge }),
      listMembersByCard({ number: 'number' in shown ? shown.number : '', beforeId: Number.MAX_SAFE_INTEGER }),
      findUsedToken({ tokenHash: spent }),
    ],
    decide: async (program, [[row], [challenged], [holder], [used]]): Promise<Decided<KioskSessionView | null>> => {
      const identified = async (): Promise<Identified> => {
        if (asked) {
          const { isRight, counted } = judgeChallenge(deps, program, row, asked.code)
          return { member: isRight ? await provenMember(program, challenged?.memberId) : null, statements: [counted] }
        }
        requireProof(program, shown)
        if (used) throw new Problem('card_code_expired')
        if (!holder) throw new Problem('card_code_invalid')
        const isCode = shown.proof === 'code'
        return { member: holder, statements: isCode ? spendToken(spent, deps.now() + 3 * CODE_MS, deps.now()) : [] }
      }
      const { member, statements } = await identified()
      if (!member) return { statements, members: [], resource: '', result: null }
      const { statements: opening, view } = await newSession(deps, program, member)
      return { statements: [...statements, ...opening], members: [], resource: view.id, result: view }
    },
    stands: ({ result }, { database }) => sessionStands(database, result?.id),
  })
  if (!result) throw new Problem('challenge_failed')
  return result
}
