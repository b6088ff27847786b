import {
  decideTierHistory,
  formatDay,
  lastHolding,
  tierProgress,
  type CompiledRules,
  type LocalizedText,
  type TierGoal,
} from '@laurel/core'
import { findBooks, findMember, listActivity, listExpiring, listTierActs } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram } from '../../platform/enter-program.ts'
import { heldTier, type HeldTier } from '../../platform/held-tier.ts'
import { encodeId } from '../../platform/ids.ts'
import { maskName } from '../../platform/mask.ts'
import { openIdentity } from '../../platform/person.ts'
import { Problem } from '../../platform/problem.ts'

export interface Summary {
  readonly program: { readonly currency: string; readonly timeZone: string }
  readonly member: { readonly id: string; readonly name: string | null; readonly cardNumber: string }
  readonly tier: HeldTier | null
  readonly progress: (Omit<TierGoal, 'endsOn'> & { tierName: LocalizedText; endsOn: string | null })[]
  readonly balances: {
    readonly points: { available: number; pending: number; expiring: { amount: number; on: string }[] }
    readonly memberCash: { available: number; expiring: { amount: number; on: string }[] }
    readonly prepaid: { available: number }
  }
  readonly benefits: { code: string; name: LocalizedText; available: boolean; grant: Record<string, number> }[]
}

/** The benefits of a tier, each with what it gives. */
const benefitsOf = (rules: CompiledRules, tier: string | null): Summary['benefits'] =>
  rules.document.benefits.flatMap(({ code, name, grants }) => {
    const grant = tier === null ? undefined : grants[tier]
    return grant ? [{ code, name, available: true, grant }] : []
  })

const expiring = (rows: readonly { on: number | null; amount: number }[]) =>
  rows.flatMap(({ on, amount }) => (on === null ? [] : [{ amount, on: formatDay(on) }]))

/** Where a member stands: tier and the ways up, balances with what expires, benefits. The name is masked. */
export const summarizeMember = async (caller: Caller, memberId: number | null): Promise<Summary> => {
  const id = memberId ?? 0
  const { program, rows } = await enterProgram(caller, [
    findMember({ id }),
    findBooks({ memberId: id }),
    listActivity({ memberId: id }),
    listTierActs(id),
    listExpiring(id, 'points'),
    listExpiring(id, 'memberCash'),
  ])
  const [[member], [books], activity, acts, points, memberCash] = rows
  if (!member || !books) throw new Problem('not_found')
  const { rules, timeline, today } = program
  const held = lastHolding(decideTierHistory(timeline, { registeredOn: member.registeredOn, activity, acts }, today))
  const { name } = await openIdentity(caller.deps, member)
  return {
    program: { currency: rules.document.currency, timeZone: timeline.timeZone },
    member: { id: encodeId('mem', member.id), name: maskName(name), cardNumber: member.cardNumber },
    tier: heldTier(rules, held),
    progress: tierProgress(rules, activity, held, today).map(goal => ({
      ...goal,
      tierName: rules.tier(goal.tier)?.name ?? { en: goal.tier },
      endsOn: goal.endsOn === null ? null : formatDay(goal.endsOn),
    })),
    balances: {
      points: { available: books.points, pending: 0, expiring: expiring(points) },
      memberCash: { available: books.memberCash, expiring: expiring(memberCash) },
      prepaid: { available: books.prepaid },
    },
    benefits: benefitsOf(rules, held.tier),
  }
}
