import { afterAll, describe, expect, test } from 'vitest'
import { importFile } from '../../../test/import-file.ts'
import { testApi } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)

const program = () => api.program('wangfujing', '2026-03-10T23:00:00+08:00')
const CSV = 'externalId,name,phone,email\na,王芳,13812340001,\nb,"=cmd|\' /C calc\'!A0",,\n'

describe('the file of members', () => {
  test('has everybody with tier and balances, and another program reads it as it is', async () => {
    const p = await program()
    await importFile(api, p, 'kind=members', CSV)
    const [a] = (await p.ok(200, 'GET', '/v1/members?externalId=a')).data
    await p.buy(a, 600, '2026-03-10T10:00:00+08:00')
    const file = await p.call('GET', '/v1/exports/members')
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="members-${p.id}-2026-03-10.csv"`)
    const [head, first] = file.text.split('\r\n')
    expect(head).toBe(
      'id,cardNumber,externalId,wechatOpenId,name,phone,email,birthday,gender,region,registeredAt,tier,since,validThrough,points,memberCash,prepaid',
    )
    expect(first).toBe(
      `${a.id},${a.cardNumber},a,,王芳,'+8613812340001,,,,,2026-03-10T23:00:00+08:00,ME,2026-03-10,2026-07-31,600,0.00,0.00`,
    )
    const other = await program()
    const done = await importFile(api, other, 'kind=members', file.text)
    expect(done).toMatchObject({ created: 2, rejected: [] })
    const [again] = (await other.ok(200, 'GET', '/v1/members?externalId=b')).data
    expect(again.name).toBe("=cmd|' /C calc'!A0")
  })

  test('is no formula to a spreadsheet, whatever somebody is called', async () => {
    const p = await program()
    await importFile(api, p, 'kind=members', CSV)
    const { text } = await p.call('GET', '/v1/exports/members')
    const cells = text.split(/\r\n|,/).map(cell => cell.replaceAll('"', ''))
    expect(cells.filter(cell => /^[=+\-@]/.test(cell))).toEqual([])
  })

  test('is as long as there are members, each of them once', async () => {
    const p = await program()
    const rows = Array.from({ length: 401 }, (_, i) => `m${i}`)
    await importFile(api, p, 'kind=members', `externalId\n${rows.join('\n')}\n`)
    const { text } = await p.call('GET', '/v1/exports/members')
    const ids = text
      .trim()
      .split('\r\n')
      .slice(1)
      .map(line => line.split(',')[2]!)
    expect(ids.toSorted()).toEqual(rows.toSorted())
  })

  test('is for admins to whom the whole program is open, and its taking is in the audit trail', async () => {
    const p = await program()
    const [admin, manager] = [await p.staff('admin'), await p.staff('manager')]
    await manager.problem(403, 'role_not_allowed', 'GET', '/v1/exports/members')
    const bound = await p.staff('admin', { store: 'beijing-1' })
    await bound.problem(403, 'store_not_allowed', 'GET', '/v1/exports/members')
    const acts = async () =>
      (await p.ok(200, 'GET', '/v1/audit')).data.filter(({ act }: { act: string }) => act === 'membersExported')
    expect(await acts()).toEqual([])
    await admin.call('GET', '/v1/exports/members')
    expect(await acts()).toMatchObject([{ by: { kind: 'staff', id: admin.id } }])
  })
})
