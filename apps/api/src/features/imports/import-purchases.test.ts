import { afterAll, describe, expect, test } from 'vitest'
import { importFile } from '../../../test/import-file.ts'
import { testApi, type TestProgram, type Wire } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const HEADER =
  'externalId,memberExternalId,occurredAt,store,sku,brand,category,size,color,款式,quantity,unitPrice,listPrice,promotional,tender'
const row = (receipt: string, member: string, cells: Record<string, string> = {}) => {
  const { at = '2026-03-10T10:00:00+08:00', sku = 'A1', quantity = '1', price = '500.00', tender = 'wechat' } = cells
  return `${receipt},${member},${at},beijing-1,${sku},,coats,L,navy,slim fit,${quantity},${price},,,${tender}`
}
const file = (...rows: string[]) => [HEADER, ...rows].join('\n')
const refused = (done: Wire) => done.rejected.map(({ row, code }: { row: number; code: string }) => [row, code])

const shop = async () => {
  const p = await api.program('wangfujing', '2026-03-10T23:00:00+08:00')
  const [a, b] = [await p.member({ externalId: 'a' }), await p.member({ externalId: 'b' })]
  return { p, a, b }
}
const bring = (p: TestProgram, csv: string) => importFile(api, p, 'kind=purchases', csv)
const receiptsOf = async (p: TestProgram, member: Wire): Promise<Wire[]> =>
  (await p.ok(200, 'GET', `/v1/members/${member.id}/purchases`)).data

describe('a file of purchases', () => {
  test('comes in once: the rows of one externalId are one receipt, judged as at the till', async () => {
    const { p, a, b } = await shop()
    const csv = file(
      row('r1', 'a', { price: '129.90', quantity: '2' }),
      row('r1', 'a', { sku: 'B2', price: '"1,000.1"', tender: '现金' }),
      row('r2', 'b', { at: '2026-03-09 14:05' }),
    )
    expect(await bring(p, csv)).toMatchObject({ rows: 3, done: 3, created: 2, rejected: [] })
    const [receipt] = await receiptsOf(p, a)
    expect(receipt).toMatchObject({ externalId: 'r1', total: 125990, points: { earned: 1259 } })
    expect(receipt.tenders).toEqual([
      { kind: 'wechat', amount: 25980 },
      { kind: 'cash', amount: 100010 },
    ])
    expect(receipt.lines.map(({ sku, unitPrice, size, style }: Wire) => [sku, unitPrice, size, style])).toEqual([
      ['A1', 12990, 'L', 'slim fit'],
      ['B2', 100010, 'L', 'slim fit'],
    ])
    expect((await receiptsOf(p, b))[0].occurredAt).toBe('2026-03-09T14:05:00+08:00')
    expect((await p.summary(a)).tier.code).toBe('ME')
    expect(await bring(p, csv)).toMatchObject({ created: 0, updated: 0, rejected: [] })
    expect(await receiptsOf(p, a)).toHaveLength(1)
  })

  test('calls goods as the slip does; a buyer’s name is none of theirs', async () => {
    const { p, a, b } = await shop()
    const named = (column: string, receipt: string, member: string) =>
      `externalId,memberExternalId,occurredAt,store,sku,unitPrice,tender,${column}\n${receipt},${member},2026-03-10 10:00,s,A1,1,cash,羊绒大衣\n`
    await bring(p, named('品名', 'r1', 'a'))
    await bring(p, named('name', 'r2', 'b'))
    expect((await receiptsOf(p, a))[0].lines[0].name).toBe('羊绒大衣')
    expect((await receiptsOf(p, b))[0].lines[0].name).toBeNull()
  })

  test('takes the rows of a receipt together wherever they stand', async () => {
    const { p, a } = await shop()
    const others = Array.from({ length: 120 }, (_, i) => row(`o${i}`, 'b'))
    const done = await bring(p, file(row('r1', 'a'), ...others, row('r1', 'a', { sku: 'Z9' })))
    expect(done).toMatchObject({ rows: 122, done: 122, created: 121 })
    const [receipt] = await receiptsOf(p, a)
    expect(receipt.lines.map(({ sku }: Wire) => sku)).toEqual(['A1', 'Z9'])
  })

  test('knows a receipt that a till has recorded, and refuses another one of its number', async () => {
    const { p, a } = await shop()
    await p.ok(201, 'POST', '/v1/purchases', {
      memberId: a.id,
      store: 'beijing-1',
      externalId: 'r1',
      occurredAt: '2026-03-10T10:00:00+08:00',
      lines: [
        { sku: 'A1', category: 'coats', size: 'L', color: 'navy', style: 'slim fit', quantity: 1, unitPrice: 50000 },
      ],
      tenders: [{ kind: 'wechat', amount: 50000 }],
    })
    expect(await bring(p, file(row('r1', 'a')))).toMatchObject({ created: 0, rejected: [] })
    const other = await bring(p, file(row('r1', 'a', { price: '1' })))
    expect(refused(other)).toEqual([[1, 'external_id_conflict']])
    expect(await receiptsOf(p, a)).toHaveLength(1)
  })

  test('refuses a receipt with all its rows, and takes the others', async () => {
    const { p } = await shop()
    const done = await bring(
      p,
      file(
        row('r1', 'a', { price: '1.005' }),
        row('r1', 'a'),
        row('r2', 'nobody'),
        row('', 'a'),
        row('r3', 'a', { at: '2026-03-11T10:00:00+08:00' }),
        row('r4', 'a', { quantity: '-1' }),
        row('r5', 'a', { tender: 'shells' }),
        row('r6', 'a'),
        row('r6', 'b'),
        row('r7', 'a', { tender: 'memberCash' }),
        row('r8', 'a'),
        row('r9', 'a', { at: '2026-13-01' }),
        row('r10', 'a'),
        `${row('r10', 'a')},and more`,
      ),
    )
    expect(refused(done)).toEqual([
      [1, 'invalid_request'],
      [2, 'invalid_request'],
      [3, 'member_not_found'],
      [4, 'row_without_key'],
      [5, 'occurred_in_future'],
      [6, 'invalid_request'],
      [7, 'invalid_request'],
      [8, 'invalid_request'],
      [9, 'invalid_request'],
      [10, 'insufficient_member_cash'],
      [12, 'invalid_request'],
      [13, 'row_malformed'],
      [14, 'row_malformed'],
    ])
    expect(done).toMatchObject({ created: 1, rejectedRows: 13 })
  })

  test('that is tried out is judged as in earnest, and leaves nothing', async () => {
    const { p, a } = await shop()
    const csv = file(row('r1', 'a'), row('r2', 'nobody'), row('r3', 'a', { tender: 'shells' }), row('r4', 'a'))
    const rehearsed = await importFile(api, p, 'kind=purchases&dryRun=true', csv)
    expect(rehearsed).toMatchObject({ dryRun: true, created: 2, rejectedRows: 2 })
    expect(await receiptsOf(p, a)).toEqual([])
    const { created, rejected } = await bring(p, csv)
    expect({ created, rejected }).toEqual({ created: rehearsed.created, rejected: rehearsed.rejected })
  })
})
