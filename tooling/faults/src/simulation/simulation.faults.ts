import { testApi } from '@laurel/api/testing'
import { operationsOf } from '@laurel/api/testing/operations'
import { expect, test } from 'vitest'
import { decidedElsewhere } from '../model/operations.ts'
import { seed, times } from '../run-form.ts'
import { leftOut, sent } from './operations.ts'
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
  const met: Record<string, number> = {}
  const meet = (counts: Readonly<Record<string, number>>) => {
    for (const [what, times] of Object.entries(counts)) met[what] = (met[what] ?? 0) + times
  }
  for (let run = 0; run < RUNS; run++) {
    if (run % 100 === 0) console.log(`· run ${run} of ${RUNS}: this one is --seed ${seed + run}`)
    try {
      const { crashes, doubled, faults, done } = (await simulate(seed + run, COUNT)).counts
      meet({ crashes, doubled, ...faults, ...done })
    } catch (error) {
      throw new Error(`a run went wrong: again with --seed ${seed + run}`, { cause: error })
    }
  }
  console.log(`simulation: ${JSON.stringify(met)}`)
  // A run that met no fault, or none of a kind of message, proved nothing of it.
  expect(Object.entries(met).filter(([, times]) => times === 0)).toEqual([])
})

test('every operation that moves books is a message of the simulation, or it is said why not', async () => {
  const api = await testApi()
  const { body } = await api.call('GET', '/openapi.json')
  await api.close()
  const asked = new Set(Object.values(sent))
  const operations = operationsOf(body).map(({ name }) => name)
  const moving = operations.filter(name => !name.startsWith('GET') && (asked.has(name) || !decidedElsewhere[name]))
  expect(
    moving.filter(name => !asked.has(name) && !leftOut[name]),
    'operations that are no message, nor named, with the reason, in operations.ts',
  ).toEqual([])
  expect(
    [...asked, ...Object.keys(leftOut)].filter(name => !moving.includes(name) || (asked.has(name) && leftOut[name])),
    'operations that the API does not have, that are messages, or that move no books',
  ).toEqual([])
})
