import { presets, type ProgramRules } from '@laurel/core'
import { verifyProgram } from '@laurel/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await testApi()
})
afterEach(() => api.close())

/** Every threshold at half of what the preset asks. */
const milder: ProgramRules = {
  ...presets.wangfujing,
  tiers: presets.wangfujing.tiers.map(tier => ({
    ...tier,
    entry: tier.entry.map(way => (way.on === 'threshold' ? { ...way, atLeast: way.atLeast / 2 } : way)),
  })),
}

test('rules published in the instant of a review find it made: the books are whole, and the next day makes it again', async () => {
  const p = await api.program('wangfujing', '2025-11-03T12:00:00+08:00')
  const member = await p.member()
  await p.buy(member, 5500, '2025-11-03T10:00:00+08:00')
  await p.clock('2026-08-01T00:00:00+08:00')
  const database = await api.databases.open(p.id)
  const kept = async () => (await database.read([{ sql: 'SELECT tier, tier_since FROM standings', args: [] }]))[0]
  const before = await kept()
  await p.ok(200, 'PUT', '/v1/program/rules', { rules: milder })
  expect(await kept()).toEqual(before)
  expect((await verifyProgram(database)).differences).toEqual([])
  expect((await p.summary(member)).tier).toMatchObject({ code: 'WE', since: '2026-08-01' })
  await p.clock('2026-08-02T00:00:00+08:00')
  expect(await kept()).not.toEqual(before)
  expect((await verifyProgram(database)).differences).toEqual([])
  expect((await p.summary(member)).tier).toMatchObject({ code: 'WE', since: '2026-08-01' })
})
