import { LogicEngine } from 'json-logic-engine'
import type { AwardEngine } from './engine.ts'
import { flatFacts, type FlatFacts } from './ten-rules.ts'

const of = (name: string) => ({ var: name })
const isTier = (tier: string) => ({ '==': [of('tier'), tier] })

/** The four rules of the whole receipt. */
const receiptRules = {
  max: [
    { if: [{ or: [isTier('VIP'), isTier('SUPREME')] }, 10_000, 0] },
    { if: [isTier('SUPREME'), 20_000, 0] },
    { if: [{ and: [of('birthday'), isTier('VIP')] }, 20_000, 0] },
    { if: [{ and: [of('birthday'), isTier('SUPREME')] }, 30_000, 0] },
  ],
}

const lineRules = (line: number) => {
  const brand = { if: [{ '>': [of(`brand${line}`), 10_000] }, of(`brand${line}`), 0] }
  const exact = { '*': [of(`cash${line}`), { max: [of('all'), brand] }] }
  // There is no rounding: what divides evenly is what is left without the rest.
  return {
    if: [{ '>': [of(`cash${line}`), 0] }, { '/': [{ '-': [exact, { '%': [exact, 1_000_000] }] }, 1_000_000] }, 0],
  }
}

/** json-logic-engine with the ten rules compiled: four give the receipt's multiplier, two more each line's points. */
export const jsonLogic = (): AwardEngine<FlatFacts> => {
  const engine = new LogicEngine()
  const ofReceipt = engine.build(receiptRules) as (facts: FlatFacts) => number
  const ofLines = engine.build({ '+': [0, 1, 2].map(lineRules) }) as (facts: FlatFacts & { all: number }) => number
  return {
    name: 'json-logic-engine, compiled',
    prepare: receipts => receipts.map(flatFacts),
    points: receipts => receipts.map(facts => ofLines({ ...facts, all: ofReceipt(facts) })),
  }
}
