import { compileRules, dayOf, isBirthday, presets } from '@laurel/core'
import type { AwardEngine } from './engine.ts'
import type { RawReceipt } from './random-receipts.ts'

/** Our own rules, compiled: calendar, birthday, and the whole award with its explanation, are in what is measured. */
export const laurel = (): AwardEngine<RawReceipt> => {
  const rules = compileRules(presets.wanqian, 1)
  const { timeZone } = rules.document
  return {
    name: 'Laurel',
    prepare: receipts => receipts,
    points: receipts =>
      receipts.map(({ occurredAt, tier, birthday, cashMinor, lines }) => {
        const businessDay = dayOf(occurredAt, timeZone)
        return rules.award({
          occurredAt,
          businessDay,
          store: 'nanjing-road',
          tier,
          birthday: birthday !== null && isBirthday(businessDay, birthday),
          cashMinor,
          room: null,
          promotions: [],
          lines,
        }).points
      }),
  }
}
