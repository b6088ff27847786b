import { rowOf, workbookFile, type WorkbookContent } from '@laurel/api/testing/workbook-file'
import fc from 'fast-check'
import { TEXTS } from './hostile.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** What a spreadsheet would run, and what a reader of files may trip over. */
const CELLS = [
  ...TEXTS.map(text => text.toWellFormed()),
  '=1+1',
  "=cmd|' /C calc'!A0",
  '@SUM(A1:A9)',
  '+8613812345678',
  '"',
  '"a"b"',
  '\r',
  ',',
  '\t',
  'é'.normalize('NFD'),
  '1e400',
  '-0.00',
  '1.3812340001E+10',
  '2026-13-45',
  'x'.repeat(1_100_000),
]

/** Each kind of file, well formed: one that is broken differs from it in one way. */
export const GOOD_FILES: Readonly<Record<string, string>> = {
  members:
    'externalId,name,phone,email,birthday,gender,region\nf1,李雷,13812340001,li@example.com,1990-06-18,male,x\nf2,韩梅,,,,,\n',
  purchases:
    'externalId,memberExternalId,occurredAt,store,sku,brand,quantity,unitPrice,tender\nt1,f1,2026-03-10T10:00:00+08:00,s1,A1,acme,2,12.50,cash\nt1,f1,2026-03-10T10:00:00+08:00,s1,A2,,1,1,cash\n',
  openingBalances: 'memberExternalId,unit,amount,expiresOn\nf1,points,120,2027-01-01\nf2,prepaid,10.00,\n',
  tiers: 'memberExternalId,tier,since,validThrough\nf1,WE,2025-01-01,2027-01-01\n',
  pastPurchases:
    'externalId,memberExternalId,occurredAt,store,sku,quantity,unitPrice,tender\np1,f1,2024-03-10T10:00:00+08:00,s1,A1,1,5.00,cash\n',
}

const utf8 = (text: string): Bytes => new TextEncoder().encode(text)
const utf16 = (text: string, isBig: boolean): Bytes => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le')
  return new Uint8Array(isBig ? bytes.swap16() : bytes)
}
const joined = (...parts: readonly Bytes[]): Bytes => new Uint8Array(Buffer.concat(parts))

/** A byte of a file that is another, or any number of them at its end that are missing. */
const damaged = (file: Bytes): fc.Arbitrary<Bytes> =>
  fc.oneof(
    fc.nat(file.length - 1).map(length => file.slice(0, length)),
    fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const copy = file.slice()
      copy[at]! ^= by
      return copy
    }),
    fc
      .tuple(fc.nat(file.length), fc.uint8Array({ minLength: 1, maxLength: 40 }))
      .map(([at, bytes]) => joined(file.slice(0, at), new Uint8Array(bytes), file.slice(at))),
  )

/** CSV files of a kind, most of them broken. */
export const brokenCsv = (good: string): fc.Arbitrary<Bytes> => {
  const [header = '', ...rows] = good.trimEnd().split('\n')
  const columns = header.split(',')
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const cells = rows[0]!.split(',')
  const withCell = (at: number, text: string) =>
    `${header}\n${cells.map((cell, i) => (i === at % cells.length ? text : cell)).join(',')}\n${rows.join('\n')}\n`
  return fc.oneof(
    { arbitrary: damaged(utf8(good)), weight: 4 },
    {
      arbitrary: fc
        .tuple(fc.nat(20), fc.constantFrom(...CELLS), fc.boolean())
        .map(([at, text, isQuoted]) => utf8(withCell(at, isQuoted ? quoted(text) : text))),
      weight: 8,
    },
    fc.constantFrom(
      utf16(good, false),
      utf16(good, true),
      joined(utf8(good), Uint8Array.of(0xc3, 0x28, 0xed, 0xa0, 0x80)),
    ),
    fc.constantFrom(
      Uint8Array.of(0xb1, 0xe0, 0xba, 0xc5, 0x0a, 0x80, 0xff),
      utf8('\ufeff\ufeff' + good),
      utf8(good.replaceAll('\n', '\r')),
    ),
    fc
      .constantFrom('', '\n', '\0', ',', '"', `${header}`, `${header}\n`, `\n${good}`, good.replaceAll(',', ';'))
      .map(utf8),
    fc.constantFrom(...columns).map(name => utf8(`${header},${name}\n${rows.map(row => `${row},x`).join('\n')}\n`)),
    fc.constantFrom(
      ...[',surprise'.repeat(2_000), ',__proto__,constructor,', `,${'列'.repeat(50_000)}`].map(more =>
        utf8(header + more + '\n' + rows.join('\n')),
      ),
    ),
    fc.constant(utf8(`${header}\n${'x,'.repeat(100_000)}\n${rows.join('\n')}\n`)),
    fc.constant(utf8(`${header}\n${`${rows[0]}\n`.repeat(250)}`)),
  )
}

const sheetOf = (rows: string, more: Partial<WorkbookContent> = {}): Bytes =>
  new Uint8Array(workbookFile({ sheets: [{ name: 'S', rows }], ...more }))

const HEADER = rowOf('externalId', 'name', 'phone')
const PERSON = rowOf('x1', '王芳', '13812340003')
const cell = (inner: string, attributes = '') => `${HEADER}<row><c${attributes}>${inner}</c></row>`
const SHEET = 'xl/worksheets/sheet0.xml'
const LAUGHS = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i} "${i === 0 ? '&a;&a;' : `&a${i - 1};&a${i - 1};`}">`).join('')}]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a29;</t></is></c></row></sheetData></worksheet>`

/** Workbooks of members, each astray in a way of its own. */
const ODD_WORKBOOKS: readonly (() => Bytes)[] = [
  () => sheetOf(HEADER + PERSON),
  () => sheetOf(''),
  () => sheetOf(HEADER + HEADER + PERSON),
  () => sheetOf(rowOf('externalId', 'name', 'name') + PERSON),
  () => sheetOf(rowOf('externalId', 'phone', '手机号') + PERSON),
  ...[
    '<f>1+1</f><v>2</v>',
    '<f>HYPERLINK("http://x")</f>',
    '<v>99999999999999999999</v>',
    '<v>1e999</v>',
    '<v>NaN</v>',
    '<v></v>',
    '<is><t>x',
    '<v>&#0;</v>',
    '<v>&nothing;</v>',
  ].map(inner => () => sheetOf(cell(inner))),
  ...[
    ' t="s"',
    ' t="b"',
    ' t="e"',
    ' t="surprise"',
    ' t="d"',
    ' s="99999"',
    ' s="-1"',
    ' r="ZZZZ1"',
    ' r="XFE1"',
    ' r="A99999999999"',
    ' r=""',
  ].map(attributes => () => sheetOf(cell('<v>7</v>', attributes))),
  () => sheetOf(`${HEADER}<row r="1048577"><c><v>1</v></c></row><row r="-5"/><row r="x"/><row r="99999999999999999"/>`),
  () => sheetOf(cell(`<is><t>${'界'.repeat(400_000)}</t></is>`, ' t="inlineStr"')),
  () => sheetOf(HEADER + PERSON, { sheets: [] }),
  () => sheetOf(HEADER, { parts: { [SHEET]: LAUGHS } }),
  () => sheetOf(HEADER, { parts: { [SHEET]: `<worksheet>${'<a>'.repeat(100_000)}` } }),
  () =>
    sheetOf(HEADER, {
      parts: { [SHEET]: `<worksheet><sheetData>${' '.repeat(48 * 1024 * 1024)}</sheetData></worksheet>` },
    }),
  () =>
    sheetOf(HEADER, {
      parts: { 'xl/sharedStrings.xml': `<sst><si><t>${'a'.repeat(40 * 1024 * 1024)}</t></si></sst>` },
    }),
  () => sheetOf(HEADER, { parts: { 'xl/workbook.xml': '<workbook/>' } }),
  () => sheetOf(HEADER, { parts: { 'xl/_rels/workbook.xml.rels': '<Relationships/>' } }),
  () => sheetOf(HEADER, { parts: { '_rels/.rels': 'not XML at all' } }),
  () => sheetOf(HEADER, { parts: { [SHEET]: '\ufffe\0<worksheet' } }),
]

/** Workbooks of members, most of them broken. */
export const brokenWorkbook: fc.Arbitrary<Bytes> = fc.oneof(
  { arbitrary: damaged(sheetOf(HEADER + PERSON)), weight: 3 },
  { arbitrary: fc.constantFrom(...ODD_WORKBOOKS).map(make => make()), weight: 4 },
  fc.constantFrom(
    utf8('PK\u0003\u0004'),
    joined(utf8('PK\u0003\u0004'), new Uint8Array(3_000)),
    utf8(GOOD_FILES['members']!),
    new Uint8Array(),
  ),
  fc.uint8Array({ minLength: 1, maxLength: 400 }).map(bytes => joined(utf8('PK\u0003\u0004'), new Uint8Array(bytes))),
)

export const oddWorkbooks: readonly (() => Bytes)[] = ODD_WORKBOOKS
