import { afterAll, describe, expect, test } from 'vitest'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const program = (now = '2026-03-01T00:00:00+08:00') => api.program('wanqian', now)
const set = (p: TestProgram, fields: Record<string, unknown>, path = '/v1/brands/lumiere') =>
  p.ok(200, 'PUT', path, { ...(path.startsWith('/v1/brands') && { name: 'Lumière' }), ...fields })
const points = async (p: TestProgram, member: { id: string }, store: string, at: string, brand = 'lumiere') =>
  (await p.buy(member, 10, at, { store, line: { brand } })).points.earned / 10

describe('a brand', () => {
  test('is answered with its bound, and warned of where it takes member discount with many points', async () => {
    const p = await program()
    expect(await set(p, { multiplier: 25, contractRate: 0.25 })).toEqual({
      code: 'lumiere',
      store: null,
      name: 'Lumière',
      multiplier: 25,
      contractRate: 0.25,
      maxMultiplier: 25,
      takesMemberDiscount: true,
      tierDiscount: null,
      warnings: [expect.objectContaining({ code: 'multi_point_brand_takes_member_discount' })],
    })
    expect((await set(p, { multiplier: 25, contractRate: 0.25, takesMemberDiscount: false })).warnings).toEqual([])
    expect(await set(p, {})).toMatchObject({ multiplier: 1, contractRate: null, maxMultiplier: 1, warnings: [] })
  })

  test.each([
    [0.29, 29],
    [0.25, 25],
    [0.1, 10],
    [0.57, 57],
    [0.2999, 29.99],
    [1, 100],
    [0.01, 1],
    [0.07, 7],
    [0.0001, 1],
  ])(
    'of a contract rate of %d may give ×%d and not a ten-thousandth more, counted exactly',
    async (contractRate, most) => {
      const p = await program()
      await set(p, { multiplier: most, contractRate })
      const above = Number((most + 0.0001).toFixed(4))
      const refused = await p.problem(422, 'multiplier_exceeds_contract_rate', 'PUT', '/v1/brands/lumiere', {
        name: 'L',
        multiplier: above,
        contractRate,
      })
      expect(refused.errors[0].path).toBe('multiplier')
      expect(refused.detail).toContain(`×${most}`)
    },
  )

  test('without a contract rate may give no more than ×1', async () => {
    const p = await program()
    await set(p, { multiplier: 1 })
    for (const path of ['/v1/brands/lumiere', '/v1/stores/s1/brands/lumiere'])
      await p.problem(422, 'multiplier_exceeds_contract_rate', 'PUT', path, {
        ...(path.startsWith('/v1/brands') && { name: 'L' }),
        multiplier: 1.0001,
      })
  })

  test.each([
    [{ multiplier: -1 }, 'multiplier'],
    [{ multiplier: 1.00001 }, 'multiplier'],
    [{ multiplier: 1001, contractRate: 1 }, 'multiplier'],
    [{ multiplier: '5' }, 'multiplier'],
    [{ contractRate: 1.1 }, 'contractRate'],
    [{ contractRate: 0.12345 }, 'contractRate'],
    [{ takesMemberDiscount: 'no' }, 'takesMemberDiscount'],
    [{ tierDiscount: { tiers: [], rate: 0.1 } }, 'tierDiscount.tiers'],
    [{ tierDiscount: { tiers: ['NONE'], rate: 0.1 } }, 'tierDiscount.tiers[0]'],
    [{ name: '' }, 'name'],
  ])('with %j is refused by its path', async (fields, path) => {
    const p = await program()
    const refused = await p.problem(422, 'invalid_request', 'PUT', '/v1/brands/lumiere', { name: 'L', ...fields })
    expect(refused.errors[0].path).toBe(path)
  })

  test('counts from the program’s now on; a late receipt takes what held at its own instant', async () => {
    const p = await program()
    const member = await p.member()
    await p.clock('2026-03-02T12:00:00+08:00')
    await set(p, { multiplier: 5, contractRate: 0.25 })
    await p.clock('2026-03-04T12:00:00+08:00')
    await set(p, { multiplier: 10, contractRate: 0.25 })
    await set(p, { multiplier: 20, contractRate: 0.25 })
    await p.clock('2026-03-06T00:00:00+08:00')
    const at = (instant: string) => points(p, member, 's1', instant)
    expect(await at('2026-03-02T11:59:59.999+08:00')).toBe(1)
    expect(await at('2026-03-02T12:00:00+08:00')).toBe(5)
    expect(await at('2026-03-04T11:59:59.999+08:00')).toBe(5)
    // Of two settings of one instant the later one holds.
    expect(await at('2026-03-04T12:00:00+08:00')).toBe(20)
  })

  test('of a store goes before the program’s, in that store alone, whichever was set first', async () => {
    const p = await program()
    const member = await p.member()
    const at = '2026-03-01T00:00:00+08:00'
    await set(p, { multiplier: 10, contractRate: 0.25 }, '/v1/stores/s1/brands/lumiere')
    expect([await points(p, member, 's1', at), await points(p, member, 's2', at)]).toEqual([10, 1])
    await set(p, { multiplier: 20, contractRate: 0.25 })
    expect([await points(p, member, 's1', at), await points(p, member, 's2', at)]).toEqual([10, 20])
    await p.clock('2026-03-02T00:00:00+08:00')
    await set(p, { multiplier: 2, contractRate: 0.25 }, '/v1/stores/s1/brands/lumiere')
    expect(await points(p, member, 's1', at)).toBe(10)
    expect(await points(p, member, 's1', '2026-03-02T00:00:00+08:00')).toBe(2)
    expect(await points(p, member, 's1', at, 'other')).toBe(1)
  })

  test('set by many at once ends as one of them', async () => {
    const p = await program()
    const member = await p.member()
    await Promise.all([2, 3, 4, 5, 6].map(multiplier => set(p, { multiplier, contractRate: 0.25 })))
    expect([2, 3, 4, 5, 6]).toContain(await points(p, member, 's1', '2026-03-01T00:00:00+08:00'))
  })
})

describe('a store', () => {
  test('is named, named again, and may have been sold in before', async () => {
    const p = await program()
    await p.buy(await p.member(), 1, '2026-02-01T00:00:00+08:00', { store: '王府井' })
    const path = `/v1/stores/${encodeURIComponent('王府井')}`
    expect(await p.ok(200, 'PUT', path, { name: '王府井百货', region: '北京' })).toEqual({
      code: '王府井',
      name: '王府井百货',
      region: '北京',
    })
    expect(await p.ok(200, 'PUT', path, { name: '新名' })).toEqual({ code: '王府井', name: '新名', region: null })
    const refused: Wire = await p.problem(422, 'invalid_request', 'PUT', path, { region: 'x' })
    expect(refused.errors[0].path).toBe('name')
  })
})
