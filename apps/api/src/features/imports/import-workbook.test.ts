import { afterAll, describe, expect, test } from 'vitest'
import { importFile } from '../../../test/import-file.ts'
import { testApi, type TestProgram } from '../../../test/test-api.ts'
import { numberCell, rowOf, workbookFile, type WorkbookContent } from '../../../test/workbook-file.ts'
import { WORKBOOK_TYPE } from './read-file.ts'

const api = await testApi()
afterAll(api.close)
const program = () => api.program('wangfujing', '2026-03-10T23:00:00+08:00')

const headers = { 'content-type': WORKBOOK_TYPE }
const bring = (p: TestProgram, content: WorkbookContent, more = '') =>
  importFile(api, p, `kind=members${more}`, workbookFile(content), headers)
const refusedAs = (p: TestProgram, code: string, csv: Uint8Array<ArrayBuffer>) =>
  p.problem(422, code, 'POST', '/v1/imports?kind=members', undefined, { csv, headers })
const sheet = (...rows: readonly string[]): WorkbookContent => ({ sheets: [{ name: '会员', rows: rows.join('') }] })
const people = async (p: TestProgram, ...fields: readonly string[]) =>
  (await p.ok(200, 'GET', '/v1/members')).data
    .map((member: Record<string, unknown>) => fields.map(field => member[field]))
    .toReversed()

const CONTACTS = [
  rowOf('编号', '姓名', '手机号'),
  rowOf('c1', '王芳', numberCell('13812340001')),
  rowOf('c2', '坏号', numberCell(12)),
  '<row r="4"/>',
  rowOf('c3', '重复', '13812340001'),
]

describe('a workbook of members', () => {
  test('becomes the same rows as a CSV file: mapped, tried out, refused row by row, and told in a CSV', async () => {
    const p = await program()
    const rehearsed = await bring(p, sheet(...CONTACTS), '&dryRun=true')
    const done = await bring(p, sheet(...CONTACTS))
    expect(done).toMatchObject({ rows: 3, created: 1, rejectedRows: 2, columns: { phone: '手机号' }, sheet: '会员' })
    expect(rehearsed).toMatchObject({ created: 1, rejected: done.rejected })
    const csv = await importFile(
      api,
      p,
      'kind=members',
      '编号,姓名,手机号\nc1,王芳,13812340001\nc2,坏号,12\n\nc3,重复,13812340001\n',
    )
    expect(csv).toMatchObject({ created: 0, updated: 0, rejected: done.rejected })
    expect(csv.sheet).toBeUndefined()
    expect((await p.call('GET', `/v1/imports/${done.id}/rejected`)).text).toContain('2,invalid_request,phone')
    expect(await bring(p, sheet(...CONTACTS))).toMatchObject({ created: 0, updated: 0 })
    const columns = `&columns=${encodeURIComponent('{"phone":"客户"}')}`
    expect(await bring(p, sheet(rowOf('客户', '备注'), rowOf('13812340009', 'x')), columns)).toMatchObject({
      created: 1,
      ignoredColumns: ['备注'],
    })
  })

  test('has numbers as they were typed: a phone that is shown as 1.38E+10, zeros in front, and none that has lost digits', async () => {
    const p = await program()
    const done = await bring(p, {
      ...sheet(
        rowOf('externalId', 'phone'),
        rowOf(numberCell(7, 1), numberCell('1.3812340001E10')),
        rowOf(numberCell('8.0'), numberCell('13812340002.0')),
        rowOf('c3', '1.38E+10'),
        rowOf(numberCell('310101199001011234'), ''),
        rowOf('0042', ''),
      ),
      formats: [{ id: 0 }, { id: 164, code: '00000' }],
    })
    expect(done.rejected.map(({ row, code }: { row: number; code: string }) => [row, code])).toEqual([
      [3, 'invalid_request'],
      [4, 'row_malformed'],
    ])
    expect(await people(p, 'externalId', 'phone')).toEqual([
      ['00007', '+8613812340001'],
      ['8', '+8613812340002'],
      ['0042', null],
    ])
  })

  test.each([
    [false, [33_038, 60, 61, 59]],
    [true, [31_576, -1, 0, 1]],
  ])('has days that are counted from 1900, or from 1904 (%s)', async (date1904, [day, never, first, second]) => {
    const p = await program()
    const done = await bring(p, {
      ...sheet(
        rowOf('externalId', 'birthday'),
        rowOf('a', numberCell(day!)),
        rowOf('b', numberCell(day!, 1)),
        rowOf('c', numberCell(day!, 2)),
        rowOf('d', numberCell(never!)),
        rowOf('e', numberCell(first!)),
        rowOf('f', numberCell(second!)),
        rowOf('g', '<c t="d"><v>1990-06-14T00:00:00</v></c>'),
      ),
      formats: [{ id: 14 }, { id: 165, code: 'yyyy"年"m"月"d"日";@' }, { id: 166, code: '[$-804]m"月"d"日"' }],
      date1904,
    })
    expect(done.rejected).toMatchObject([{ row: 4, code: 'row_malformed' }])
    const [e, f] = date1904 ? ['1904-01-01', '1904-01-02'] : ['1900-03-01', '1900-02-28']
    expect(await people(p, 'externalId', 'birthday')).toEqual([
      ['a', '1990-06-14'],
      ['b', '1990-06-14'],
      ['c', '--06-14'],
      ['e', e],
      ['f', f],
      ['g', '1990-06-14'],
    ])
  })

  test('has texts that cells share, of several runs, without how they are spoken; of a formula its value, and of an error none', async () => {
    const p = await program()
    const done = await bring(p, {
      ...sheet(
        rowOf('<c t="s"><v>0</v></c>', '<c t="s"><v>1</v></c>', '备注'),
        rowOf('c1', '<c t="s"><v>2</v></c>', '<c t="e"><v>#N/A</v></c>'),
        rowOf('<c t="str"><f>CONCAT("c",2)</f><v>c2</v></c>', '李_x0041_雷'),
        rowOf('c3', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
        rowOf('c4', '<c t="s"><v>99</v></c>'),
      ),
      sharedTexts:
        '<si><t>编号</t></si><si><t>姓名</t></si><si><r><t>王</t></r><r><rPr><b/></rPr><t xml:space="preserve">芳</t></r><rPh sb="0" eb="1"><t>ワン</t></rPh></si>',
    })
    expect(done.rejected.map(({ row, code }: { row: number; code: string }) => [row, code])).toEqual([
      [3, 'row_malformed'],
      [4, 'row_malformed'],
    ])
    expect(await people(p, 'externalId', 'name')).toEqual([
      ['c1', '王芳'],
      ['c2', '李A雷'],
    ])
  })

  test('is its first sheet that is not hidden; which that was, and which others there are, is told', async () => {
    const p = await program()
    const rows = (id: string) => rowOf('externalId') + rowOf(id)
    const done = await bring(p, {
      sheets: [
        { name: 'lists', rows: rows('no'), state: 'hidden' },
        { name: '会员', rows: rows('yes') },
        { name: '备份', rows: rows('no') },
      ],
    })
    expect(done).toMatchObject({ created: 1, sheet: '会员', ignoredSheets: ['lists', '备份'] })
    expect(await people(p, 'externalId')).toEqual([['yes']])
  })

  test('has hidden rows and what stands first in merged cells; cells stand where they say, and more than columns, or longer than a row may be, are refused', async () => {
    const p = await program()
    const done = await bring(
      p,
      sheet(
        '<row r="3"><c r="B3" t="inlineStr"><is><t>externalId</t></is></c><c r="D3" t="inlineStr"><is><t>name</t></is></c></row>',
        '<row r="4" hidden="1"><c r="B4" t="inlineStr"><is><t>a</t></is></c><c r="C4" s="0"/><c r="D4" t="inlineStr"><is><t>王芳</t></is></c></row>',
        '<row r="5"><c r="B5" t="inlineStr"><is><t>b</t></is></c><c r="XFD5" t="inlineStr"><is><t>far</t></is></c></row>',
      ),
    )
    expect(done).toMatchObject({ rows: 2, created: 1, rejected: [{ row: 2, code: 'row_malformed' }] })
    const long = await bring(p, sheet(rowOf('externalId'), rowOf('y'.repeat(3_000_000)), rowOf('b')))
    expect(long).toMatchObject({ rows: 2, created: 1, rejected: [{ row: 1, code: 'row_malformed' }] })
    expect(await people(p, 'externalId', 'name')).toEqual([
      ['a', '王芳'],
      ['b', null],
    ])
  })
})

describe('a file that says it is a workbook', () => {
  const withPart = (name: string, xml: string) =>
    workbookFile({ ...sheet(rowOf('externalId')), parts: { [name]: xml } })
  const SHEET = 'xl/worksheets/sheet0.xml'

  test.each([
    ['has a document type', withPart(SHEET, '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>')],
    [
      'asks for an external entity',
      withPart(SHEET, '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'),
    ],
    [
      'multiplies entities',
      withPart('xl/sharedStrings.xml', '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>'),
    ],
    ['uses an entity that is none', withPart(SHEET, '<a>&e;</a>')],
    ['is not well-formed', withPart(SHEET, '<worksheet><sheetData><row>')],
    ['has tags within tags without end', withPart(SHEET, '<a>'.repeat(100) + '</a>'.repeat(100))],
    ['is no archive', new TextEncoder().encode('externalId\na\n')],
    ['is cut off', workbookFile(sheet(rowOf('externalId'))).slice(0, -100)],
    ['holds no workbook', withPart('_rels/.rels', '<Relationships/>')],
    ['has no sheet', workbookFile({ sheets: [] })],
    ['is empty', new Uint8Array()],
  ])('and %s is refused as one that cannot be read', async (_, bytes) => {
    await refusedAs(await program(), 'workbook_unreadable', bytes)
  })

  const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  const named = (name: string) => [...name].flatMap(letter => [letter.charCodeAt(0), 0])

  test('and is encrypted, or of a format before 2007, is told what to do', async () => {
    const p = await program()
    await refusedAs(
      p,
      'workbook_encrypted',
      new Uint8Array([...COMPOUND, ...Array(504).fill(0), ...named('EncryptedPackage')]),
    )
    await refusedAs(p, 'workbook_too_old', new Uint8Array([...COMPOUND, ...Array(504).fill(0), ...named('Workbook')]))
    const locked = workbookFile(sheet(rowOf('externalId')))
    const view = new DataView(locked.buffer)
    for (let at = 0; at < locked.length - 4; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint16(at + 8, 1, true)
    await refusedAs(p, 'workbook_encrypted', locked)
  })

  test('and comes to more than is read of one, unpacked, is refused on the way, and nothing of it is kept', async () => {
    const p = await program()
    const text = `<si><t>${'x'.repeat(900_000)}</t></si>`
    await refusedAs(
      p,
      'workbook_too_large',
      workbookFile({ ...sheet(rowOf('externalId')), sharedTexts: text.repeat(30) }),
    )
    const endless = Array.from({ length: 12_000 }, (_, i) => `${(i * 7919) % 10_007} `.repeat(200)).join('')
    await refusedAs(p, 'workbook_too_large', workbookFile(sheet(rowOf('externalId'), rowOf(endless))))
    await refusedAs(p, 'workbook_too_large', workbookFile(sheet('<row><c r="ALM1"><v>1</v></c></row>')))
    await refusedAs(p, 'workbook_too_large', new Uint8Array(8 * 1024 * 1024 + 1))
    expect((await p.ok(200, 'GET', '/v1/imports')).data).toEqual([])
  })

  test('is taken for members only, and sent as CSV it is told how to be sent', async () => {
    const p = await program()
    const csv = workbookFile(sheet(rowOf('externalId'), rowOf('a')))
    await p.problem(415, 'unsupported_media_type', 'POST', '/v1/imports?kind=purchases', undefined, { csv, headers })
    const sent = await p.problem(422, 'invalid_request', 'POST', '/v1/imports?kind=members', undefined, { csv })
    expect(sent.errors[0].message).toContain(WORKBOOK_TYPE)
  })
})
