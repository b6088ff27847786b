import type { DayActivity } from '@laurel/core'
import { sumOf } from './differ.ts'
import type { KeptMember } from './kept-member.ts'
import type { SaleRow } from './verify.queries.ts'

/** A purchase as far as it counts toward a tier. */
export const netOfReturns = ({ purchase, returns }: KeptMember['purchases'][number]): SaleRow => ({
  ...purchase,
  points: purchase.points - sumOf(returns.map(one => one.return.pointsReversed)),
  cashMinor: purchase.cashMinor - sumOf(returns.map(one => one.return.cashMinor)),
})

/** The days that the purchases come to, net of their returns. */
export const rebuiltDays = (member: Pick<KeptMember, 'journal' | 'purchases'>): DayActivity[] => {
  const versions = new Map(member.journal.map(t => [t.id, t.rulesVersion]))
  const days = new Map<string, DayActivity>()
  for (const purchase of member.purchases.map(netOfReturns)) {
    const rulesVersion = versions.get(purchase.id)
    // A purchase without its transaction is named by itself; under no version it comes to nothing.
    if (rulesVersion === undefined) continue
    const key = `${purchase.occurredOn} ${rulesVersion}`
    const before = days.get(key)
    days.set(key, {
      day: purchase.occurredOn,
      rulesVersion,
      qualifyingPoints: (before?.qualifyingPoints ?? 0) + purchase.points,
      spendMinor: (before?.spendMinor ?? 0) + purchase.cashMinor,
    })
  }
  return [...days.values()].toSorted((a, b) => a.day - b.day || a.rulesVersion - b.rulesVersion)
}
