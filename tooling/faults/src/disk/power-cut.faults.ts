import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startNodeServer } from '@laurel/load/node-server'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { seed, times } from '../run-form.ts'
import { afterPowerCut, tracedInto } from './power-cut.ts'
import { needStrace } from './strace.ts'
import { sellAtOnce, Till } from './till.ts'
import { verified } from './verified.ts'

const env = { LAUREL_SECRET: 'cG93ZXItY3V0LXBvd2VyLWN1dC1wb3dlci1jdXQtcG93ZXI' }
let folder: string

beforeAll(needStrace)
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'laurel-power-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Sells under a tracer until so much is acknowledged, then cuts the power in the midst of it. */
const cutOffAt = async (acknowledged: number, lyingDisk: boolean): Promise<Till> => {
  const under = tracedInto(join(folder, 'traces'), { lyingDisk })
  const server = await startNodeServer({ dataDir: join(folder, 'data'), env, under })
  const till = new Till(server)
  try {
    await till.open()
    await sellAtOnce(till, acknowledged)
  } finally {
    const midst = sellAtOnce(till, 16)
    await till.sell()
    await server.kill()
    await midst
  }
  return till
}

/** What is missing of all that was acknowledged, and what `ledger:verify` says, when a server starts on what is left. */
const whenPowerIsBack = async (till: Till, hasReached: () => boolean) => {
  const dataDir = mkdtempSync(join(folder, 'left-'))
  await afterPowerCut(join(folder, 'traces'), join(folder, 'data'), dataDir, hasReached)
  const server = await startNodeServer({ dataDir, env })
  try {
    till.goOnWith(server)
    const missing = await till.missing()
    await server.stop()
    return { missing, books: verified(dataDir) }
  } finally {
    await server.kill()
  }
}

/** Chance by the run's seed: half of the writes that nobody synced had reached the disk all the same. */
const halfOfThem = (round: number) => {
  let state = (seed ^ Math.imul(round + 1, 0x9e3779b9)) >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >= 2 ** 31
  }
}

test('when the power is cut under load, everything acknowledged is there afterwards, whatever else reached the disk', async () => {
  const till = await cutOffAt(times(24, 400), false)
  const whole = { missing: [], books: 'clean: 1 programs' }
  expect(await whenPowerIsBack(till, () => false)).toEqual(whole)
  for (let round = 0; round < times(1, 20); round++)
    expect(await whenPowerIsBack(till, halfOfThem(round))).toEqual(whole)
})

test('the same check finds what a server without durability loses: where syncs only pretend, what was acknowledged is gone', async () => {
  const till = await cutOffAt(12, true)
  expect(till.acknowledged.length).toBeGreaterThan(12)
  expect((await whenPowerIsBack(till, () => false)).missing).not.toEqual([])
})
