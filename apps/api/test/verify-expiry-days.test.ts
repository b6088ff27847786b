import { presets, type ProgramRules } from '@laurel/core'
import { verifyProgram } from '@laurel/db'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { testApi, type TestApi, type Wire } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await testApi()
})
afterEach(() => api.close())

const rules: ProgramRules = {
  ...presets.wangfujing,
  expiry: { points: { kind: 'rolling', months: 6 }, memberCash: { kind: 'rolling', months: 1 } },
}

test('a standing that says too early when something expires costs one look, and says it right afterwards', async () => {
  const p = await api.program('wangfujing', '2026-03-31T23:00:00+08:00', { preset: undefined, rules })
  const member = await p.member()
  await p.buy(member, 100, '2026-03-31T10:00:00+08:00')
  const database = await api.databases.open(p.id)
  await database.commit([{ sql: 'UPDATE standings SET expires_on = expires_on - 30', args: [] }])
  const { jobs } = await p.clock('2026-09-30T00:00:00+08:00')
  expect(jobs.flatMap(({ name, members }: Wire) => (name.startsWith('expiry') ? [[name, members]] : []))).toEqual([
    ['expiry:2026-08-31', 0],
    ['expiry:2026-09-30', 1],
  ])
  expect((await verifyProgram(database)).differences).toEqual([])
})
