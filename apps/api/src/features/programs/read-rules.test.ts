import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testApi, type TestApi, type TestProgram } from '../../../test/test-api.ts'

describe('the rules over time', () => {
  let api: TestApi
  let program: TestProgram
  beforeAll(async () => {
    api = await testApi()
    program = await api.program('wangfujing', '2026-03-10T10:00:00+08:00')
    const rules = await program.ok(200, 'GET', '/v1/program/rules')
    const doubled = { ...rules, earning: { ...rules.earning, rate: { points: 2, perMinor: 100 } } }
    await program.ok(200, 'PUT', '/v1/program/rules', { rules: doubled })
    await program.ok(200, 'PUT', '/v1/program/rules', {
      rules: { ...doubled, rebates: [] },
      effectiveAt: '2026-08-01T00:00:00+08:00',
    })
  })
  afterAll(() => api.close())

  const versions = async (query = '') =>
    (await program.ok(200, 'GET', `/v1/program/rules/versions${query}`)) as {
      data: { version: number; effectiveAt: string | null; publishedAt: string; inForce: boolean }[]
      nextCursor: string | null
    }

  test('every version is listed, newest first, with when it holds from and which one is in force', async () => {
    const { data, nextCursor } = await versions()
    expect(nextCursor).toBeNull()
    expect(data.map(({ version, effectiveAt, inForce }) => [version, effectiveAt, inForce])).toEqual([
      [3, '2026-08-01T00:00:00+08:00', false],
      [2, '2026-03-10T10:00:00+08:00', true],
      [1, null, false],
    ])
    expect(data.every(({ publishedAt }) => publishedAt === '2026-11-22T10:00:00+08:00')).toBe(true)
  })

  test('the list comes in pages', async () => {
    const first = await versions('?limit=2')
    const second = await versions(`?limit=2&cursor=${first.nextCursor}`)
    expect([...first.data, ...second.data].map(({ version }) => version)).toEqual([3, 2, 1])
    expect(second.nextCursor).toBeNull()
  })

  test('a version is the document that was published; the one in force is what the rules are now', async () => {
    const one = await program.ok(200, 'GET', '/v1/program/rules/versions/1')
    expect(one.earning.rate).toEqual({ points: 1, perMinor: 100 })
    expect(await program.ok(200, 'GET', '/v1/program/rules/versions/2')).toEqual(
      await program.ok(200, 'GET', '/v1/program/rules'),
    )
    expect((await program.ok(200, 'GET', '/v1/program/rules/versions/3')).rebates).toEqual([])
  })

  test('two versions are compared part by part, either way', async () => {
    const compare = (from: number, to: number) =>
      program.ok(200, 'GET', `/v1/program/rules/compare?from=${from}&to=${to}`)
    expect(await compare(1, 2)).toEqual({
      from: 1,
      to: 2,
      changes: [{ path: 'earning.rate.points', before: 1, after: 2 }],
    })
    const { changes } = await compare(3, 2)
    expect(changes).toEqual([{ path: 'rebates[august]', after: expect.objectContaining({ code: 'august' }) }])
    expect(await compare(3, 3)).toEqual({ from: 3, to: 3, changes: [] })
  })

  test('a version that was never published is not found', async () => {
    for (const version of ['0', '4', '-1', '1.5', '01', 'latest', '9'.repeat(20)])
      await program.problem(404, 'not_found', 'GET', `/v1/program/rules/versions/${version}`)
    await program.problem(404, 'not_found', 'GET', '/v1/program/rules/compare?from=1&to=4')
    await program.problem(404, 'not_found', 'GET', '/v1/program/rules/compare?from=4&to=1')
    for (const query of ['', '?from=1', '?from=0&to=1', '?from=x&to=1', '?from=1&to=2&more=1'])
      await program.problem(400, 'malformed_request', 'GET', `/v1/program/rules/compare${query}`)
  })
})
