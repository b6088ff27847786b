import {
  formatDay,
  formatInstant,
  fromScaled,
  lifecycleOf,
  memberFacts,
  type MemberFacts,
  type Share,
} from '@laurel/core'
import { findBooks, soldReceipts, soldReceiptStatements } from '@laurel/db'
import type { Caller } from '../../platform/caller.ts'
import { enterProgram, type PresentProgram } from '../../platform/enter-program.ts'
import { encodeId } from '../../platform/ids.ts'
import { Problem } from '../../platform/problem.ts'
import type { MemberInsight } from './insight.schemas.ts'

/** How far a forecast looks. */
const HORIZON_DAYS = 365

const shown = <Value>(shares: readonly Share<Value>[]) =>
  shares.map(({ value, share }) => ({ value, share: fromScaled(share) }))

const preferencesView = ({ preferences }: MemberFacts): MemberInsight['preferences'] => {
  const { priceBand, promotionShare, cycleDaysX2 } = preferences
  return {
    sizes: shown(preferences.sizes),
    colors: shown(preferences.colors),
    brands: shown(preferences.brands),
    categories: shown(preferences.categories),
    stores: shown(preferences.stores),
    priceBand: priceBand && { low: priceBand.lowMinor, median: priceBand.medianMinor, high: priceBand.highMinor },
    weekdays: shown(preferences.weekdays),
    hours: shown(preferences.hours),
    promotionShare: promotionShare === null ? null : fromScaled(promotionShare),
    cycleDays: cycleDaysX2 === null ? null : cycleDaysX2 / 2,
    pairings: shown(preferences.pairings).map(({ value: [a, b], share }) => ({ value: [a, b], share })),
  }
}

const insightView = (program: PresentProgram, memberId: number, facts: MemberFacts): MemberInsight => {
  const { today, now, timeline } = program
  const { purchaseDays } = facts
  const lifecycle = lifecycleOf(purchaseDays, today)
  const lastOn = purchaseDays.at(-1)
  return {
    memberId: encodeId('mem', memberId),
    asOf: formatInstant(now, timeline.timeZone),
    lifecycle: {
      class: lifecycle?.class ?? null,
      since: lifecycle && formatDay(lifecycle.since),
      lastPurchaseOn: lastOn === undefined ? null : formatDay(lastOn),
    },
    rfm: {
      recencyDays: lastOn === undefined ? null : today - lastOn,
      frequency: purchaseDays.length,
      monetary: facts.salesMinor,
    },
    preferences: preferencesView(facts),
    forecast: {
      probabilityActive: null,
      expectedPurchases: null,
      expectedValue: null,
      horizonDays: HORIZON_DAYS,
      reason: 'notEnoughData',
    },
  }
}

/** What is known of a member by their own receipts, up to this very moment (S10–S12). Throws not_found. */
export const readMemberInsight = async (caller: Caller, memberId: number | null): Promise<MemberInsight> => {
  const id = memberId ?? 0
  const { program, rows } = await enterProgram(caller, [findBooks({ memberId: id }), ...soldReceiptStatements([id])])
  const [[member], ...receipts] = rows
  if (!member) throw new Problem('not_found')
  return insightView(program, id, memberFacts(program.timeline.timeZone, soldReceipts(receipts)(id)))
}
