import { afterAll, describe, expect, test } from 'vitest'
import { testApi } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

describe('the file of insight', () => {
  test('has what the last night knew of every buyer, by their ids only', async () => {
    const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
    const buyer = await p.member({ name: '王芳', phone: '13812340001' })
    await p.member({ name: '李雷' })
    await p.buy(buyer, 600, '2026-03-10T10:00:00+08:00')
    const file = () => p.call('GET', '/v1/exports/insight')
    expect((await file()).text.trim().split('\r\n')).toHaveLength(1)
    await p.clock('2026-07-01T12:00:00+08:00')
    const { text, headers } = await file()
    expect(headers.get('content-disposition')).toBe(`attachment; filename="insight-${p.id}-2026-07-01.csv"`)
    const [head, row, end] = text.split('\r\n')
    expect(end).toBe('')
    const told = Object.fromEntries(head!.split(',').map((name, i) => [name, row!.split(',')[i]]))
    const insight = await p.ok(200, 'GET', `/v1/members/${buyer.id}/insight`)
    expect(insight.pyramid.class).not.toBeNull()
    expect(told).toMatchObject({
      member: buyer.id,
      lifecycle: 'edge',
      recencyScore: '1',
      frequencyScore: '1',
      monetaryScore: '1',
      importance: insight.importance,
      effort: insight.effort,
      loyalty: insight.loyalty,
      rewarded: 'yes',
      pyramid: insight.pyramid.class,
      contribution: (insight.pyramid.because.contribution.amount / 100).toFixed(2),
      costToServe: (insight.pyramid.because.costToServe.amount / 100).toFixed(2),
      receipts: '1',
      purchaseDays: '1',
      firstOn: '2026-03-10',
      lastOn: '2026-03-10',
      sales: '600.00',
      spend: '600.00',
      cycleDays: '',
      probabilityActive: '',
    })
    expect(text).not.toContain('王芳')
  })

  test('tells of each buyer what they like themselves, and of nobody else', async () => {
    const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
    const likes = new Map<string, string>()
    for (const [size, brand] of [
      ['M', 'acme'],
      ['XS', 'nova'],
    ]) {
      const buyer = await p.member()
      await p.buy(buyer, 600, '2026-03-10T10:00:00+08:00', { line: { size, brand } })
      likes.set(buyer.id, `${size} ${brand}`)
    }
    await p.clock('2026-03-11T12:00:00+08:00')
    const [head, ...rows] = (await p.call('GET', '/v1/exports/insight')).text.trimEnd().split('\r\n')
    const names = head!.split(',')
    const told = rows.map(row => {
      const of = (name: string) => row.split(',')[names.indexOf(name)]!
      return [of('member'), `${of('sizes')} ${of('brands')}`] as const
    })
    expect(new Map(told)).toEqual(likes)
  })

  test('is for managers to whom the whole program is open', async () => {
    const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
    const [manager, associate] = [await p.staff('manager'), await p.staff('associate')]
    await associate.problem(403, 'role_not_allowed', 'GET', '/v1/exports/insight')
    await (
      await p.staff('manager', { store: 'beijing-1' })
    ).problem(403, 'store_not_allowed', 'GET', '/v1/exports/insight')
    expect((await manager.call('GET', '/v1/exports/insight')).status).toBe(200)
  })
})
