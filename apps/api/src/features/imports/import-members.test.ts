import { afterAll, describe, expect, test } from 'vitest'
import { importFile, workOff } from '../../../test/import-file.ts'
import { testApi, type TestProgram } from '../../../test/test-api.ts'

const api = await testApi()
afterAll(api.close)
const program = () => api.program('wangfujing', '2026-03-10T23:00:00+08:00')
const bring = (p: TestProgram, csv: string | Uint8Array<ArrayBuffer>, more = '') =>
  importFile(api, p, `kind=members${more}`, csv)
const byExternalId = async (p: TestProgram, id: string) =>
  (await p.ok(200, 'GET', `/v1/members?externalId=${id}`)).data[0]
const refused = (done: { rejected: { row: number; code: string }[] }) =>
  done.rejected.map(({ row, code }) => [row, code])

const [A, B] = ['13812340001', '13812340002']
const CONTACTS = `externalId,name,phone,birthday,gender\nc1,王芳,${A},1988-02-29,female\nc2,李雷,${B},,male\nc3,坏号,12,,\nc4,重复,${A},,\n`

describe('a file of members', () => {
  test('comes in once, and every refused row is told', async () => {
    const p = await program()
    const first = await bring(p, CONTACTS)
    expect(first).toMatchObject({ rows: 4, done: 4, created: 2, updated: 0, rejectedRows: 2, encoding: 'utf-8' })
    expect(first.rejected).toEqual([
      { row: 3, code: 'invalid_request', message: 'phone: is not a valid phone number' },
      { row: 4, code: 'member_exists', message: 'phone: belongs to another member' },
    ])
    expect(await byExternalId(p, 'c1')).toMatchObject({
      name: '王芳',
      phone: `+86${A}`,
      birthday: '1988-02-29',
      gender: 'female',
    })
    const second = await bring(p, CONTACTS)
    expect(second).toMatchObject({ created: 0, updated: 0, rejectedRows: 2 })
    expect((await p.ok(200, 'GET', '/v1/members')).data).toHaveLength(2)
  })

  test('takes birthdays as they are written in Chinese, and an untold gender as none', async () => {
    const p = await program()
    const done = await bring(
      p,
      'externalId,birthday,gender\nc1,1990年6月18日,保密\nc2,6月8日,未知\nc3,1988 年 12 月 1 日,女\nc4,1990年13月1日,\nc5,1-1 2,\nc6,1990年6月18號,\n',
    )
    expect(refused(done)).toEqual([
      [4, 'invalid_request'],
      [5, 'invalid_request'],
    ])
    expect(await byExternalId(p, 'c6')).toMatchObject({ birthday: '1990-06-18' })
    expect(await byExternalId(p, 'c1')).toMatchObject({ birthday: '1990-06-18', gender: null })
    expect(await byExternalId(p, 'c2')).toMatchObject({ birthday: '--06-08', gender: null })
    expect(await byExternalId(p, 'c3')).toMatchObject({ birthday: '1988-12-01', gender: 'female' })
  })

  test('changes what it says otherwise of members who are there, and leaves what it does not say', async () => {
    const p = await program()
    await p.member({ phone: A, name: '王芳', region: '天津' })
    await p.member({ phone: B, externalId: 'c2', name: '李雷', email: 'li@example.com' })
    const done = await bring(p, `externalId,name,phone\nc1,,${A}\nc2,李磊,\n,Li Lei,${B}\n`)
    expect(done).toMatchObject({ created: 0, updated: 3, rejected: [] })
    expect(await byExternalId(p, 'c1')).toMatchObject({ name: '王芳', phone: `+86${A}`, region: '天津' })
    expect(await byExternalId(p, 'c2')).toMatchObject({ name: 'Li Lei', phone: `+86${B}`, email: 'li@example.com' })
  })

  test('is refused row by row for what cannot be known again, or belongs to two', async () => {
    const p = await program()
    await p.member({ phone: A, externalId: 'a' })
    await p.member({ phone: B, externalId: 'b' })
    const done = await bring(
      p,
      `externalId,name,phone,birthday,gender\n,王芳,,,\na,,${B},,\nx,,,1990-02-30,\ny,,,,robot\nz,,,1990-02-28,f\nq,1,2,3,4,5\n`,
    )
    expect(refused(done)).toEqual([
      [1, 'row_without_key'],
      [2, 'member_exists'],
      [3, 'invalid_request'],
      [4, 'invalid_request'],
      [6, 'row_malformed'],
    ])
    expect(done.created).toBe(1)
  })

  test('is read in GB18030 and in UTF-8 with a byte order mark, and by the names that a shop gives its columns', async () => {
    const p = await program()
    const mark = new TextEncoder().encode(`\uFEFF姓名,手机号,性别,生日\r\n"李,雷",${B},男,1990/6/18\r\n`)
    expect(await bring(p, mark)).toMatchObject({ created: 1, columns: { name: '姓名', phone: '手机号' } })
    // 姓名,手机 / 王芳,…
    const gb = [0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xca, 0xd6, 0xbb, 0xfa, 0x0a, 0xcd, 0xf5, 0xb7, 0xbc, 0x2c]
    const bytes = new Uint8Array([...gb, ...new TextEncoder().encode(A)])
    expect(await bring(p, bytes)).toMatchObject({ created: 1, encoding: 'gb18030' })
    const names = (await p.ok(200, 'GET', '/v1/members')).data.map(({ name }: { name: string }) => name)
    expect(names).toEqual(['王芳', '李,雷'])
  })

  test('is read by the columns that are named, and refused as a whole where they are not there', async () => {
    const p = await program()
    const columns = (mapping: object) => `&columns=${encodeURIComponent(JSON.stringify(mapping))}`
    const csv = `客户,备注\n${A},x\n`
    expect(await bring(p, csv, columns({ phone: '客户' }))).toMatchObject({
      created: 1,
      columns: { phone: '客户' },
      ignoredColumns: ['备注'],
    })
    for (const [query, path] of [
      ['', 'columns'],
      [columns({ phone: '电话' }), 'columns.phone'],
      [columns({ points: '客户' }), 'columns.points'],
    ] as const) {
      const answer = await p.problem(422, 'invalid_request', 'POST', `/v1/imports?kind=members${query}`, undefined, {
        csv,
      })
      expect(answer.errors[0].path).toBe(path)
    }
    await p.problem(400, 'malformed_request', 'POST', '/v1/imports?kind=members&columns=x', undefined, { csv })
    await p.problem(422, 'invalid_request', 'POST', '/v1/imports?kind=members', undefined, { csv: '' })
  })

  test('has one row that cannot be read for a quotation mark that is not closed', async () => {
    const p = await program()
    const done = await bring(p, 'externalId,name\na,"王\nb,李\nc,"韩"\n\nd,"他说""好"""\n')
    expect(refused(done)).toEqual([[1, 'invalid_request']])
    const open = await bring(p, 'externalId,name\ne,王\nf,"李\ng,韩\n')
    expect(refused(open)).toEqual([[2, 'row_malformed']])
    expect(open.created).toBe(2)
    expect((await byExternalId(p, 'd')).name).toBe('他说"好"')
  })

  test('that is tried out is judged, and leaves nothing', async () => {
    const p = await program()
    expect(await bring(p, CONTACTS, '&dryRun=true')).toMatchObject({ dryRun: true, created: 2, rejectedRows: 2 })
    expect((await p.ok(200, 'GET', '/v1/members')).data).toEqual([])
    const done = await bring(p, CONTACTS)
    expect(await bring(p, CONTACTS, '&dryRun=true')).toMatchObject({ created: 0, updated: 0, rejected: done.rejected })
    await bring(p, `externalId,phone,name\nc2,,李磊\n`, '&dryRun=true')
    expect((await byExternalId(p, 'c2')).name).toBe('李雷')
  })

  test('that is tried out is judged as in earnest, however far apart its rows stand', async () => {
    const p = await program()
    const rows = Array.from({ length: 300 }, (_, i) => `m${i},${13900000000 + (i % 250)}`)
    const csv = `externalId,phone\n${rows.join('\n')}\n,13900000001\nm5,\n`
    const rehearsed = await bring(p, csv, '&dryRun=true')
    const done = await bring(p, csv)
    expect(rehearsed).toMatchObject({ created: done.created, rejected: done.rejected })
    expect(done).toMatchObject({ created: 250, rejectedRows: 50 })
  })

  test('is begun once under an Idempotency-Key, and another file under the same key is told so', async () => {
    const p = await program()
    const send = (csv: string) => p.call('POST', '/v1/imports?kind=members', undefined, { csv, idempotencyKey: 'k' })
    const [first, again, other] = [await send(CONTACTS), await send(CONTACTS), await send(`${CONTACTS}c5,,,,\n`)]
    expect(again.body).toEqual(first.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_conflict'])
    expect((await p.ok(200, 'GET', '/v1/imports')).data).toHaveLength(1)
  })

  test('of thousands is worked off in turns, each row once', async () => {
    const p = await program()
    const rows = Array.from({ length: 2_500 }, (_, i) => `m${i},${13900000000 + (i % 2_400)}`)
    const { id } = await p.ok(202, 'POST', '/v1/imports?kind=members', undefined, {
      csv: `externalId,phone\n${rows.join('\n')}`,
    })
    const other = await api.otherProcess()
    await workOff(api, p.id)
    const done = (await other('GET', `/v1/imports/${id}`, { key: p.key })).body
    expect(done).toMatchObject({ status: 'done', rows: 2_500, done: 2_500, created: 2_400, rejectedRows: 100 })
  })

  test('that is cancelled goes no further; what is done stays, and the rest is forgotten', async () => {
    const p = await program()
    const { id } = await p.ok(202, 'POST', '/v1/imports?kind=members', undefined, { csv: CONTACTS })
    expect((await p.ok(200, 'GET', `/v1/imports/${id}`)).status).toBe('queued')
    const cancelled = { id, status: 'cancelled' }
    expect(await p.ok(200, 'POST', `/v1/imports/${id}/cancel`)).toEqual(cancelled)
    expect(await p.ok(200, 'POST', `/v1/imports/${id}/cancel`)).toEqual(cancelled)
    await workOff(api, p.id)
    expect(await p.ok(200, 'GET', `/v1/imports/${id}`)).toMatchObject({ status: 'cancelled', created: 0 })
    const done = await bring(p, CONTACTS)
    await p.problem(409, 'import_over', 'POST', `/v1/imports/${done.id}/cancel`)
  })

  test('is told row by row in a file of its own', async () => {
    const p = await program()
    const { id } = await bring(p, CONTACTS)
    const file = await p.call('GET', `/v1/imports/${id}/rejected`)
    expect(file.text).toBe(
      'row,code,message,measure,amount\r\n3,invalid_request,phone: is not a valid phone number,,\r\n4,member_exists,phone: belongs to another member,,\r\n',
    )
  })

  test('is for those to whom the whole program is open', async () => {
    const p = await program()
    const [manager, associate] = [await p.staff('manager'), await p.staff('associate')]
    const bound = await p.staff('manager', { store: 'beijing-1' })
    const csv = CONTACTS
    await manager.ok(202, 'POST', '/v1/imports?kind=members', undefined, { csv })
    await associate.problem(403, 'role_not_allowed', 'POST', '/v1/imports?kind=members', undefined, { csv })
    await bound.problem(403, 'store_not_allowed', 'POST', '/v1/imports?kind=members', undefined, { csv })
    await workOff(api, p.id)
    expect((await p.ok(200, 'GET', '/v1/imports')).data[0]).toMatchObject({
      askedBy: { kind: 'staff', id: manager.id },
    })
    const acts = (await p.ok(200, 'GET', '/v1/audit')).data.map(({ act }: { act: string }) => act)
    expect(acts).toContain('importBegun')
  })
})
