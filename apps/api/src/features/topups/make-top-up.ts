import { decideTopUp, tierOfPlan, type TierAct } from '@laurel/core'
import { appendTierAct, appendTopUp, findTopUp, findTopUpByExternalId, readAll } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import type { OpenProgram } from '../../platform/enter-program.ts'
import { decodeId } from '../../platform/ids.ts'
import { heldAfter, writeForMember, type DecidedForMember, type LoadedMember } from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { isSameBody } from '../../platform/same-body.ts'
import { bodyHash, type Answer } from '../../platform/write.ts'
import { renderTopUp, type KeptTopUp } from './get-top-up.ts'
import type { TopUpBody, TopUpView } from './topups.schemas.ts'

/** A top-up made, or made before under the till's own number. */
interface MadeTopUp {
  readonly view: TopUpView
  readonly before: boolean
}

const FIELD: Readonly<Record<string, string>> = { unknown_plan: 'plan', amount_out_of_range: 'plan' }

const decideNew = (
  caller: Caller,
  program: OpenProgram,
  member: LoadedMember,
  body: TopUpBody,
  hash: Uint8Array,
): DecidedForMember<MadeTopUp> => {
  const { now: at, today: on, rules } = program
  const id = caller.deps.ids.next()
  const decision = decideTopUp(rules, member.wallet, { plan: body.plan, at, on, transactionId: id })
  if (!decision.accepted) {
    const path = FIELD[decision.reason]
    throw new Problem(decision.reason, {
      ...(path !== undefined && { errors: [{ path, message: decision.reason.replaceAll('_', ' ') }] }),
    })
  }
  const { plan, movement } = decision.value
  const rulesVersion = rules.version
  const act: TierAct = { id, at, seq: member.seq + 1, day: on, rulesVersion, after: [], kind: 'topUp', plan: plan.code }
  const givesTier = tierOfPlan(rules, plan.code) !== null
  const change = {
    transactions: [{ id, kind: 'topup' as const, occurredAt: at, rulesVersion, movement, causeId: null }],
    ...(givesTier && { acts: [...member.acts, act] }),
  }
  const held = heldAfter(program, member, change)
  const { points, memberCash, prepaid } = movement.wallet.balances
  const row = {
    id,
    memberId: member.id,
    externalId: body.externalId ?? null,
    bodyHash: hash,
    plan: plan.code,
    tender: body.tender,
    paidMinor: plan.payMinor,
    prepaidMinor: plan.prepaidMinor,
    points: plan.points,
    tierBefore: member.held.tier,
    tierAfter: held.tier,
    pointsAfter: points,
    memberCashAfter: memberCash,
    prepaidAfter: prepaid,
  }
  const tierAct = {
    id,
    memberId: member.id,
    kind: 'topUp' as const,
    day: on,
    tier: null,
    through: null,
    plan: plan.code,
    tierBefore: member.held.tier,
    sinceAfter: held.since,
    throughAfter: held.through,
    since: null,
    validFrom: null,
  }
  const kept = { ...row, occurredAt: at, recordedAt: at, rulesVersion, ...NOT_REVERSED } as KeptTopUp
  return {
    change,
    statements: [appendTopUp(row), ...(givesTier ? [appendTierAct(tierAct)] : [])],
    resource: String(id),
    result: { view: renderTopUp(program, kept), before: false },
  }
}

const NOT_REVERSED = { reversedBy: null }

/** Tops a member up by a plan of the program (S3): prepaid, points at once, and the class of the plan. */
export const makeTopUp = (caller: Caller, body: TopUpBody): Promise<Answer<TopUpView>> =>
  onMember(caller, decodeId('mem', body.memberId), async memberId => {
    const hash = await bodyHash(caller, body)
    const { result, replayed } = await writeForMember<[ReturnType<typeof findTopUpByExternalId>], MadeTopUp>(
      caller,
      memberId,
      body,
      {
        // No till's number is empty: this one finds nothing.
        load: [findTopUpByExternalId({ externalId: body.externalId ?? '' })],
        decide: async (program, member, [[same]]) => {
          if (!same) return decideNew(caller, program, member, body, hash)
          if (!(await isSameBody(caller, program, { body, hash }, same))) throw new Problem('external_id_conflict')
          const result = { view: renderTopUp(program, same), before: true }
          return { change: null, statements: [], resource: String(same.id), result }
        },
        replay: async (resource, program) => {
          const [[found]] = await readAll(program.database, [findTopUp({ id: Number(resource) })])
          if (!found) throw new Problem('not_found')
          return { view: renderTopUp(program, found), before: true }
        },
      },
    )
    return { result: result.view, replayed: replayed || result.before }
  })
