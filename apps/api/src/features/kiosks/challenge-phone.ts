import { formatInstant, type MessageLocale } from '@laurel/core'
import {
  addChallenge,
  countChallenges,
  findChallenge,
  readAll,
  removeChallengesBefore,
  type ChallengeRow,
  type RowOf,
} from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import { phoneHashes } from '../../platform/person.ts'
import { parsePhone } from '../../platform/phone.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer, type Decided } from '../../platform/write.ts'
import { CHALLENGE_MS, challengeHash, REMEMBERED_MS } from './challenge.ts'
import { canSendCodes, codeStatements, sendCode } from './code-channel.ts'

/** So many codes go to one phone within the hour, which a trigger holds too: nobody is to be flooded from a mall. */
const MOST_CODES = 5
const DIGITS = 6

interface ChallengeView {
  readonly id: string
  readonly expiresAt: string
  readonly testCode?: string
}

const view = (id: number, madeAt: number): ChallengeView => ({
  id: encodeId('chl', id),
  expiresAt: formatInstant(madeAt + CHALLENGE_MS, 'UTC'),
})

const refuseTooMany = ([sent]: readonly RowOf<typeof countChallenges>[], at: number): void => {
  if (!sent || sent.count < MOST_CODES) return
  const seconds = Math.max(1, Math.ceil(((sent.firstAt ?? at) + REMEMBERED_MS - at) / 1000))
  throw new Problem('rate_limited', { headers: { 'retry-after': String(seconds) } })
}

/**
 * Sends a code to a phone that somebody typed at a kiosk. Nobody looks whether a member has the phone, neither here nor
 * before the code is proven: a stranger, too, may want to register. So there is nothing to be learned from it.
 */
export const challengePhone = async (
  caller: Caller,
  body: { readonly phone: string; readonly locale?: MessageLocale | undefined },
): Promise<Answer<ChallengeView>> => {
  const { deps } = caller
  const sending = new Map<string, () => Promise<void>>()
  const answer = await writeOnce(caller, body, {
    load: codeStatements(),
    decide: async (program, [[template], accounts]): Promise<Decided<ChallengeView>> => {
      const to = parsePhone(body.phone, program.rules.document.currency)
      if (to === null)
        throw new Problem('invalid_request', { errors: [{ path: 'phone', message: 'is not a valid phone number' }] })
      if (!canSendCodes(program, template, accounts)) throw new Problem('channel_not_ready')
      const at = deps.now()
      const { present, all } = phoneHashes(deps, program.id, to)
      const [sent] = await readAll(program.database, [
        countChallenges({ phoneHash: present, orHash: all.at(-1)!, since: at - REMEMBERED_MS }),
      ])
      refuseTooMany(sent, at)
      const id = deps.ids.next()
      const code = deps.randomDigits(DIGITS)
      const testCode = program.mode === 'test' ? { testCode: code } : {}
      if (program.mode === 'live')
        sending.set(encodeId('chl', id), () =>
          sendCode(deps, program, [template, accounts], { id: encodeId('chl', id), to, code, locale: body.locale }),
        )
      return {
        statements: [
          removeChallengesBefore({ at: at - REMEMBERED_MS }),
          addChallenge({
            id,
            kioskId: program.actor.id,
            phoneHash: present,
            orPhoneHash: all[1] ?? null,
            codeHash: challengeHash(deps, program.id, id, code),
            madeAt: at,
            tries: 0,
            usedAt: null,
          }),
        ],
        members: [],
        resource: encodeId('chl', id),
        result: { ...view(id, at), ...testCode },
      }
    },
    stands: async ({ resource }, program) => (await keptChallenge(program, resource)) !== undefined,
    replay: async (resource, program) => {
      const kept = await keptChallenge(program, resource)
      if (!kept) throw new Problem('challenge_over')
      return view(kept.id, kept.madeAt)
    },
  })
  if (!answer.replayed) await sending.get(answer.result.id)?.()
  return answer
}

const keptChallenge = async ({ database }: OpenProgram, id: string): Promise<ChallengeRow | undefined> => {
  const [[row]] = await readAll(database, [findChallenge({ id: decodeId('chl', id) ?? 0 })])
  return row
}
