import { dayFrom, LAST_DAY, yearMonthDay, type Day } from '../calendar/day.ts'
import { dayInYear } from '../calendar/periods.ts'
import type { ProgramRules } from '../program/rules.schema.ts'

export type BenefitRules = ProgramRules['benefits'][number]
export type BenefitQuota = NonNullable<BenefitRules['quota']>

/** What tells uses of a benefit apart: a receipt serves once, and each place of a quota in its period. */
export type BenefitScope = 'receipt' | BenefitQuota['per']

/** What a use occupies, so that no other can have it at once. */
export interface BenefitClaim {
  readonly scope: BenefitScope
  /** The first day of the quota's period; 0 for a receipt, which serves once for ever. */
  readonly period: Day
  /** The place within the quota, from 1. */
  readonly place: number
}

/** A receipt as far as benefits care. */
export interface BenefitReceipt {
  readonly id: number
  readonly occurredOn: Day
  /** The cash part, net of returns. */
  readonly cashMinor: number
  /** Whether it has served this benefit already. */
  readonly used: boolean
}

/** What a use is judged by, beside rules and tier. */
export interface BenefitFacts {
  readonly today: Day
  /** How often the benefit was used by day; uses that were undone do not count. */
  readonly uses: readonly { readonly usedOn: Day; readonly count: number }[]
  /** The places of quotas that the member's uses hold, of the present period and others. */
  readonly claims: readonly BenefitClaim[]
  /** The receipt that is shown; null where none is, or it is not the member's own. */
  readonly receipt: BenefitReceipt | null
  readonly guests: number
}

/** The first day of a quota's period that holds a day, in the program's calendar. */
export const quotaStart = (rules: ProgramRules, per: BenefitQuota['per'], day: Day): Day => {
  if (per === 'day') return day
  const { year, month } = yearMonthDay(Math.min(day, LAST_DAY))
  if (per === 'month') return dayFrom(year, month, 1)
  const { startsOn } = rules.membershipYear
  const startThisYear = dayInYear(year, startsOn)
  return day >= startThisYear ? startThisYear : dayInYear(year - 1, startsOn)
}

/** How often a benefit was used from a day on; none is ever used ahead. */
export const usedSince = (uses: BenefitFacts['uses'], from: Day): number =>
  uses.reduce((sum, { usedOn, count }) => (usedOn >= from ? sum + count : sum), 0)
