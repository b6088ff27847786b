import { figure, type Bench } from '../bench.ts'
import type { AwardEngine } from './engine.ts'
import { jsonLogic } from './json-logic.ts'
import { jsonRulesEngine } from './json-rules-engine.ts'
import { laurel } from './laurel.ts'
import { drawReceipts, type RawReceipt } from './random-receipts.ts'
import { zenEngine } from './zen-engine.ts'

const SEED = 20_261_122
const CHUNK = 10_000

const judge =
  <Prepared>(engine: AwardEngine<Prepared>) =>
  async (receipts: readonly RawReceipt[]) => ({
    name: engine.name,
    points: await engine.points(engine.prepare(receipts)),
  })

/** Throws with the first receipt on which two engines differ. */
const mustAgree = (
  receipts: readonly RawReceipt[],
  [own, ...others]: readonly { readonly name: string; readonly points: readonly number[] }[],
): void => {
  for (const { name, points } of others)
    for (const [i, receipt] of receipts.entries())
      if (points[i] !== own!.points[i])
        throw new Error(`${own!.name} gives ${own!.points[i]}, ${name} ${points[i]}: ${JSON.stringify(receipt)}`)
}

export const equalPointsBench: Bench = {
  name: 'award-check',
  title: 'Awards: the same points',
  how: 'Random receipts decided by all four; one that differs ends the run.',
  run: async size => {
    const count = size === 'full' ? 1_000_000 : 200
    const draw = drawReceipts(SEED)
    const judges = [judge(laurel()), judge(jsonRulesEngine()), judge(await zenEngine()), judge(jsonLogic())]
    let total = 0
    for (let done = 0; done < count; done += CHUNK) {
      const receipts = draw(Math.min(CHUNK, count - done))
      const judged = []
      for (const points of judges) judged.push(await points(receipts))
      mustAgree(receipts, judged)
      total += judged[0]!.points.reduce((sum, points) => sum + points, 0)
    }
    if (total === 0) throw new Error('the awards came to nothing')
    return {
      figures: [figure('receipts with equal points', count, '', { atLeast: 1_000_000 })],
      notes: [`Seed ${SEED}, ${total.toLocaleString('en')} points in all.`],
    }
  },
}
