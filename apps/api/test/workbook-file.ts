import { strToU8, zipSync } from 'fflate'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

/** What a workbook is made of, each as the XML within its part. */
export interface WorkbookContent {
  readonly sheets: readonly { readonly name: string; readonly rows: string; readonly state?: string }[]
  readonly sharedTexts?: string
  readonly formats?: readonly { readonly id: number; readonly code?: string }[]
  readonly date1904?: boolean
  /** Parts in the place of those that are made. */
  readonly parts?: Readonly<Record<string, string>>
}

const relation = (id: string, type: string, target: string) =>
  `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`

const escaped = (text: string) => text.replaceAll('"', '&quot;')

/** A workbook as spreadsheets write one. */
export const workbookFile = ({
  sheets,
  sharedTexts = '',
  formats = [],
  date1904 = false,
  parts = {},
}: WorkbookContent) => {
  const made: Record<string, string> = {
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr date1904="${date1904}"/><sheets>${sheets
      .map(
        ({ name, state = 'visible' }, i) => `<sheet name="${name}" sheetId="${i + 1}" state="${state}" r:id="s${i}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${sheets
      .map((_, i) => relation(`s${i}`, 'worksheet', `worksheets/sheet${i}.xml`))
      .join(
        '',
      )}${relation('t', 'sharedStrings', 'sharedStrings.xml')}${relation('f', 'styles', '/xl/styles.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${sharedTexts}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats
      .map(({ id, code }) => (code === undefined ? '' : `<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`))
      .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats
      .map(({ id }) => `<xf numFmtId="${id}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map(({ rows }, i) => [
        `xl/worksheets/sheet${i}.xml`,
        `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
  }
  const files = Object.entries(made).map(([name, text]) => [name, strToU8(parts[name] ?? HEAD + text)] as const)
  return new Uint8Array(zipSync(Object.fromEntries(files)))
}

/** A row of cells, each as its XML, or as a text. */
export const rowOf = (...cells: readonly string[]) =>
  `<row>${cells.map(cell => (cell.startsWith('<c') ? cell : textCell(cell))).join('')}</row>`

const textCell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
export const numberCell = (value: string | number, style = 0) => `<c s="${style}"><v>${value}</v></c>`
