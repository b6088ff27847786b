import { expect, test } from 'vitest'
import { seed, times } from '../run-form.ts'
import { simulate } from './simulate.ts'

/** Messages and readings of one run. */
const COUNT = 80

/** How many runs, each of a seed of its own. */
const RUNS = times(20, 2_000)

test('the same seed gives the same journal, byte for byte, and another one another', async () => {
  const first = await simulate(seed, COUNT)
  expect(await simulate(seed, COUNT)).toEqual(first)
  expect((await simulate(seed + 1, COUNT)).hash).not.toBe(first.hash)
})

test('what was acknowledged is there once, the rest whole or not at all, and every reading was true, whatever fails', async () => {
  for (let run = 0; run < RUNS; run++) {
    if (run % 100 === 0) console.log(`· run ${run} of ${RUNS}: this one is --seed ${seed + run}`)
    try {
      await simulate(seed + run, COUNT)
    } catch (error) {
      throw new Error(`a run went wrong: again with --seed ${seed + run}`, { cause: error })
    }
  }
})
