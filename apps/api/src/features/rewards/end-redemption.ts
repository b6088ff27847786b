import { decideEnd, type EndRefusal, type RedemptionEnd } from '@laurel/core'
import { appendEnd, findRedemption, listRedeemedLots } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type OpenProgram } from '../../platform/enter-program.ts'
import { giveBackReservation } from '../../platform/give-back.ts'
import { decodeId } from '../../platform/ids.ts'
import { writeForMember } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { loadRedemption, renderRedemption, statusOf, type RedemptionRow } from './kept-redemption.ts'
import type { RedemptionView } from './rewards.schemas.ts'

const refusal = (reason: EndRefusal): Problem => {
  // Only a job asks for a lapse, and it passes over what still holds.
  if (reason === 'reservation_holds') throw new Error('nobody but the job lets a reservation lapse')
  return new Problem(reason)
}

const requireEnd = (row: RedemptionRow | undefined, end: RedemptionEnd, program: OpenProgram): RedemptionRow => {
  if (!row) throw new Problem('not_found')
  const decision = decideEnd({ status: statusOf(row), collectBy: row.collectBy }, end, program.today)
  if (!decision.accepted) throw refusal(decision.reason)
  return row
}

/** Renders a redemption that has ended this way; not_found where it has not, since then nothing was done. */
const replayEnd =
  (end: RedemptionEnd) =>
  async (resource: string, program: OpenProgram): Promise<RedemptionView> => {
    const row = await loadRedemption(program, Number(resource))
    if (row.end !== end) throw new Problem('not_found')
    return renderRedemption(row, program.timeline.timeZone)
  }

/** Hands a gift over, once: of two counters at once the second is refused. */
export const collectRedemption = (caller: Caller, id: string): Promise<Answer<RedemptionView>> => {
  const redemptionId = decodeId('red', id) ?? 0
  return writeOnce(
    caller,
    {},
    {
      load: [findRedemption({ id: redemptionId })],
      decide: (program, [[found]]) => {
        const row = requireEnd(found, 'collected', program)
        const end = {
          end: 'collected' as const,
          occurredAt: program.now,
          recordedAt: program.now,
          actorId: program.actor.id,
          transactionId: null,
          pointsAfter: null,
          memberCashAfter: null,
          prepaidAfter: null,
        }
        return {
          statements: appendEnd(row, end),
          members: [row.memberId],
          resource: String(row.id),
          result: renderRedemption({ ...row, end: 'collected', endedAt: program.now }, program.timeline.timeZone),
        }
      },
      replay: replayEnd('collected'),
    },
  )
}

/** Cancels a reservation: points go back to the lots they came from. One cancelled already answers the same again. */
export const cancelRedemption = async (caller: Caller, id: string): Promise<Answer<RedemptionView>> => {
  const redemptionId = decodeId('red', id) ?? 0
  const { program, rows } = await enterProgram(caller, [findRedemption({ id: redemptionId })])
  const [[known]] = rows
  if (!known) throw new Problem('not_found')
  const replay = replayEnd('cancelled')
  try {
    return await onMember(caller, known.memberId, memberId =>
      writeForMember(
        caller,
        memberId,
        {},
        {
          load: [findRedemption({ id: redemptionId }), listRedeemedLots(redemptionId)],
          decide: (present, member, [[found], lots]) => {
            const redemption = requireEnd(found, 'cancelled', present)
            const given = giveBackReservation(caller.deps, member.wallet, redemption, lots, {
              end: 'cancelled',
              at: present.now,
              day: present.today,
              rulesVersion: present.rules.version,
              recordedAt: present.now,
              actorId: present.actor.id,
            })
            return {
              change: { transactions: given.transactions },
              statements: given.statements,
              resource: String(redemption.id),
              result: renderRedemption(given.row, present.timeline.timeZone),
            }
          },
          replay,
        },
      ),
    )
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'redemption_cancelled') throw error
    return { result: await replay(String(redemptionId), program), replayed: false }
  }
}
