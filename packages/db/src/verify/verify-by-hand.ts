import {
  dayOf,
  memberAccount,
  tierOfPlan,
  units,
  type KeptTransaction,
  type RulesTimeline,
  type TierAct,
  type TransactionKind,
} from '@laurel/core'

import type { OpeningRow } from '../openings/openings.repository.ts'
import { movedInOf, type TierActRow } from '../tiers/tier-acts.repository.ts'
import type { PrepaidRefundRow, TopUpReversalRow } from '../topups/topups.repository.ts'
import type { AdjustmentRow, SaleRow, TopUpRow } from './verify.queries.ts'

/** What was done to a member by hand or at the till beside receipts, as it stands in the tables. */
export interface KeptActs {
  readonly topUps: readonly TopUpRow[]
  readonly reversals: readonly TopUpReversalRow[]
  readonly refunds: readonly PrepaidRefundRow[]
  readonly adjustments: readonly AdjustmentRow[]
  readonly tierActs: readonly TierActRow[]
  readonly openings: readonly OpeningRow[]
  /** What took back balances and tiers that files had brought. */
  readonly undos: readonly { readonly id: number; readonly madeId: number }[]
}

interface BalancesAfter {
  readonly pointsAfter: number
  readonly memberCashAfter: number
  readonly prepaidAfter: number
}

/** Balances after every transaction, by its id. */
const balancesAfter = (journal: readonly KeptTransaction[]): ReadonlyMap<number, BalancesAfter> => {
  const held = { points: 0, memberCash: 0, prepaid: 0 }
  const after = new Map<number, BalancesAfter>()
  for (const { id, transfers } of journal.toSorted((a, b) => a.seq - b.seq)) {
    for (const { debit, credit, unit, amount } of transfers) {
      if (credit === memberAccount(unit)) held[unit] += amount
      if (debit === memberAccount(unit)) held[unit] -= amount
    }
    after.set(id, { pointsAfter: held.points, memberCashAfter: held.memberCash, prepaidAfter: held.prepaid })
  }
  return after
}

const movesText = (transaction: KeptTransaction): string =>
  transaction.transfers.map(t => `${t.amount} ${t.unit} from ${t.debit} to ${t.credit}`).join(', ')

/** The acts on a member's tier that stand, each with what the receipts of its day after it come to. */
export const rebuiltTierActs = (
  kept: Pick<KeptActs, 'tierActs' | 'reversals' | 'undos'>,
  journal: readonly KeptTransaction[],
  purchases: readonly SaleRow[],
): readonly TierAct[] => {
  if (kept.tierActs.length === 0) return []
  const byId = new Map(journal.map(transaction => [transaction.id, transaction]))
  const reversed = new Set([...kept.reversals.map(({ topUpId }) => topUpId), ...kept.undos.map(({ madeId }) => madeId)])
  return kept.tierActs.flatMap((row): TierAct[] => {
    const transaction = byId.get(row.id)
    if (!transaction || reversed.has(row.id)) return []
    const { occurredAt: at, seq, rulesVersion } = transaction
    const after = purchases.flatMap(purchase => {
      const its = byId.get(purchase.id)
      const comesAfter = its && (purchase.occurredAt > at || (purchase.occurredAt === at && its.seq > seq))
      return comesAfter && purchase.occurredOn === row.day
        ? [
            {
              day: row.day,
              rulesVersion: its.rulesVersion,
              qualifyingPoints: purchase.points,
              spendMinor: purchase.cashMinor,
            },
          ]
        : []
    })
    const common = { id: row.id, at, seq, day: row.day, rulesVersion, after }
    switch (row.kind) {
      case 'topUp':
        return [{ ...common, kind: 'topUp', plan: row.plan ?? '' }]
      case 'merge': {
        const { day, since, validFrom, through } = row
        return [
          { ...common, kind: 'merge', tier: row.tier ?? '', from: validFrom ?? day, since: since ?? day, through },
        ]
      }
      case 'set':
        return [{ ...common, kind: 'set', tier: row.tier, through: row.through, movedIn: movedInOf(row) }]
    }
  })
}

/** Holds every top-up, reversal, refund, adjustment and tier set by hand against the rules and its own transaction. */
export const verifyByHand = (
  timeline: RulesTimeline,
  kept: KeptActs,
  journal: readonly KeptTransaction[],
): { readonly faults: string[]; readonly causes: ReadonlySet<number> } => {
  const faults: string[] = []
  const causes = new Set<number>()
  // Most members have bought, and nothing else.
  if (Object.values(kept).every(rows => rows.length === 0)) return { faults, causes }
  const byId = new Map(journal.map(transaction => [transaction.id, transaction]))
  const balances = balancesAfter(journal)
  const check = (
    what: string,
    row: { readonly id: number } & Partial<BalancesAfter>,
    kind: TransactionKind,
    moves: string,
    causeId: number | null = null,
  ): KeptTransaction | undefined => {
    const transaction = byId.get(row.id)
    causes.add(row.id)
    const found = transaction
      ? [
          ...(transaction.kind === kind ? [] : [`is posted as ${transaction.kind}`]),
          ...(transaction.causeId === causeId ? [] : [`has the cause ${transaction.causeId}, not ${causeId}`]),
          ...(movesText(transaction) === moves ? [] : [`moved ${movesText(transaction) || 'nothing'}, not ${moves}`]),
          ...units.flatMap(unit => {
            const said = row[`${unit}After`]
            const rebuilt = balances.get(row.id)?.[`${unit}After`]
            return said === undefined || said === rebuilt
              ? []
              : [`${unit} afterwards: rebuilt ${rebuilt}, kept ${said}`]
          }),
        ]
      : ['has no transaction']
    faults.push(...found.map(fault => `${what} ${row.id} ${fault}`))
    return transaction
  }

  const acts = new Map(kept.tierActs.map(act => [act.id, act]))
  for (const topUp of kept.topUps) {
    const { prepaidMinor, points } = topUp
    const moves = [`${prepaidMinor} prepaid from program:topups to member:prepaid`]
    if (points > 0) moves.push(`${points} points from program:issuance to member:points`)
    const transaction = check('top-up', topUp, 'topup', moves.join(', '))
    if (!transaction) continue
    const rules = timeline.version(transaction.rulesVersion)
    const plan = rules.document.topUpPlans.find(({ code }) => code === topUp.plan)
    if (plan?.payMinor !== topUp.paidMinor || plan.prepaidMinor !== prepaidMinor || plan.points !== points)
      faults.push(`top-up ${topUp.id} is not what its plan gives`)
    if (topUp.prepaidAfter > (rules.document.prepaid.capMinor ?? Infinity))
      faults.push(`top-up ${topUp.id} goes beyond the cap on prepaid`)
    if ((tierOfPlan(rules, topUp.plan) !== null) !== (acts.get(topUp.id)?.plan === topUp.plan))
      faults.push(`top-up ${topUp.id} has not the class of its plan`)
  }
  const topUps = new Map(kept.topUps.map(topUp => [topUp.id, topUp]))
  for (const reversal of kept.reversals) {
    const { prepaidMinor = 0, points = 0 } = topUps.get(reversal.topUpId) ?? {}
    const moves = [`${prepaidMinor} prepaid from member:prepaid to program:topups`]
    if (points > 0) moves.push(`${points} points from member:points to program:issuance`)
    const transaction = check('reversal', reversal, 'reverse', moves.join(', '), reversal.topUpId)
    if (transaction?.moves.some(({ lot }) => lot !== reversal.topUpId))
      faults.push(`reversal ${reversal.id} took points of another lot`)
  }
  for (const refund of kept.refunds)
    check('refund', refund, 'refund', `${refund.amountMinor} prepaid from member:prepaid to program:topups`)
  for (const adjustment of kept.adjustments) {
    const { unit, amount } = adjustment
    const [from, to] = amount > 0 ? ['program:adjustment', `member:${unit}`] : [`member:${unit}`, 'program:adjustment']
    check('adjustment', adjustment, 'adjust', `${Math.abs(amount)} ${unit} from ${from} to ${to}`)
  }
  for (const opening of kept.openings) {
    const { unit, amount } = opening
    const [from, to] = amount > 0 ? ['program:opening', `member:${unit}`] : [`member:${unit}`, 'program:opening']
    check('opening', opening, 'opening', `${Math.abs(amount)} ${unit} from ${from} to ${to}`)
  }
  const opened = new Map(kept.openings.map(opening => [opening.id, opening]))
  for (const { id, madeId } of kept.undos) {
    const opening = opened.get(madeId)
    const [from, to] =
      (opening?.amount ?? 0) > 0
        ? [`member:${opening?.unit}`, 'program:opening']
        : ['program:opening', `member:${opening?.unit}`]
    const moves = opening ? `${Math.abs(opening.amount)} ${opening.unit} from ${from} to ${to}` : ''
    check(opening ? 'undo of an opening' : 'undo of a tier', { id }, 'reverse', moves, madeId)
  }
  for (const act of kept.tierActs) {
    const set = act.kind === 'set'
    const transaction = set ? check('tier set by hand', { id: act.id }, 'tier', '') : byId.get(act.id)
    if (act.kind === 'merge' && transaction?.kind !== 'transfer') faults.push(`tier act ${act.id} is of no merge`)
    if (act.kind === 'topUp' && !topUps.has(act.id)) faults.push(`tier act ${act.id} has no top-up`)
    if (!transaction) continue
    if (act.day !== dayOf(transaction.occurredAt, timeline.timeZone))
      faults.push(`tier act ${act.id} is not of its transaction's day`)
    if (act.tier !== null && !timeline.version(transaction.rulesVersion).tier(act.tier))
      faults.push(`tier act ${act.id} sets a tier that the rules have not`)
  }
  return { faults, causes }
}
