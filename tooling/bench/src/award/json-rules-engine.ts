import { Engine, type RuleProperties } from 'json-rules-engine'
import type { AwardEngine } from './engine.ts'
import { flatFacts, pointsOf, type FlatFacts, type Said } from './ten-rules.ts'

const equal = (fact: string, value: unknown) => ({ fact, operator: 'equal', value })
const above = (fact: string, value: number) => ({ fact, operator: 'greaterThan', value })

const rule = (conditions: RuleProperties['conditions'], params: object): RuleProperties => ({
  conditions,
  event: { type: 'said', params },
})

const tenRules: readonly RuleProperties[] = [
  rule({ any: [equal('tier', 'VIP'), equal('tier', 'SUPREME')] }, { line: null, multiplier: 10_000 }),
  rule({ all: [equal('tier', 'SUPREME')] }, { line: null, multiplier: 20_000 }),
  rule({ all: [equal('birthday', true), equal('tier', 'VIP')] }, { line: null, multiplier: 20_000 }),
  rule({ all: [equal('birthday', true), equal('tier', 'SUPREME')] }, { line: null, multiplier: 30_000 }),
  ...[0, 1, 2].flatMap(line => [
    rule({ all: [above(`brand${line}`, 10_000)] }, { line, multiplier: { fact: `brand${line}` } }),
    rule({ all: [above(`cash${line}`, 0)] }, { line, cash: { fact: `cash${line}` } }),
  ]),
]

/** json-rules-engine with the ten rules, one run a receipt. */
export const jsonRulesEngine = (): AwardEngine<FlatFacts> => {
  const engine = new Engine([...tenRules], { replaceFactsInEventParams: true })
  return {
    name: 'json-rules-engine',
    prepare: receipts => receipts.map(flatFacts),
    points: async receipts => {
      const points: number[] = []
      for (const facts of receipts) {
        const { events } = await engine.run({ ...facts })
        points.push(pointsOf(events.map(({ params }) => params as unknown as Said)))
      }
      return points
    },
  }
}
