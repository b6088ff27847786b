import { addMonths, type Day } from '../calendar/day.ts'
import { yearlyOn } from '../calendar/periods.ts'
import type { ExpiryRule } from '../program/rules.schema.ts'

/**
 * The first day on which what was earned on `earnedOn` is gone; null where only inactivity ends it, or nothing does
 * (S5). Yearly: the next such day after the earning; rolling: so many months later, per lot.
 */
export const lotExpiresOn = (rule: ExpiryRule, earnedOn: Day): Day | null => {
  switch (rule.kind) {
    case 'never':
    case 'inactivity':
      return null
    case 'yearly':
      return yearlyOn(earnedOn, rule.on)
    case 'rolling':
      return addMonths(earnedOn, rule.months)
  }
}
