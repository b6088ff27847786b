import { compileRules, dayOf, presets, SCALE, type AwardFacts } from '@laurel/core'

/** Receipts of three lines under Wanqian's rules, one in 50 on a birthday, cosmetics at five points a yuan. */
const receipts = (count: number): AwardFacts[] =>
  Array.from({ length: count }, (_, i) => {
    const total = 100_00 + ((i * 7919) % 900_00)
    const occurredAt = Date.UTC(2026, 0, 1) + i * 60_000
    return {
      occurredAt,
      businessDay: dayOf(occurredAt, 'Asia/Shanghai'),
      store: 'nanjing-road',
      tier: i % 10 === 0 ? 'SUPREME' : 'VIP',
      birthday: i % 50 === 0,
      cashMinor: total * 3,
      room: null,
      promotions: [],
      lines: ['maison', 'lumiere', 'atelier'].map(brand => ({
        sku: 'A1',
        quantity: 1,
        brand,
        category: 'apparel',
        promotional: false,
        totalMinor: total,
        brandMultiplier: brand === 'lumiere' ? 5 * SCALE : SCALE,
      })),
    }
  })

/** Awards a second on one thread, with their explanation; the best of several rounds. */
export const awardsPerSecond = (): number => {
  const rules = compileRules(presets.wanqian, 1)
  const facts = receipts(20_000)
  let best = 0
  let points = 0
  for (let round = 0; round < 12; round++) {
    const started = process.hrtime.bigint()
    for (const fact of facts) points += rules.award(fact).points
    best = Math.max(best, facts.length / (Number(process.hrtime.bigint() - started) / 1e9))
  }
  if (points <= 0) throw new Error('the awards came to nothing')
  return Math.round(best)
}
