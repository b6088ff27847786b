import { presets, type ProgramRules } from '@laurel/core'
import { afterAll, expect, test } from 'vitest'
import { differencesOf } from './crimes.ts'
import { importFile, workOff } from './import-file.ts'
import { testApi, type TestProgram, type Wire } from './test-api.ts'

const api = await testApi()
afterAll(api.close)

/** Every threshold at half of what the preset asks. */
const milder: ProgramRules = {
  ...presets.wangfujing,
  tiers: presets.wangfujing.tiers.map(tier => ({
    ...tier,
    entry: tier.entry.map(way => (way.on === 'threshold' ? { ...way, atLeast: way.atLeast / 2 } : way)),
  })),
}

const expectClean = async (p: TestProgram) => expect(await differencesOf(api, p)).toBe('')

/** What merges have kept, in the order of the merges. */
const keptBy = async ({ id }: TestProgram) => {
  const database = await api.databases.open(id)
  const sql = `SELECT tier, tier_before FROM tier_acts WHERE kind = 'merge' ORDER BY id`
  return (await database.read([{ sql, args: [] }]))[0]
}

/** Two cards of a day, at noon of the next: one is WE by its receipt, the other ME by a promise. */
const twoCards = async () => {
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  const [into, from] = [await p.member(), await p.member({ externalId: 'from' })]
  await p.buy(from, 6000, '2026-03-10T10:00:00+08:00')
  await p.ok(201, 'POST', `/v1/members/${into.id}/tier`, { code: 'ME', reason: 'a promise' })
  const bought = await p.buy(into, 300, '2026-03-10T11:00:00+08:00')
  await p.clock('2026-03-11T12:00:00+08:00')
  return { p, into, from, bought }
}

const merge = (p: TestProgram, into: Wire, from: Wire) =>
  p.ok(200, 'POST', `/v1/members/${into.id}/merge`, { from: from.id })

test.each([
  ['in the very instant', '2026-03-11T12:00:00+08:00'],
  ['later that day', '2026-03-11T15:00:00+08:00'],
  ['at the next midnight', '2026-03-12T00:00:00+08:00'],
])('a merge is held to the rules of its instant: others that are published %s change nothing', async (_, at) => {
  const { p, into, from, bought } = await twoCards()
  await merge(p, into, from)
  expect(await keptBy(p)).toEqual([['WE', 'ME']])
  await p.clock(at)
  await p.ok(200, 'PUT', '/v1/program/rules', { rules: milder })
  await expectClean(p)
  await p.buy(into, 9000, '2026-03-10T12:00:00+08:00')
  await p.ok(201, 'POST', `/v1/purchases/${bought.id}/returns`, { lines: [{ index: 0, quantity: 1 }] })
  await merge(p, await p.member(), into)
  await p.ok(200, 'PUT', '/v1/program/rules', { rules: presets.wangfujing })
  await expectClean(p)
})

test('a merge in the instant of a review is held to the rules that the review went by, or the ones since', async () => {
  for (const published of ['before', 'after']) {
    const p = await api.program('wangfujing', '2025-11-03T12:00:00+08:00')
    const [a, b] = [await p.member(), await p.member()]
    await p.buy(a, 5500, '2025-11-03T10:00:00+08:00')
    await p.buy(b, 3500, '2025-11-03T10:00:00+08:00')
    await p.clock('2026-08-01T00:00:00+08:00')
    if (published === 'before') await p.ok(200, 'PUT', '/v1/program/rules', { rules: milder })
    await merge(p, b, a)
    if (published === 'after') await p.ok(200, 'PUT', '/v1/program/rules', { rules: milder })
    await expectClean(p)
  }
})

test('a tier whose file was undone before the merge is none that the merge could keep', async () => {
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  const [into, from] = [await p.member(), await p.member({ externalId: 'from' })]
  const { id } = await importFile(api, p, 'kind=tiers', 'memberExternalId,tier\nfrom,WE\n')
  await p.ok(201, 'POST', `/v1/members/${into.id}/tier`, { code: 'ME', reason: 'a promise' })
  await p.ok(202, 'POST', `/v1/imports/${id}/undo`)
  await workOff(api, p.id)
  await merge(p, into, from)
  expect(await keptBy(p)).toEqual([])
  await expectClean(p)
})
