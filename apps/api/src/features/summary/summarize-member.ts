import {
  decideTierHistory,
  formatDay,
  lastHolding,
  tierFallAhead,
  tierProgress,
  type Day,
  type LocalizedText,
  type LotUnit,
  type RulesTimeline,
  type TierFacts,
  type TierFall,
  type TierGoal,
} from '@laurel/core'
import { findBooks, findMember, listActivity, listExpiring, listTierActs } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type OpenProgram } from '../../platform/enter-program.ts'
import { heldTier, type HeldTier } from '../../platform/held-tier.ts'
import { encodeId } from '../../platform/ids.ts'
import { maskName } from '../../platform/mask.ts'
import { benefitStatements, memberBenefits } from '../../platform/member-benefits.ts'
import { openIdentity } from '../../platform/person.ts'
import { onMember } from '../../platform/present-member.ts'
import { Problem } from '../../platform/problem.ts'

export type Notice =
  | (Omit<TierFall, 'on'> & { readonly kind: 'tierFalls'; readonly on: string })
  | { readonly kind: 'expires'; readonly unit: LotUnit; readonly amount: number; readonly on: string }

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
  readonly notices: readonly Notice[]
  readonly benefits: { code: string; name: LocalizedText; available: boolean; grant: Record<string, number> }[]
}

/** The benefits of a tier, each with what it gives and whether it can be used now. */
const shownBenefits = (benefits: ReturnType<typeof memberBenefits>): Summary['benefits'] =>
  benefits.flatMap(({ benefit: { code, name }, standing: { grant, available } }) =>
    grant ? [{ code, name, available, grant: { ...grant } }] : [],
  )

type Expiring = readonly { readonly on: number | null; readonly amount: number }[]

/** What will be gone on a day to come. */
const expiring = (rows: Expiring, today: Day) =>
  rows.flatMap(({ on, amount }) => (on === null || on <= today ? [] : [{ amount, on: formatDay(on) }]))

/** The balance without what has lapsed, though its expiry may not be posted yet; a debt is below zero. */
const availableOf = (balance: number, rows: Expiring, today: Day): number =>
  rows.reduce((left, { on, amount }) => (on !== null && on <= today ? left - amount : left), balance)

/** Words ahead of time: the card that falls unless, and what is about to expire. */
const noticesOf = (
  timeline: RulesTimeline,
  facts: TierFacts,
  today: Day,
  expiring: Readonly<Record<LotUnit, Expiring>>,
): Notice[] => {
  const fall = tierFallAhead(timeline, facts, today)
  return [
    ...(fall ? [{ ...fall, kind: 'tierFalls' as const, on: formatDay(fall.on) }] : []),
    ...(['points', 'memberCash'] as const).flatMap(unit =>
      expiring[unit].flatMap(({ on, amount }) =>
        on === null || on <= today ? [] : [{ kind: 'expires' as const, unit, amount, on: formatDay(on) }],
      ),
    ),
  ]
}

/** Where a member stands: tier and the ways up, balances with what expires, benefits. The name is masked. */
export const summarizeMember = (
  caller: Caller,
  asked: number | null,
): Promise<{ readonly program: OpenProgram; readonly memberId: number; readonly view: Summary }> =>
  onMember(caller, asked, async id => {
    const { program, rows } = await enterProgram(caller, [
      findMember({ id }),
      findBooks({ memberId: id }),
      listActivity({ memberId: id }),
      listTierActs(id),
      listExpiring(id, 'points'),
      listExpiring(id, 'memberCash'),
      ...benefitStatements(id),
    ])
    const [[member], [books], activity, acts, points, memberCash, uses, receipts] = rows
    if (!member || !books) throw new Problem('not_found')
    const { rules, timeline, today } = program
    const facts = { registeredOn: member.registeredOn, activity, acts }
    const held = lastHolding(decideTierHistory(timeline, facts, today))
    const { name } = await openIdentity(caller.deps, member)
    const view = {
      program: { currency: rules.document.currency, timeZone: timeline.timeZone },
      member: { id: encodeId('mem', member.id), name: maskName(name), cardNumber: member.cardNumber },
      tier: heldTier(rules, held),
      progress: tierProgress(rules, activity, held, today).map(goal => ({
        ...goal,
        tierName: rules.tier(goal.tier)?.name ?? { en: goal.tier },
        endsOn: goal.endsOn === null ? null : formatDay(goal.endsOn),
      })),
      balances: {
        points: {
          available: availableOf(books.points, points, today),
          pending: 0,
          expiring: expiring(points, today),
        },
        memberCash: {
          available: availableOf(books.memberCash, memberCash, today),
          expiring: expiring(memberCash, today),
        },
        prepaid: { available: books.prepaid },
      },
      notices: noticesOf(timeline, facts, today, { points, memberCash }),
      benefits: shownBenefits(memberBenefits(program, held.tier, uses, receipts)),
    }
    return { program, memberId: id, view }
  })
