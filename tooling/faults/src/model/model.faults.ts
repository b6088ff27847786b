import { testApi, type TestApi } from '@laurel/api/testing'
import { workOff } from '@laurel/api/testing/import-file'
import type { ProgramRules } from '@laurel/core'
import { verifyProgram } from '@laurel/db'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seed, times } from '../run-form.ts'
import { expectSameBooks } from './compare-books.ts'
import { isoInstant } from './days.ts'
import { documents } from './documents.ts'
import { COUPON, modelProgram } from './model-program.ts'
import { decidedElsewhere } from './operations.ts'
import { steps, type Step } from './steps.ts'
import { tallyOf } from './tally.ts'
import { memberOf, type Draw, type World } from './world.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const BEGIN = Date.parse('2025-11-03T04:30:00Z')

/** A fresh program, and the model of it. */
const newWorld = async (rules: ProgramRules): Promise<World> => {
  api.passSeconds(60)
  const p = await api.program('model', isoInstant(BEGIN), { preset: undefined, rules })
  const world = { p, model: modelProgram(rules, BEGIN), tell: () => undefined, workOff: () => workOff(api, p.id) }
  for (const { code, points, perMember, tiers, holdDays, stock } of world.model.rewards) {
    const bounds = { ...(perMember !== null && { perMember }), ...(tiers && { tiers }) }
    await p.ok(201, 'POST', '/v1/rewards', { code, name: { en: code }, points, holdDays, stock, ...bounds })
  }
  const { code, off, minimum, validDays, stock } = COUPON
  const terms = {
    off: { amount: off },
    minimumSpend: minimum,
    validDays,
    stock,
    use: 'discount',
    distribution: 'given',
  }
  await p.ok(201, 'POST', '/v1/coupons', { code, name: { en: code }, ...terms })
  for (const who of [0, 1, 2]) await steps['enrol']!.run(world, { who, which: who, size: 1 })
  return { ...world, tell: tally.tell }
}

/** In each of the documents; a hundred thousand in the long form. */
const STEPS = times(480, 34_000)
/** A part that takes longer has found something and looks for a shorter way to it. */
const PART_MS = times(300_000, 3_000_000)

/** How many parts more a run may take to meet what is rare, and how far their seeds are from its own. */
const MORE_PARTS = 12
const PARTS_APART = 1_000_000

const done = { steps: 0 }
const tally = tallyOf(Object.keys(steps))

const command = (name: string, { run }: Step, draw: Draw): fc.AsyncCommand<World, null> => ({
  check: () => true,
  run: async world => {
    api.passSeconds(1)
    tally.begin(name)
    await run(world, draw)
    await expectSameBooks(api, world, memberOf(world, draw.who))
    done.steps++
  },
  toString: () => `${name}(${draw.who}, ${draw.which}, ${draw.size})`,
})

const anyDraw: fc.Arbitrary<Draw> = fc.record({
  who: fc.nat(3),
  which: fc.nat(30),
  size: fc.integer({ min: 1, max: 60 }),
})

const anyCommand = fc.oneof(
  ...Object.entries(steps).map(([name, step]) => ({
    weight: Math.round(step.weight * 10),
    arbitrary: anyDraw.map(draw => command(name, step, draw)),
  })),
)

/** What happens in a program over some years. */
const lives = fc.commands([anyCommand], { maxCommands: 60, size: 'max' })

const names = Object.keys(documents) as (keyof typeof documents)[]

/** Some lives in a program, drawn from one seed. */
const live = (name: (typeof names)[number], part: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(lives, async life => {
      const world = await newWorld(documents[name])
      await fc.asyncModelRun(() => ({ model: world, real: null }), life)
      tally.add(world.model.fell)
      expect((await verifyProgram(await api.databases.open(world.p.id))).differences).toEqual([])
    }),
    {
      seed: Math.imul(part, names.length) + names.indexOf(name),
      numRuns: 10,
      interruptAfterTimeLimit: PART_MS,
      markInterruptAsFailure: true,
    },
  )

describe('balances, lots, tiers and trial balance are what a small model makes of DOMAIN.md, after every step', () => {
  test.each(names)('%s', async name => {
    const end = done.steps + STEPS
    for (let part = seed; done.steps < end; part++) {
      console.log(`· ${name}: ${end - done.steps} steps to go; these are --seed ${part}`)
      await live(name, part)
    }
  })
})

test('every kind of step was taken by both, what may be refused was refused by both, and time did all that it does', async () => {
  const wanted = Object.fromEntries(
    Object.entries(steps).map(([name, { meets = ['accepted'] as const }]) => [name, meets]),
  )
  const missing = () => tally.missing(wanted)
  // What is rare may be missed by a short run: it goes on for a while, until it was met.
  for (let more = 1; more <= MORE_PARTS && missing().length > 0; more++) {
    console.log(`· ${missing().join(', ')} to be met; these are --seed ${seed + PARTS_APART * more}`)
    await live(names[more % names.length]!, seed + PARTS_APART * more)
  }
  console.log(`model, accepted/refused: ${tally}`)
  expect(missing()).toEqual([])
})

test('every operation that writes is a step of the model, or it is said why not', async () => {
  const { paths } = (await api.call('GET', '/openapi.json')).body as { paths: Record<string, object> }
  const writing = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).flatMap(method =>
      ['post', 'put', 'patch', 'delete'].includes(method) ? [`${method.toUpperCase()} ${path}`] : [],
    ),
  )
  const asked = Object.values(steps).flatMap(step => step.operations)
  const decided = new Set([...asked, ...Object.keys(decidedElsewhere)])
  expect(
    writing.filter(operation => !decided.has(operation)),
    'operations that are neither a step in steps.ts nor named, with the reason, in operations.ts',
  ).toEqual([])
  expect(
    [...decided].filter(operation => !writing.includes(operation)),
    'operations that the API does not have',
  ).toEqual([])
})
