import type { AwardEngine } from './engine.ts'
import { flatFacts, pointsOf, type FlatFacts, type Said } from './ten-rules.ts'

const [IN, LINE, MULTIPLIER, CASH] = ['in', 'line', 'multiplier', 'cash'] as const

const row = (_id: string, condition: string, said: { line: string; multiplier?: string; cash?: string }) => ({
  _id,
  [IN]: condition,
  [LINE]: said.line,
  [MULTIPLIER]: said.multiplier ?? '',
  [CASH]: said.cash ?? '',
})

const tenRules = [
  row('base', "tier == 'VIP' or tier == 'SUPREME'", { line: 'null', multiplier: '10000' }),
  row('supreme', "tier == 'SUPREME'", { line: 'null', multiplier: '20000' }),
  row('birthday-vip', "birthday and tier == 'VIP'", { line: 'null', multiplier: '20000' }),
  row('birthday-supreme', "birthday and tier == 'SUPREME'", { line: 'null', multiplier: '30000' }),
  ...[0, 1, 2].flatMap(line => [
    row(`brand-${line}`, `brand${line} > 10000`, { line: String(line), multiplier: `brand${line}` }),
    row(`cash-${line}`, `cash${line} > 0`, { line: String(line), cash: `cash${line}` }),
  ]),
]

/** A decision table of ten rows, every row that holds is collected. */
const decision = {
  contentType: 'application/vnd.gorules.decision',
  nodes: [
    { id: 'request', name: 'request', type: 'inputNode', content: {} },
    {
      id: 'table',
      name: 'table',
      type: 'decisionTableNode',
      content: {
        hitPolicy: 'collect',
        inputs: [{ id: IN, name: 'condition', type: 'expression' }],
        outputs: [LINE, MULTIPLIER, CASH].map(id => ({ id, name: id, field: id, type: 'expression' })),
        rules: tenRules,
      },
    },
    { id: 'response', name: 'response', type: 'outputNode', content: {} },
  ],
  edges: [
    { id: 'e1', sourceId: 'request', targetId: 'table', type: 'edge' },
    { id: 'e2', sourceId: 'table', targetId: 'response', type: 'edge' },
  ],
}

/** How many receipts are on their way at once: native code decides on threads of its own. */
const AT_ONCE = 64

/** GoRules' zen-engine (Rust) with the ten rules as the rows of a decision table. */
export const zenEngine = async (): Promise<AwardEngine<FlatFacts>> => {
  // Only now: where its native code is not to be had, the other benches go on.
  const { ZenEngine } = await import('@gorules/zen-engine')
  const table = new ZenEngine().createDecision(decision)
  const one = async (facts: FlatFacts): Promise<number> => {
    const { result } = await table.evaluate(facts)
    return pointsOf((result as readonly Said[]).map(said => ({ ...said, line: said.line ?? null })))
  }
  return {
    name: 'zen-engine',
    prepare: receipts => receipts.map(flatFacts),
    points: async receipts => {
      const points: number[] = []
      for (let i = 0; i < receipts.length; i += AT_ONCE)
        points.push(...(await Promise.all(receipts.slice(i, i + AT_ONCE).map(one))))
      return points
    },
  }
}
