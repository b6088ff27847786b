import { formatInstant, type ReplayTotals, type RulesTimeline } from '@laurel/core'
import { encodeId } from '../ids.ts'
import type { ReplayPlan } from './run-replay.ts'

const ACTS = {
  redemption: ['redemptions', 'red'],
  topUp: ['topUps', 'top'],
  topUpReversal: ['topUpReversals', 'top'],
  prepaidRefund: ['prepaidRefunds', 'ref'],
  adjustment: ['adjustments', 'adj'],
} as const

const changeOf = <Key extends string>(
  { before, after }: { readonly before: Readonly<Record<Key, number>>; readonly after: Readonly<Record<Key, number>> },
  key: Key,
) => ({ before: before[key], after: after[key] })

const refusedOf = ({ refusals, refused }: ReplayTotals) => {
  const count = (kind: keyof typeof ACTS) => refusals.find(one => one.kind === kind)?.acts ?? 0
  return {
    redemptions: count('redemption'),
    topUps: count('topUp'),
    topUpReversals: count('topUpReversal'),
    prepaidRefunds: count('prepaidRefund'),
    adjustments: count('adjustment'),
    acts: refused.map(({ kind, id, memberId, reason, unit, amount }) => ({
      act: kind,
      id: encodeId(ACTS[kind][1], id),
      memberId: encodeId('mem', memberId),
      reason,
      unit,
      amount,
    })),
  }
}

/** What a replay comes to, as clients see it. */
export const replayView = (timeline: RulesTimeline, plan: ReplayPlan, totals: ReplayTotals) => {
  const shown = (at: number) => formatInstant(at, timeline.timeZone)
  const rankIn = (code: string | null) =>
    code === null ? 0 : (plan.rules.tiers.find(tier => tier.code === code)?.rank ?? Infinity)
  const { short } = totals
  return {
    rulesVersion: timeline.at(plan.now).version,
    from: plan.from === null ? null : shown(plan.from),
    to: plan.to === null ? null : shown(plan.to),
    now: shown(plan.now),
    members: totals.members,
    purchases: totals.purchases,
    points: changeOf(totals.issued, 'points'),
    memberCash: changeOf(totals.issued, 'memberCash'),
    liability: totals.balances,
    tiers: totals.tiers.toSorted((a, b) => rankIn(a.code) - rankIn(b.code)),
    moves: totals.moves.toSorted((a, b) => b.members - a.members),
    membersAffected: totals.membersAffected,
    mostAffected: totals.mostAffected.map(({ memberId, balances, tier }) => ({
      memberId: encodeId('mem', memberId),
      points: changeOf(balances, 'points'),
      memberCash: changeOf(balances, 'memberCash'),
      prepaid: changeOf(balances, 'prepaid'),
      tier,
    })),
    memberCashShort: { receipts: short.memberCash.receipts, amount: short.memberCash.amountMinor },
    prepaidShort: { receipts: short.prepaid.receipts, amount: short.prepaid.amountMinor },
    refused: refusedOf(totals),
  }
}

export type ReplayView = ReturnType<typeof replayView>
