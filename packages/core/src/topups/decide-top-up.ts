import type { Day, Instant } from '../calendar/day.ts'
import { accept, reject, type Decision } from '../decision.ts'
import { lotExpiresOn } from '../expiry/lot-expiry.ts'
import { hasLapsed } from '../ledger/lots.ts'
import { earn, still, take, type Movement, type Wallet } from '../ledger/wallet.ts'
import { addSafe } from '../money/safe.ts'
import type { CompiledRules } from '../program/compile.ts'
import type { TopUpPlan } from '../program/rules.schema.ts'

/** Whether a balance of prepaid may grow by `amount` minor units: the law may cap what one card holds. */
export const withinPrepaidCap = (rules: CompiledRules, balance: number, amount: number): boolean => {
  const { capMinor } = rules.document.prepaid
  return capMinor === null || addSafe(balance, amount) <= capMinor
}

export type TopUpRefusal = 'unknown_plan' | 'prepaid_cap_exceeded' | 'amount_out_of_range'

/** A top-up that the rules take: what moves, and the plan it came by. */
export interface DecidedTopUp {
  readonly plan: TopUpPlan
  readonly movement: Movement
}

const topUp = (
  rules: CompiledRules,
  wallet: Wallet,
  paid: { readonly plan: string; readonly at: Instant; readonly on: Day; readonly transactionId: number },
): Decision<DecidedTopUp, TopUpRefusal> => {
  const plan = rules.document.topUpPlans.find(({ code }) => code === paid.plan)
  if (!plan) return reject('unknown_plan', { plan: paid.plan })
  const { prepaid } = wallet.balances
  if (!withinPrepaidCap(rules, prepaid, plan.prepaidMinor))
    return reject('prepaid_cap_exceeded', {
      balance: prepaid,
      prepaid: plan.prepaidMinor,
      cap: rules.document.prepaid.capMinor,
    })
  const lot = {
    id: paid.transactionId,
    earnedAt: paid.at,
    expiresOn: lotExpiresOn(rules.document.expiry.points, paid.on),
  }
  const withPrepaid = earn(still(wallet), { unit: 'prepaid', amount: plan.prepaidMinor, from: 'program:topups', lot })
  return accept({
    plan,
    movement: earn(withPrepaid, { unit: 'points', amount: plan.points, from: 'program:issuance', lot }),
  })
}

/**
 * A top-up by a plan of the program, on the day on which it is paid (S3): prepaid, and points usable at once that expire
 * by the rules and never qualify. The class of the plan is an act on the member's tier. What the law lets one card hold
 * is kept to the minor unit.
 */
export const decideTopUp = (...facts: Parameters<typeof topUp>): ReturnType<typeof topUp> => {
  try {
    return topUp(...facts)
  } catch (error) {
    if (error instanceof RangeError) return reject('amount_out_of_range')
    throw error
  }
}

/**
 * Takes a top-up back while what it gave is still there (S3): its prepaid in the balance, and all of its points in the
 * lot that it opened, which then are what is taken.
 */
export const decideTopUpReversal = (
  wallet: Wallet,
  given: { readonly id: number; readonly prepaidMinor: number; readonly points: number },
  on: Day,
): Decision<Movement, 'topup_spent'> => {
  const lot = wallet.lots.points.find(({ id }) => id === given.id)
  const pointsLeft = lot && !hasLapsed(lot, on) ? lot.remaining : 0
  if (wallet.balances.prepaid < given.prepaidMinor || pointsLeft < given.points)
    return reject('topup_spent', { prepaidLeft: wallet.balances.prepaid, pointsLeft })
  const withoutPrepaid = take(still(wallet), {
    unit: 'prepaid',
    amount: given.prepaidMinor,
    to: 'program:topups',
    on,
  })
  return accept(
    take(withoutPrepaid, {
      unit: 'points',
      amount: given.points,
      to: 'program:issuance',
      on,
      first: [given.id],
    }),
  )
}

/** Pays prepaid back to the member (S3), never more than there is. `amount` in minor units, above 0. */
export const decidePrepaidRefund = (
  wallet: Wallet,
  amount: number,
  on: Day,
): Decision<Movement, 'insufficient_prepaid'> =>
  amount > wallet.balances.prepaid
    ? reject('insufficient_prepaid', { available: wallet.balances.prepaid, required: amount })
    : accept(take(still(wallet), { unit: 'prepaid', amount, to: 'program:topups', on }))
