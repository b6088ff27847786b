import { figure, ratio, type Bench, type Size } from '../bench.ts'
import type { AwardEngine } from './engine.ts'
import { jsonLogic } from './json-logic.ts'
import { jsonRulesEngine } from './json-rules-engine.ts'
import { laurel } from './laurel.ts'
import { drawReceipts } from './random-receipts.ts'
import { zenEngine } from './zen-engine.ts'

interface Runner {
  readonly name: string
  /** Decides its receipts once more; receipts a second. */
  readonly round: () => Promise<number>
}

const runnerOf = <Prepared>(engine: AwardEngine<Prepared>, count: number): Runner => {
  const prepared = engine.prepare(drawReceipts(1)(count))
  return {
    name: engine.name,
    round: async () => {
      const started = process.hrtime.bigint()
      const points = await engine.points(prepared)
      const seconds = Number(process.hrtime.bigint() - started) / 1e9
      if (!points.some(earned => earned > 0)) throw new Error('the awards came to nothing')
      return prepared.length / seconds
    },
  }
}

/** About a quarter of a second each, so that all see the same machine. */
const runnersOf = async (size: Size): Promise<readonly Runner[]> => {
  const count = (full: number): number => (size === 'full' ? full : 50)
  return [
    runnerOf(laurel(), count(200_000)),
    runnerOf(jsonRulesEngine(), count(2_000)),
    runnerOf(await zenEngine(), count(10_000)),
    runnerOf(jsonLogic(), count(100_000)),
  ]
}

/** The best of the rounds of each; the engines take turns, so that none has a better time of the machine. */
const bestRates = async (runners: readonly Runner[], rounds: number): Promise<readonly number[]> => {
  const best = runners.map(() => 0)
  for (let round = 0; round < rounds; round++)
    for (const [i, runner] of runners.entries()) best[i] = Math.max(best[i]!, await runner.round())
  return best
}

export const awardBench: Bench = {
  name: 'award',
  title: 'Awards',
  how:
    'What receipts of three lines earn under Wanqian’s rules, one thread, the best of twelve rounds in turn. Ours finds the ' +
    'business day and the birthday, solar or lunar, and explains every line; the others are told both, decide ten rules ' +
    'and explain nothing.',
  run: async size => {
    const runners = await runnersOf(size)
    const [own = 0, ...others] = await bestRates(runners, size === 'full' ? 12 : 1)
    return {
      figures: [
        figure('Laurel, with explanation', own, 'receipts/s', { atLeast: 1_000_000 }),
        ...others.map((rate, i) => figure(`${runners[i + 1]!.name}, ten rules`, rate, 'receipts/s')),
        ...others.map((rate, i) =>
          ratio(`Laurel ÷ ${runners[i + 1]!.name}`, own, rate, i === 0 ? { atLeast: 80 } : undefined),
        ),
      ],
      notes: [],
    }
  },
}
