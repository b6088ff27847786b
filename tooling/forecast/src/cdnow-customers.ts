import type { BuyingHistories, Spends } from '@laurel/core'
import type { CdnowRow } from '@laurel/load/cdnow-file'

/** What a customer of the file spent on each day with a purchase, oldest first. */
export type Customer = readonly { readonly day: number; readonly cents: number }[]

/** Days since 1970. */
export const dayOf = (iso: string): number => Date.parse(`${iso}T00:00:00Z`) / 86_400_000

/** The customers of a file; their receipts of one day are one purchase, as the papers count. */
export function customersOf(rows: readonly CdnowRow[]): Customer[] {
  const customers = new Map<string, Map<number, number>>()
  for (const { customer, day, cents } of rows) {
    const days = customers.get(customer) ?? new Map<number, number>()
    customers.set(customer, days)
    days.set(dayOf(day), (days.get(dayOf(day)) ?? 0) + cents)
  }
  return Array.from(customers.values(), days =>
    [...days].map(([day, cents]) => ({ day, cents })).toSorted((a, b) => a.day - b.day),
  )
}

/** What is known at the end of a day, one row for each customer; and what came after it. */
export function seenThrough(customers: readonly Customer[], through: number) {
  const known = customers
    .map(days => ({ seen: days.filter(({ day }) => day <= through), later: days.filter(({ day }) => day > through) }))
    .filter(({ seen }) => seen.length > 0)
  const column = (value: (seen: Customer) => number) => Uint32Array.from(known, ({ seen }) => value(seen))
  const histories: BuyingHistories = {
    repeats: column(seen => seen.length - 1),
    lastAfterDays: column(seen => (seen.at(-1)?.day ?? 0) - (seen[0]?.day ?? 0)),
    ageDays: column(seen => through - (seen[0]?.day ?? 0)),
    members: column(() => 1),
  }
  const sumOf = (days: Customer) => days.reduce((sum, { cents }) => sum + cents, 0)
  // Of the days after the first, as the papers have it: x is then the number of days that the mean is over.
  const spent = known.map(({ seen }) => ({ days: seen.length - 1, cents: sumOf(seen.slice(1)) }))
  const spenders = spent.filter(({ cents }) => cents > 0)
  const spends: Spends = {
    days: Uint32Array.from(spenders, ({ days }) => days),
    totalMinor: Float64Array.from(spenders, ({ cents }) => cents),
  }
  return {
    histories,
    spends,
    spent,
    later: Uint32Array.from(known, ({ later }) => later.length),
    laterCents: known.reduce((sum, { later }) => sum + sumOf(later), 0),
  }
}
