import { draw } from './draw.ts'
import { receiptOf } from './goods.ts'
import { openInside } from './inside.ts'
import type { ScaleProgram } from './generate.ts'

const ROUNDS = 10

/** Milliseconds in the middle: half of the calls took less. */
export interface Latencies {
  readonly summaryMs: number
  readonly purchaseMs: number
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1]!

const timed = async (times: number[], work: () => Promise<unknown>): Promise<void> => {
  const started = performance.now()
  await work()
  times.push(performance.now() - started)
}

/**
 * How long a summary and a durable purchase take in each of some programs, one call after another, of members all over
 * the program. The programs take turns, so that what else the machine does hits all of them.
 */
export const latencies = async (programs: readonly ScaleProgram[], realNow: number): Promise<readonly Latencies[]> => {
  const sides = await Promise.all(
    programs.map(async program => ({
      program,
      inside: await openInside(program.dataDir, realNow),
      summaries: [] as number[],
      purchases: [] as number[],
      calls: 0,
    })),
  )
  const round = async (side: (typeof sides)[number], count: number) => {
    const { program, inside, summaries, purchases } = side
    const at = () => program.sample[draw(program.sample.length, side.calls++, 77)]!
    for (let i = 0; i < count; i++) {
      const id = at()
      await timed(summaries, () => inside.call('GET', `/v1/members/${id}/summary`, program.secretKey, undefined))
    }
    for (let i = 0; i < count; i++) {
      const body = { ...receiptOf(program.receipts + side.calls), memberId: at(), externalId: `late-${side.calls}` }
      await timed(purchases, () => inside.call('POST', '/v1/purchases', program.secretKey, body))
    }
  }
  // Enough for a median to stand still, where there are members enough.
  const perRound = Math.min(100, ...programs.map(program => Math.ceil(program.members / 10)))
  try {
    for (const side of sides) {
      await round(side, 2 * perRound)
      side.summaries.length = side.purchases.length = 0
    }
    for (let i = 0; i < ROUNDS; i++) for (const side of sides) await round(side, perRound)
    return sides.map(({ summaries, purchases }) => ({ summaryMs: median(summaries), purchaseMs: median(purchases) }))
  } finally {
    for (const { inside } of sides) await inside.close()
  }
}
