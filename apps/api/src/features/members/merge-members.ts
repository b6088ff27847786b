import { joinTiers, joinWallet, leaveWallet, nextTierDecisionOn, type JoinedTier } from '@laurel/core'
import {
  appendMerge,
  appendTierAct,
  findDossier,
  findFirstPlace,
  findMember,
  findStatus,
  followSurvivor,
  listAllQuotaClaims,
  listTierActsOfTwo,
  putStanding,
  readAll,
  refindExpiries,
  type Statement,
} from '@laurel/db'
import { auditing } from '../../platform/audit.ts'
import type { Caller } from '../../platform/caller.ts'
import { requireByHand, requireOther, type OpenProgram } from '../../platform/enter-program.ts'
import { decodeId, encodeId } from '../../platform/ids.ts'
import {
  loadedMember,
  memberLane,
  memberStatements,
  transactionStatements,
  type LoadedMember,
} from '../../platform/member-write.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'
import { writeOnce, type Answer } from '../../platform/write.ts'
import { getMember } from './create-member.ts'
import type { MemberRow, MemberView } from './member-view.ts'
import { mergedPerson } from './merged-person.ts'

/** One of the two, with the person and what quotas were used. */
interface Merging {
  readonly member: LoadedMember
  readonly row: MemberRow
}

/** Whether the card that is to be merged is there; false where it is this member's already. Throws where it is nobody's. */
const isToBeMerged = (
  into: number,
  from: number,
  status: ReturnType<ReturnType<typeof findStatus>['decode']>[number] | undefined,
): boolean => {
  if (from === into)
    throw new Problem('invalid_request', { errors: [{ path: 'from', message: 'is the member itself' }] })
  if (!status) throw new Problem('not_found')
  if (status.status === 'erased') throw new Problem('member_erased')
  if (status.mergedInto !== null && status.mergedInto !== into) throw new Problem('member_merged')
  return status.mergedInto === null
}

/** The tier of both as one member. */
const joinedTier = async (
  program: OpenProgram,
  { member: into }: Merging,
  { member: from }: Merging,
  { id, placeOffset }: { readonly id: number; readonly placeOffset: number },
): Promise<JoinedTier> => {
  const { now: at, today: day, rules, timeline } = program
  const [acts] = await readAll(program.database, [listTierActsOfTwo({ from: from.id, into: into.id, placeOffset })])
  const place = { id, at, seq: into.seq + 1, day, rulesVersion: rules.version }
  try {
    return joinTiers(timeline, into, from, acts, place)
  } catch (error) {
    throw error instanceof RangeError ? new Problem('amount_out_of_range', { cause: error }) : error
  }
}

/** Everything that two members come to as one, but for the person. */
const decideMerge = async (
  { deps }: Caller,
  program: OpenProgram,
  into: Merging,
  from: Merging,
  found: {
    readonly firstOffset: number
    readonly claims: Parameters<typeof followSurvivor>[0]['claims']
  },
): Promise<readonly Statement[]> => {
  const { now: occurredAt, today, rules, timeline, actor } = program
  const [fromTransactionId, id] = [deps.ids.next(), deps.ids.next()]
  const placeOffset = found.firstOffset - from.member.seq - 1
  const tier = await joinedTier(program, into, from, { id, placeOffset })
  const joining = joinWallet(into.member.wallet, from.member.wallet, today)
  const posted = { kind: 'transfer' as const, occurredAt, rulesVersion: rules.version, causeId: null }
  const placeOf = ({ member }: Merging) => ({
    memberId: member.id,
    seq: member.seq + 1,
    recordedAt: occurredAt,
    actorId: actor.id,
  })
  const both = { from: from.member.id, into: into.member.id }
  const { registeredAt, registeredOn } = into.row
  const isEarlier = from.row.registeredAt < registeredAt
  const bought = new Set(from.member.activity.map(entry => `${entry.day} ${entry.rulesVersion}`))
  const leaving = { ...posted, id: fromTransactionId, movement: leaveWallet(from.member.wallet) }
  return [
    ...transactionStatements(leaving, placeOf(from)),
    ...followSurvivor({
      ...both,
      placeOffset,
      registeredAt: isEarlier ? from.row.registeredAt : registeredAt,
      registeredOn: isEarlier ? from.row.registeredOn : registeredOn,
      activity: tier.activity.filter(entry => bought.has(`${entry.day} ${entry.rulesVersion}`)),
      claims: found.claims,
    }),
    ...transactionStatements({ ...posted, id, movement: joining }, placeOf(into)),
    appendMerge({ id, fromTransactionId, fromId: both.from, intoId: both.into, registeredAt, registeredOn }),
    ...(tier.act
      ? [
          appendTierAct({
            id,
            memberId: both.into,
            kind: 'merge',
            day: today,
            tier: tier.act.tier,
            through: tier.act.through,
            plan: null,
            tierBefore: into.member.held.tier,
            since: tier.act.since,
            validFrom: tier.act.from,
            sinceAfter: tier.act.since,
            throughAfter: tier.held.through,
          }),
        ]
      : []),
    putStanding({
      memberId: both.into,
      seq: into.member.seq + 1,
      balances: joining.wallet.balances,
      held: tier.held,
      tierAsOf: today,
      tierNextOn: nextTierDecisionOn(timeline, tier.held, today, tier.activity),
    }),
    ...refindExpiries([both.into]),
  ]
}

/** Gives the id of the survivor. */
const mergeOnce = (caller: Caller, into: number, from: number, body: object): Promise<Answer<number>> => {
  const { deps } = caller
  const record = auditing(deps)
  const [intoStatements, fromStatements] = [memberStatements(into), memberStatements(from)]
  return writeOnce(caller, body, {
    load: [
      findStatus({ memberId: from }),
      findMember({ id: into }),
      findMember({ id: from }),
      findDossier({ memberId: into }),
      findDossier({ memberId: from }),
      listAllQuotaClaims({ memberId: into }),
      listAllQuotaClaims({ memberId: from }),
      findFirstPlace({ memberId: into }),
      ...intoStatements,
      ...fromStatements,
    ],
    decide: async (program, rows) => {
      requireByHand(program)
      const [[status], [intoRow], [fromRow], [intoWords], [fromWords], intoClaims, fromClaims, [first], ...members] =
        rows
      const intoMember = loadedMember(program, members.slice(0, intoStatements.length) as never)
      requireOther(program, into)
      requireOther(program, from)
      const resource = String(into)
      if (!isToBeMerged(into, from, status)) return { statements: [], members: [], resource, result: into }
      const fromMember = loadedMember(program, members.slice(intoStatements.length) as never)
      const one: Merging = { member: intoMember, row: intoRow! }
      const other: Merging = { member: fromMember, row: fromRow! }
      const statements = await decideMerge(caller, program, one, other, {
        firstOffset: first!.offset,
        claims: { into: intoClaims, from: fromClaims },
      })
      const person = await mergedPerson(deps, program, {
        into: { row: one.row, dossier: intoWords },
        from: { row: other.row, dossier: fromWords },
      })
      return {
        statements: [
          record(program, program.actor, 'memberMerged', encodeId('mem', from), { memberId: into }),
          ...person.before,
          ...statements,
          ...person.after,
        ],
        members: [into, from],
        resource,
        result: into,
      }
    },
    replay: kept => Promise.resolve(Number(kept)),
    // Whoever is merged was merged by this request, or by one that comes to the same.
    stands: async (_, program) => {
      const [[found]] = await readAll(program.database, [findStatus({ memberId: from })])
      return found?.mergedInto === into
    },
  })
}

/**
 * Makes two cards of one person one: everything of the one is the other's from now on, and its ids and numbers lead there.
 * Done again, it answers the same.
 */
export const mergeMembers = (
  caller: Caller,
  id: string,
  body: { readonly from: string },
): Promise<Answer<MemberView>> =>
  onMember(caller, decodeId('mem', id), async into => {
    const from = decodeId('mem', body.from) ?? 0
    const { result, replayed } = await caller.lanes
      .exclusive([memberLane(caller, into), memberLane(caller, from)], () => mergeOnce(caller, into, from, body))
      .catch(async error => {
        // Whose card it has become may have been erased since: then that is said.
        if (error instanceof Problem && error.code === 'member_merged') await getMember(caller, body.from)
        throw error
      })
    return { result: await getMember(caller, encodeId('mem', result)), replayed }
  })
